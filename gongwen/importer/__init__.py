"""A foreign file to the YAML of a document, and what it was unsure of. Nothing here is used in a
build; others enter by `assemble.import_file`, and for a registry by `registry_draft`.

`reading` finds the reader of a file (`docx_reader`, `html_reader`, `text_reader`, `office_reader`),
which makes it a list of `pieces`: paragraphs and tables. What a web page put around a document goes
first (`web_facts`, `chrome`, `page_foot`). `assemble` parts the rest into header, text, closing,
what follows the date, attachments and imprint, one file for each, and makes a `tree` of them. The
blocks of a text are read by `body`: first whatever one of `recognisers/` knows, one file each, then
the rest by its numbers (`building`). `yaml_writer` writes the tree; `account` tells of what got
lost.
"""
