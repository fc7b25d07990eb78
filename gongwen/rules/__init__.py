"""The rules: one file, one rule. The folder is the registry; a module is a rule if it has a NAME.

A rule module has a docstring that documents it to users, and
- `NAME`: its id, Chinese, unique;
- `LEVEL` of its findings;
- `BASIS`: the clause or reason printed with each finding, may be "";
- `WRONG`, `RIGHT`: YAML that it finds something in, and nothing; both are tested, and shown in the
  documentation of the rules;
- `REFUSES = True` only where an 错误 of it keeps a document from being built;
- `WAIVABLE = False` only where 忽略 may not silence it (secrecy);
- `STANDS_ALONE = True` where its findings hold even if other parts of the file cannot be read;
- `MADE_AFTER` where its author had an error in one of the published documents before his eyes:
  their numbers, such as "003"; `make bench-check` does not count there what it finds;
- `COVERS` where what it finds is told by other rules too, in words that say less: their names;
  what they find at the same words is left out then;
- `NEEDS` where it finds nothing in passages that have none of these words in them: it is not even
  loaded then;
- `EACH_PASSAGE = True` where what it finds in a passage depends on that passage alone, besides the
  registry, the lists, and what `judging/settled.py:besides` names: after an edit it is asked about
  what was edited only, and `context.passages` are no others then. Whether it is told may depend on
  `context.text_of_all`: it says `told=False` where that is why it is not;
- `APART_FROM_TEXT = True` where what it finds does not depend on the words of running text: after
  an edit there it is not asked again;
- `ONLY_PASSAGES_WITH`, some words, where it does depend on them, but only on passages that have one
  of these words in them: after an edit elsewhere in running text it is not asked again;
- `ELEMENTS` where a finer waiver can only name these: every `element` of its findings;
- `check(context) -> Iterable[Finding]`.
"""

from __future__ import annotations

from .judging.context import Context, Finding, of_word
from .judging.declared import Rule, declared, refuses, rules
from .judging.judge import Judged, check, judged
from .judging.settled import Settled, besides, settled_in, written

__all__ = [
    "Context",
    "Finding",
    "Judged",
    "Rule",
    "Settled",
    "besides",
    "check",
    "declared",
    "judged",
    "of_word",
    "refuses",
    "rules",
    "settled_in",
    "written",
]
