"""The environment the program runs in, made before anything is installed: standard library only,
and no import from any other room. build.py starts here.
Also where the program and its own templates lie, and the copies of them that offices have.
"""
