"""A .docx from anywhere, looked at: how it is built, against the standard. `checks/` has one file
for each thing looked for; `word` opens the file, within limits and without trust.
"""
