"""YAML text to data with places, and what was mistyped in it."""
