"""What `doctor` looks at: the computer, the checkout, what PDFs need. It changes nothing, and
works before anything is installed, so packages are imported where they are used.
"""
