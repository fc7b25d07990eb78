"""发文机关标志: the large red words at the head of the first page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from .. import patterns as re
from .document_numbers import ISSUE
from .pieces import Piece, SourceParagraph
from .wording import HAN, is_title_like, is_unit, unspaced

LETTER_MARK = "信函标志"
_STYLES = ("发文机关标志", LETTER_MARK, "命令标志", "联合标志", "联合标志字")
_ENDING = re.compile("文件|命令|令|会议纪要")
_MINUTES = re.compile(
    rf"([{HAN}（）]*?)((?:专题|常务|办公|党组|党委|主任|[市县区局州校院镇乡园]长|书记|总经理|董事|理事|监事|股东|班子|校务|院务|"
    r"行政|支部|支委|总支|教代|职工代表大|工作|协调|全体|联席|现场|调度|推进|例)*"
    r"(?:会议|会)?纪要)"
)
_LARGE = 24
"""Points: a title is set in 22, the red words of a mark are larger."""
_MOST_LINES = 12
_LONGEST_LINE = 40


class IssuerMark(Struct, frozen=True):
    """The lines of a mark, the units that it names, and the layout that it belongs to: 文件, 信函,
    命令 or 纪要. `used` is how many pieces it takes.
    """

    lines: tuple[str, ...]
    units: tuple[str, ...]
    layout: str
    used: int

    @property
    def is_usual(self) -> bool:
        """Whether the program prints just this for these units."""
        whole = "".join(self.lines).replace("\n", "")
        if len(self.units) > 1:
            return whole == "".join(self.units) + "文件"
        ending = {"信函": "", "纪要": "会议纪要", "命令": "令"}.get(self.layout, "文件")
        return whole == "".join(self.units) + ending


def find_mark(pieces: Sequence[Piece], at: int, number: re.Pattern[str]) -> IssuerMark | None:
    """The mark that begins at `at`; `number` is what a 发文字号 looks like, which tells a letter's
    bare name from the first line of a title.
    """
    lines: list[str] = []
    for piece in pieces[at : at + _MOST_LINES]:
        if not isinstance(piece, SourceParagraph) or len(piece.text) > _LONGEST_LINE:
            break
        lines.append(unspaced(piece.text))
    styled = 0
    for piece in pieces[at : at + len(lines)]:
        if not isinstance(piece, SourceParagraph) or piece.look.style not in _STYLES:
            break
        styled += 1
    if styled:
        first = pieces[at]
        style = first.look.style if isinstance(first, SourceParagraph) else ""
        return _styled(tuple(lines[:styled]), style)
    return (
        _joint(lines, number)
        or _single(lines, number)
        or _minutes(lines)
        or _letter(lines, number)
        or _large(pieces, at)
    )


def _styled(lines: tuple[str, ...], style: str) -> IssuerMark:
    """A mark that the program's own styles tell of."""
    whole = "".join(lines)
    used = len(lines)
    if style.startswith("联合标志"):
        units = tuple(line for line in lines if line != "文件")
        return IssuerMark((*units, "文件"), units, "文件", used)
    if style == LETTER_MARK:
        return IssuerMark(lines, (whole,), "信函", used)
    if minutes := _MINUTES.fullmatch(whole):
        return IssuerMark(lines, (minutes[1],), "纪要", used)
    bare = re.sub(rf"(?:{_ENDING.pattern})$", "", whole)
    return IssuerMark(lines, (bare,), "命令" if whole.endswith("令") else "文件", used)


def _joint(lines: list[str], number: re.Pattern[str]) -> IssuerMark | None:
    """Names under one another, and “文件” below, among or beside them. Beside one of them it tells
    only with room before it, or the number right below.
    """
    parts: list[str] = []
    count = beside = 0
    for line in lines:
        match = _BESIDE.fullmatch(line)
        if match and is_unit(match[1]):
            parts += [match[1], "文件"]
            beside += not match[2]
        elif line == "文件" or is_unit(line):
            parts.append(line)
        else:
            break
        count += 1
    units = tuple(part for part in parts if part != "文件")
    if parts.count("文件") != 1 or not units:
        return None
    numbered = count < len(lines) and number.match(lines[count]) is not None
    if (beside and not numbered) or (len(units) < 2 and "文件" not in lines[:count]):
        return None
    return IssuerMark((*units, "文件"), units, "文件", count)


_BESIDE = re.compile(r"(\S+?)(\s*)文件")


def _single(lines: list[str], number: re.Pattern[str]) -> IssuerMark | None:
    """“云溪市人民政府文件”, a name and 令; above its number a name of any kind."""
    if not lines or "关于" in lines[0]:
        return None
    bare = re.sub("(?:文件|命令|令)$", "", lines[0])
    numbered = len(lines) > 1 and number.match(lines[1]) is not None
    if bare in (lines[0], "") or not (is_unit(bare) or (numbered and lines[0].endswith("文件"))):
        return None
    layout = "命令" if lines[0].endswith("令") else "文件"
    return IssuerMark((lines[0],), (bare,), layout, 1)


def _minutes(lines: list[str]) -> IssuerMark | None:
    """“云溪市人民政府专题会议纪要” on one line or two; “会议纪要” above the number of minutes."""
    for used in (1, 2):
        whole = "".join(lines[:used]) if len(lines) > used else ""
        match = _MINUTES.fullmatch(whole)
        if match is None or "关于" in match[0]:
            continue
        if is_unit(match[1]):
            return IssuerMark(tuple(lines[:used]), (match[1],), "纪要", used)
        if not match[1] and ISSUE.fullmatch(lines[used]):
            return IssuerMark(tuple(lines[:used]), (), "纪要", used)
    return None


def _letter(lines: list[str], number: re.Pattern[str]) -> IssuerMark | None:
    """A bare name, right above the number; or several, one below the other."""
    names = tuple(takewhile(is_unit, lines))
    numbered = lines[len(names) : len(names) + 1]
    if not names or not numbered or not number.fullmatch(re.sub(r"\s*[★☆]$", "", numbered[0])):
        return None
    return IssuerMark(names, names, "信函" if len(names) == 1 else "文件", len(names))


def _large(pieces: Sequence[Piece], at: int) -> IssuerMark | None:
    """A bare name in far larger type than the title below it, no number between."""
    first, below = (piece for piece in (*pieces[at : at + 2], None, None)[:2])
    if not isinstance(first, SourceParagraph) or not isinstance(below, SourceParagraph):
        return None
    name, sizes = unspaced(first.text), (first.look.size, below.look.size)
    large = sizes[0] >= _LARGE and sizes[0] >= sizes[1] * 1.2
    if not large or not is_unit(name) or "关于" in name or not is_title_like(below.text):
        return None
    return IssuerMark((name,), (name,), "文件", 1)
