"""The model of a 公文, how data becomes it, and what follows from it without setting it. Rules and
typesetting read it; nothing changes it once it is made.
"""
