"""A foreign file to a document in the content model, and what it was unsure of.

The readers (`docx_reader`, `html_reader`, `text_reader`, `office_reader`) make any file a list of
paragraphs and tables; `assemble` makes that a plain tree with the help of recognisers, one file
each; `yaml_writer` makes the tree YAML. Nothing here is used in a build.
"""
