"""pandoc: where it is, one run of it in its sandbox within limits, and its fetching. Import reads
.odt and .rtf with it, `formats` write .md, .odt and .txt; everything else works without.
"""
