"""The web page of a document: its composition as HTML that stands alone, without a script. Only
`formats/html.py` comes in here; what a sheet says is turned into CSS in `look`.
"""
