"""The rendered page, measured: what a PDF shows, against what the standard wants (in mm)."""
