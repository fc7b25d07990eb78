"""What lies in content/: which files are documents, what a name means, and the one pass that puts
in whatever a document refers to. Files are found and read here, never written.
"""
