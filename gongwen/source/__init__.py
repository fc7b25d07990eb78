"""A file of YAML: its bytes to text (`text_file`), the text to plain data with places (`reader`,
`tree`), and what was mistyped in it (`mistakes/`). `parse` joins them. `edit/` changes a text in
place.

Anyone above may call `parse`, `text_file.read_text` and `edit.edited`, and hold what `tree` defines; `typed` is
for this folder alone, and `mistakes/` too, but for the ids of problems.
"""
