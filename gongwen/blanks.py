"""What stands in a text for what is still to be written."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_SKELETONS = Path(__file__).parent / "skeletons"
_COMMENT = re.compile(r"(^|\s)#.*")

MARKS = re.compile("[×Ｘ]{2,}|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])|_{3,}")
"""××, XX and ____: most often a blank, but a form in an attachment may want them printed."""


def without_comment(line: str) -> str:
    """A line of YAML without its comment."""
    return _COMMENT.sub("", line)


@cache
def blanks() -> re.Pattern[str]:
    """What the skeletons leave to be filled in, as they write it, and what says so of itself."""
    lines = [
        without_comment(re.sub("^# (?=[^ ]+: )", "", line))
        for path in sorted(_SKELETONS.glob("*.yaml"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    found = {blank for line in lines for blank in re.findall(r"（[^（）{}]+）", line)}
    own = "（请?(?:填写|填入|写明|待填|待补)[^（）]{0,30}）|[甲乙]某某"
    return re.compile("|".join(map(re.escape, sorted(found))) + f"|{own}")
