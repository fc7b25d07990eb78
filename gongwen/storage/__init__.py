"""What is kept on disk besides documents: results worked out once, files written whole.
Everything that writes a file is to come through here.
"""
