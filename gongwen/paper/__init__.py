"""How text stands on paper: numbers, outlines, names, characters. Plain functions over text, on
which everything else may rest; they know no YAML, no model and no page.
"""
