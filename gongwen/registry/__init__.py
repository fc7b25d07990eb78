"""Units: 机构.yaml read (`reader`), units as written on paper (`units`), and names near to theirs.

Everything that needs a unit asks the `Registry`; only `reader` knows what the file looks like, and
`build.shared` keeps what it gives between starts.
"""
