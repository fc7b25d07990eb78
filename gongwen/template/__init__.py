"""The .docx templates: tags, samples, the stamp of the sheet."""
