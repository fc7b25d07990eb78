"""征求意见: what went out, what came back, what was decided. Its ledger is read and written here
and nowhere else; git is asked through `history`.
"""
