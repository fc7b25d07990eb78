"""How rules are found, asked and heard; the rules themselves lie one folder up.

Whoever asks them asks `rules`, which hands on what a rule or an asker needs of this.
"""
