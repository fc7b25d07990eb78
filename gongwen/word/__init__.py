"""Word's own file format: packages, relationships, elements; and a foreign .docx opened, within
limits and without trust. It knows nothing of documents or pages.
"""
