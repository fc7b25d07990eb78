"""Style sheets (styles/*.yaml): the page, the places on it and the named styles, as measures.

Whatever has a length, a size or a place on paper has its home here, so that a house style can
change it. A new measure is declared in `measures` (of a style) or `page_measures` (of 版面, where
it is a field of `data.Page` or `places.Places` too), and stands in gbt9704.yaml with its basis.
`layers` reads the files, `reader` and `page_reading` make a `Sheet` of several; the stages above
use `data` alone, for a sheet comes from the cache as a rule (`build.shared`).
"""
