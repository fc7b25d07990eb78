"""A .docx template: read once (`tags`, through `part`), filled in (`filling`), and kept in shape
(`stamp` puts a sheet on it; `tidy`, `ladder` and `text` serve the command `template`).

`render` alone fills templates, by `part`; docxtpl and Jinja are imported by `tags` alone.
"""
