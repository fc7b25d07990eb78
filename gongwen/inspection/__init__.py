"""A .docx from anywhere, looked at: how it is built, read within limits and without trust."""
