"""Line breaks inside a text: beside a Chinese character they fold to nothing.

YAML folds a line break to a space, which is right for English and leaves holes in Chinese, between
Chinese and a number or an English word too.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import yaml

from .. import patterns as re

LOADER: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C where there is one."""

# Han (with compatibility, private use and selectors), kana, full-width forms, and the punctuation
# a Chinese face sets one em wide though Unicode calls its width ambiguous.
_WIDE = (
    "·—‘’“”…※①-⓿Ⅰ-ⅿ\u2e80-\u303f\u3040-\u30ff\u3100-\u4dbf\u4e00-\u9fff"
    "\ue000-\uf8ff\uf900-\ufaff\ufe00-\ufe4f\uff01-\uff60\uffe0-\uffe6"
    "\U00020000-\U0003fffd\U000e0100-\U000e01ef"
)
_HEADER_DIGIT = r"[|>][+-]?([1-9])"
_BREAKS = r"(?<![ \t])[ \t]*\n[ \t\n]*"


# So large a set takes 2 ms to compile, and few documents break a line where it matters.


@cache
def _break_beside_wide() -> re.Pattern[str]:
    """A backslash before a break is YAML's own escape of it."""
    return re.compile(
        rf"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[^\s])|(?<=[^\s\\])[ \t]*\n[ \t]*(?=[{_WIDE}])"
    )


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(rf"[{_WIDE}]")


def fold_plain(source: str) -> str:
    """The value of a plain scalar from its source: n blank lines are n line breaks."""

    def folded(match: re.Match[str]) -> str:
        return "\n" * (match[0].count("\n") - 1) or " "

    return re.sub(_BREAKS, folded, _break_beside_wide().sub("", source))


def fold_quoted(source: str) -> str:
    """The value of a quoted scalar from its source, quotes included. A character written as an
    escape counts as narrow.
    """
    return _scalar(_break_beside_wide().sub("", source))


def block_text(
    header: str,
    lines: list[str],
    below: int,
    parent: int,
    value: str,
) -> tuple[str, int]:
    """The value of a `|` or `>` scalar, folded, and the columns its lines are indented by; 0 where
    the lines of the value are not the lines of the file.

    `header` is its first line from the sign on, `below` the number (from 0) of the next among the
    `lines` of the file, `parent` the column of the list or mapping it stands in (-1 = none),
    `value` what the parser made of it.
    """
    digit = re.match(_HEADER_DIGIT, header)
    if digit:
        indent = max(parent, 0) + int(digit[1])
    else:
        written = (lines[at] for at in range(below, len(lines)) if lines[at].strip(" "))
        first = next(written, "")
        indent = len(first) - len(first.lstrip(" "))
    if not value.strip("\n"):
        return value, 0
    if header.startswith("|"):
        return value, indent
    outside = (at for at in range(below, len(lines)) if lines[at][:indent].strip(" "))
    end = next(outside, len(lines))
    own = lines[below:end]
    last_break = "\n" if end < len(lines) else ""  # the last line of all has none of its own
    value = _fold_lines(header, [line[indent:] for line in own], last_break)
    last_text = max(n for n, line in enumerate(own) if line.strip(" "))
    return value, indent if value.rstrip("\n").count("\n") in (0, last_text) else 0


def _fold_lines(header: str, lines: list[str], end: str) -> str:
    """Lines indented deeper and blank lines keep their breaks, as YAML has it."""
    joined: list[str] = []
    for line in lines:
        if (
            joined
            and not joined[-1].startswith((" ", "\t"))
            and _folds_to_nothing(joined[-1], line)
        ):
            joined[-1] = joined[-1].rstrip(" \t") + line
        else:
            joined.append(line)
    keep = "".join(sign for sign in header.split("#", 1)[0] if sign in "+-")
    return _scalar(f">1{keep}\n" + "\n".join(f" {line}" for line in joined) + end)


def _folds_to_nothing(line: str, following: str) -> bool:
    if not line.strip(" \t") or following[:1] in ("", " ", "\t"):
        return False
    return bool(_wide().match(line.rstrip(" \t")[-1]) or _wide().match(following))


def _scalar(source: str) -> str:
    for event in yaml.parse(source, Loader=LOADER):
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
    raise ValueError("not a scalar")
