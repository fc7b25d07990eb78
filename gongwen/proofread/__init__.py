"""What is mechanical and certain in a text, mended in the file that it was typed in.

`words` mends one text, `files` finds the texts of a document's files and changes them in place.
"""
