"""Two compositions to what changed, and the files that show it: redline, table, page. It knows
nothing of git; `history` finds the two sides.
"""
