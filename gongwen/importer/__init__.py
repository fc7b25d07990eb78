"""A foreign file → a document in the content model, and what it was unsure of.

`readers` make any file a list of paragraphs and tables; `assemble` makes that a plain tree with
the help of recognisers, one file each; `writing` makes the tree YAML.
"""
