"""How rules are found, asked and heard; the rules themselves lie one folder up."""
