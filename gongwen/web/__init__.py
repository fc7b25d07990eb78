"""The web page of a document: its composition as HTML that stands alone, without a script."""
