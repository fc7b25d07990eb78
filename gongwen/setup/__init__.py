"""The environment the program runs in, made before anything is installed: standard library only,
and of other rooms only `storage`, which writes its files. build.py starts here.
Also where the program and its own templates lie, and the copies of them that offices have.
"""
