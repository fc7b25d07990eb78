"""`make bench-check`: how much of what is wrong in a text the rules find, and how often they err.

- `published`: the errors that an editor marked in the published documents of ../shared/seeds;
- `clean`: what is found in texts that were proofread, each finding judged in judged.csv;
- `seeded`: errors planted in proofread paragraphs, kind by kind; `planters` has the kinds.
"""
