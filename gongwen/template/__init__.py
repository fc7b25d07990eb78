"""A .docx template: made ready once (`ready`: `stamp` puts a sheet on it, `page_furniture` adds
pages of other kinds, `part` and `tags` read what is to be filled in), filled in (`filling`), and
kept in shape (`tidy`, `ladder` and `text` serve the command `template`).

`render` alone fills templates, by `part`; docxtpl and Jinja are imported by `tags` alone.
"""
