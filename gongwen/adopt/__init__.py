"""过录修改: an edited copy of a document that we made goes back into the YAML that it was made of.

`units` is what stands on paper, paragraph by paragraph; `differences` what was edited; `standing`
sets the document from texts in memory; `origins` finds by dye which value prints what; `wording`
and `structure` propose edits of the YAML, each of which is tried on the whole document by
`adopting`: nothing counts as adopted that the document set anew does not print.
"""
