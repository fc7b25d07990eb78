"""One build: what to make, by how many processes, what is remembered, where it is put (`run`),
and the whole way of one document (`pipeline`). Commands, history and watch start here; nothing
below knows of it.
"""
