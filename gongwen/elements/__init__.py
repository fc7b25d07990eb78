"""A mapping of YAML becomes a frozen record that knows its places, and every misfit a `Problem`.

`element` reads mappings, `shapes` the values in them by their types, `values` has the small types.
Documents, the registry, the kinds and the style sheets are declared with these words; what is said
of one slip is said here, once for all of them. Nothing here knows any key of theirs but in
`faults` and `other_names.txt`, the words that people use.
"""
