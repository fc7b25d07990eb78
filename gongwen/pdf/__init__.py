"""PDF: LibreOffice, the fonts it sets with, and what came out."""
