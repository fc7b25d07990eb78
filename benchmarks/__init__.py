"""How fast the program is, beside other ways to the same file: `make bench`."""
