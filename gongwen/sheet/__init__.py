"""How a document looks: styles/*.yaml laid over one another to a `Sheet` of measures.

`layers` and `measures` say what a file may hold, `reader` what comes of several; the stages above
use `data` alone, for a sheet comes from the cache as a rule (`build.shared`).
"""
