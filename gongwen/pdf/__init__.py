"""PDFs: LibreOffice, the fonts it sets with, the copy that is made for it, and what came out.
Only formats and commands start it; a .docx is made without it.
"""
