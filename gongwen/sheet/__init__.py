"""Style sheets: read, layered, resolved to measures."""
