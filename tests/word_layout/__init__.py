"""Where Word sets what stands in a finished .docx: lines, rows, rules, shapes and pages, computed
from the parts of the file by the rules of ECMA-376 (ISO/IEC 29500-1) as Word applies them.

It knows the file and nothing of what made it: no module in here but `plan` may import from
`gongwen`, or the program would prove itself (`test_reader.py` sees to it). Markup that it was not
taught is an error, never skipped. Lengths are twips unless a name says mm.

What a document passes through, a file each: `package` (parts) → `markup` (properties as written) →
`styles` (resolved) → `content` (paragraphs, tables) → `lines` → `rows` → `pages`, with `furniture`
for headers and footers; `elements` then finds the parts of a 公文 by their style names. `choices`
names what is contested about Word, so that a test can ask for every answer.
"""
