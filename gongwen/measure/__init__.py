"""The rendered page, measured: what a PDF shows, against what the standard, or a sheet, wants (mm).

`reader` gives the pages, `elements` finds the paragraphs of the .docx on them again, `clauses`
hold one file for each group of clauses; a new file there is found by itself. Wanted values that a
house style may change are in `Norm`, never in a clause. Nothing here makes or changes a document.
"""
