"""Style sheets (styles/*.yaml): the page, the places on it and the named styles, as measures.

Whatever has a length, a size or a place on paper has its home here, so that a house style can
change it; those after it only read a `Sheet`. A new measure is declared in `measures` (of a style),
`data` (a length of 版面) or `places` (anything else of 版面), and stands in gbt9704.yaml with its
basis.
"""
