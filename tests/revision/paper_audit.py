"""What is said of two versions, held against the two finished files: a second judge, who reads the
XML of either and knows nothing of how they were compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from msgspec import Struct

from gongwen.revision.change import Change
from tests.tracked import W

_HAN = "[〇零一二三四五六七八九十百]+"
_FIRST = re.compile(
    rf"第{_HAN}[章节条]|{_HAN}、|（{_HAN}）|（\d+）|\d+(?:\.\d+)+(?=\D)|\d+[.．](?!\d)|\d+(?= )"
    r"|[①-⑳]"
)
_LABEL = re.compile(r"附件(?:\d+(?:-\d+)*)?")
_PART = re.compile(r"(印发件\d*|附件[\d-]*(?:“.*?”)?)(?: |$)")
_IMPRINT = re.compile(r"^(?:抄送|主送)：(.*)。$", re.DOTALL)
_SPACE = re.compile(r"[\s\u3000／]")


class Line(Struct):
    """A paragraph or a cell as printed; `table` counts from 1, 0 = it stands in none."""

    text: str
    style: str
    table: int = 0
    row: int = 0
    derived: bool = False

    @property
    def bare(self) -> str:
        """Without its number and its blanks."""
        if self.table:
            return "" if self.text.isdecimal() and len(self.text) < 3 else _plain(self.text)
        return _bare(self.text)


def _plain(text: str) -> str:
    return _SPACE.sub("", text)


def _bare(text: str) -> str:
    plain = text.removeprefix("附件：").lstrip()
    if _LABEL.fullmatch(plain.strip()):
        return ""
    match = _FIRST.match(plain)
    return _plain(plain[match.end() :] if match else plain)


def printed_lines(root: etree._Element, styles: Mapping[str, str]) -> list[Line]:
    """All that the document part holds, in order; a cell that is merged with the one above has its
    text. `styles` are the names of the styles by their ids.
    """
    found: list[Line] = []
    body = root.find(W + "body")
    assert body is not None
    derived, tables = False, 0
    for node in body:
        if node.tag == W + "tbl":
            tables += 1
            found += _cells(node, styles, tables, derived)
        for each in node.iter(W + "p") if node.tag != W + "tbl" else ():
            style, text = _style(each, styles), _text(each)
            text = _IMPRINT.sub(r"\1", text)
            if style.startswith(("附件标题", "件标题")):
                derived = "分工表" in text
            if _plain(text) and not style.startswith("toc"):
                found.append(Line(text, style, derived=style.startswith("附件说明")))
    return found


def _style(node: etree._Element, styles: Mapping[str, str]) -> str:
    style = node.find(f"{W}pPr/{W}pStyle")
    return styles.get(str(style.get(W + "val")), "") if style is not None else ""


def _text(node: etree._Element) -> str:
    signs = {W + "tab": "\t", W + "br": "\n", W + "noBreakHyphen": "-"}
    inside = node.iter(W + "t", W + "delText", *signs)
    return "".join(
        signs.get(str(each.tag), each.text or "") for each in inside if "tabs" not in _above(each)
    )


def _above(node: etree._Element) -> str:
    parent = node.getparent()
    return str(parent.tag) if parent is not None else ""


def _cells(
    table: etree._Element, styles: Mapping[str, str], number: int, derived: bool
) -> Iterator[Line]:
    above: dict[int, str] = {}
    for index, row in enumerate(table.iterchildren(W + "tr")):
        column = 0
        for cell in row.iterchildren(W + "tc"):
            text = "\n".join(_text(each) for each in cell.iter(W + "p"))
            text = _IMPRINT.sub(r"\1", text)
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and merged.get(W + "val") != "restart":
                text = above.get(column, text)
            above[column] = text
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            column += int(str(span.get(W + "val"))) if span is not None else 1
            if _plain(text):
                yield Line(text, "格", number, index, derived)


def misstatements(
    old: Sequence[Line], new: Sequence[Line], changes: Sequence[Change], most: int
) -> list[tuple[str, str]]:
    """What is not so: 无 (a change called none), 多 (one told by more rows than it has to be), 字
    (words that do not stand so), 处 (words that stand elsewhere), 账 (what was told does not make
    the new text of the old one), 序 (another order that nobody told).
    """
    differ = [line.text for line in old] != [line.text for line in new]
    found: list[tuple[str, str]] = []
    if differ and not changes:
        found.append(("无", "texts differ"))
    rows = sum("随之修改" not in change.note for change in changes)
    if rows > most:
        found.append(("多", f"{rows} rows, {most} at most"))
    for lines, side in ((old, "old"), (new, "new")):
        for change in changes:
            text = change.old if side == "old" else change.new
            place = change.was if side == "old" else change.place
            found += _wrong_words(lines, side, change, text, place)
    return [*found, *_account(old, new, changes)]


def _units(change: Change, text: str) -> list[str]:
    """The paragraphs or cells that a text tells of."""
    return [part for line in text.split("\n") for part in line.split(" ｜ ") if part]


def _wrong_words(
    lines: Sequence[Line], side: str, change: Change, text: str, place: str
) -> Iterator[tuple[str, str]]:
    if not text or "〔图" in text:
        return
    plain = [_plain(line.text) for line in lines]
    for part in _units(change, text):
        if change.place == "全文":
            stands = any(_plain(part) in each for each in plain)
        else:
            stands = _plain(part) in plain or _plain(text) in plain
        if not stands:
            yield "字", f"{side}: {change.kind} {place} {part}"
            return
    region = _region(lines, place)
    if region is not None and change.place != "全文":
        first = _plain(_units(change, text)[0])
        if not any(first in _plain(line.text) for line in region):
            yield "处", f"{side}: {place} holds no {first}"


def _region(lines: Sequence[Line], place: str) -> Sequence[Line] | None:
    """The lines under the headings that a place names; None = it names none."""
    part = _PART.match(place)
    begin, end = 0, len(lines)
    rest = place
    if part:
        rest = place[part.end() :]
        label = part[1].split("“")[0]
        if label.startswith("附件"):
            at = [n for n, line in enumerate(lines) if line.text.strip() == label]
            if len(at) != 1:
                return None
            begin = at[0]
        else:
            titles = [n for n, line in enumerate(lines) if line.style.startswith("印发件标题")]
            if not titles:
                return None
            begin = titles[min(len(titles), int(label[3:] or "1")) - 1]
        following = (n for n in range(begin + 1, end) if lines[n].style.startswith("附件标识"))
        end = next(following, end)
        if "“" in part[1]:
            name = part[1].split("“")[1].rstrip("”").rstrip("…")
            inside = (n for n in range(begin, end) if _plain(lines[n].text).startswith(name))
            begin = next(inside, begin)
    known = bool(part)
    while match := _FIRST.match(rest):
        token = match[0].strip()
        rest = rest[match.end() :].lstrip()
        starts = (n for n in range(begin, end) if _begins(lines[n], token))
        at_line = next(starts, None)
        if at_line is None:
            return []
        begin, known = at_line, True
        same = _form(token)
        end = next((n for n in range(begin + 1, end) if _form(_number(lines[n])) == same), end)
    return lines[begin:end] if known else None


def _number(line: Line) -> str:
    match = None if line.table else _FIRST.match(line.text.removeprefix("附件：").lstrip())
    return match[0].strip() if match else ""


def _begins(line: Line, token: str) -> bool:
    return _number(line) == token


def _form(number: str) -> str:
    """The sort of a number; that of a decimal one is how many figures it has."""
    return re.sub(r"[〇零一二三四五六七八九十百]+|\d+|[①-⑳]", "#", number)


def _account(
    old: Sequence[Line], new: Sequence[Line], changes: Sequence[Change]
) -> Iterator[tuple[str, str]]:
    """Take what was told out of both texts: what is left is the same, in the same order."""
    follows = [change.place for change in changes if "随之修改" in change.note]
    sides = []
    for lines in (old, new):
        kept = [line for line in lines if line.bare and not (line.derived and _told(line, follows))]
        sides.append(kept)
    left = [Counter(line.bare for line in side) for side in sides]
    everywhere = [change for change in changes if change.place == "全文"]
    if everywhere:
        renamed: Counter[str] = Counter()
        for text, count in left[0].items():
            renamed[_renamed(text, everywhere)] += count
        left[0] = renamed
    for change in changes:
        only = change.kind in ("移动", "格式") or "只有序号" in change.note or not change.pieces
        if only or change in everywhere:
            continue
        for side, text in ((0, change.old), (1, change.new)):
            for unit in _told_units(left[side], change, text):
                left[side][unit if side else _renamed(unit, everywhere)] -= 1
    gone, come = left[0] - left[1], left[1] - left[0]
    for text in list(gone):
        twins = [c for c in changes if _plain(c.old) == text and come[_plain(c.new)]]
        if twins and gone[text] and any("栏" in c.place for c in twins):  # cells that are merged
            del gone[text], come[_plain(twins[0].new)]
    for text, count in gone.items():
        if count > 0:
            yield "账", f"{text} went, or was told to have come twice"
    for text, count in come.items():
        if count > 0:
            yield "账", f"{text} came, or was told to have gone twice"
    moved = any("移" in change.kind for change in changes)
    edited = {_bare(unit) for c in changes for text in (c.old, c.new) for unit in _units(c, text)}
    if not (gone or come) and not moved and not everywhere:
        once = [
            {text for text, n in Counter(line.bare for line in side).items() if n == 1}
            for side in sides
        ]
        both = (once[0] & once[1]) - edited
        orders = [
            [line.bare for line in side if not line.table and line.bare in both] for side in sides
        ]
        if orders[0] != orders[1]:
            yield "序", "another order"


def _renamed(text: str, everywhere: Sequence[Change]) -> str:
    for change in everywhere:
        text = text.replace(_plain(change.old), _plain(change.new))
    return text


def _told(line: Line, follows: Sequence[str]) -> bool:
    return any(("表格" in place) == bool(line.table) for place in follows)


def _told_units(left: Counter[str], change: Change, text: str) -> list[str]:
    """The lines that a change takes out of one side."""
    whole = _bare(text.replace("\n", ""))
    if whole and left[whole] > 0:
        return [whole]
    if whole and left[_plain(text)] > 0:
        return [_plain(text)]
    found = []
    for unit in _units(change, text):
        bare, plain = _bare(unit), _plain(unit)
        if plain.isdecimal() and len(plain) < 3:
            continue
        found.append(bare if left[bare] > 0 else plain)
    return [each for each in found if each]


def read_as(root: etree._Element, *, accepted: bool) -> list[str]:
    """The paragraphs of a marked text, everything accepted or everything rejected, without the
    empty ones: a reader's own way, which walks the text once from its beginning to its end.
    """
    gone = {W + "del", W + "moveFrom"} if accepted else {W + "ins", W + "moveTo"}
    found: list[str] = []
    line = ""
    for paragraph in root.iter(W + "p"):
        rows = list(paragraph.iterancestors(W + "tr"))
        if any(mark.tag in gone for row in rows for mark in row.iterfind(f"{W}trPr/*")):
            continue
        for node in paragraph.iter(W + "t", W + "delText"):
            if not any(each.tag in gone for each in node.iterancestors()):
                line += node.text or ""
        if any(mark.tag in gone for mark in paragraph.iterfind(f"{W}pPr/{W}rPr/*")):
            continue
        if line:
            found.append(line)
        line = ""
    return [*found, line] if line else found
