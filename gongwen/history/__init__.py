"""The history of documents, kept by git and told in the words of an office: 稿, not commits. The
only room that starts git; commands ask it.
"""
