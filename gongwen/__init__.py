"""Chinese official documents (公文) set to GB/T 9704-2012, from YAML to .docx. What lives in which
room, and who may import whom, is one list in docs/architecture.md; nothing is said here.
"""
