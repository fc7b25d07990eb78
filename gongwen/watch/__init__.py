"""`make watch`: what changed, and what is worth saying after a build. Its command starts it; the
desk uses `changes` and `notices` too.
"""
