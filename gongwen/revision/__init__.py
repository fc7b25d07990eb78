"""Two versions of a document → what changed, and the files that show it."""
