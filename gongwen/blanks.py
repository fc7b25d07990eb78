"""What stands in a text for what is still to be written."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_SKELETONS = Path(__file__).parent / "skeletons"
_COMMENT = re.compile(r"(^|\s)#.*")

MARKS = re.compile(
    "[×Ｘ]{2,}|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])|_{3,}|（请?填[写入][^（）]{0,30}）"
)
"""Most often a blank, but a form in an attachment may want them printed."""
_LABELS = frozenset(("（职务）", "（联系电话）", "（起止时间）", "（完成时限）", "（任务名称）"))
"""Blanks of the skeletons that a form may print within a line."""
_ALONE = re.compile(r"\s*(?:- )*(?:[^\s:]+: +)?（[^（）]+）\s*")


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
    own = "（(?:写明|待填|待补)[^（）]{0,30}）|[甲乙]某某"
    return re.compile("|".join(map(re.escape, sorted(found))) + f"|{own}")


def is_certain(blank: str, line: str) -> bool:
    """Whether a blank of the skeletons in a line is one surely, and not what a form asks for."""
    return blank not in _LABELS or bool(_ALONE.fullmatch(line))
