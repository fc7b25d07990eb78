"""Chinese official documents (公文) set to GB/T 9704-2012, from YAML to .docx."""
