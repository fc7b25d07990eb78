"""The model of a 公文, and how data becomes it."""
