"""What changed from one version of a document to the next, in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from .. import patterns as re
from ..revision.change import Change
from ..revision.comparison import Files, changes_of, printed
from ..revision.numbers import split_number
from ..revision.words import Piece
from ..sheet.data import Sheet

_MEASURE: Final = re.compile(
    r"[%‰]|[年月日底前]+|(?:[万亿]?(?:[元户条家部处次项人吨顷台米亩所名里]|公[里顷]|平方米|立方米))"
    r"|个?(?:工作日|小时|天|个月)|个"
)
_DIGITS: Final = re.compile(r"[\d.年月]*$")
_UNIT_END: Final = re.compile(
    r"(?:局|委|办|厅|部|处|院|会|团|公司|集团|支队|中心|政府|县|区|（区）)等?$"
)
_BETWEEN: Final = "、，；：。（）【】“”《》\\s"
_BEFORE, _AFTER = re.compile(f"[^{_BETWEEN}]*$"), re.compile(f"[^{_BETWEEN}]*")
_OF_A_STAGE: Final = ("稿本标注", "发文机关标志", "附注", "版头", "版记")
UNREADABLE: Final = "这一版排不出来（写法有误、引用的文件读不出，或者是旧写法）"
WORDS: Final = (
    "稿本改为征求意见稿送审稿印发稿；等0123456789处只有版面不同标题改为“…”→加删标点有改动"
    "只有序号变了一段分作并作一段“…”换了位置增加删去移动格式连同下面的段从移到调整了前后顺序改作不再是上一版排不出来，无从比较换了图片第一版（）"
    f"{UNREADABLE}"
)
"""What a line is made of besides the words of the document."""
_MOST: Final = 5
_LONGEST: Final = 16


def summary(old: Files, new: Files, stages: tuple[str, str], others: Sequence[Files] = ()) -> str:
    """One line: 稿本, title, sections that came, went or were moved, then figures, units, deadlines
    and other words, from what to what; "" where nothing on paper changed. Of a merge (`others` =
    its other sides), only what differs from all of them.
    """
    found = changes_of(old, new)
    for other in others:
        found = list(_also_in(changes_of(other, new), found))
    said: list[str] = []
    if stages[0] != stages[1]:
        said.append(f"稿本改为{stages[1]}")
        found = [each for each in found if not any(x in each.place for x in _OF_A_STAGE)]
    for change in sorted(found, key=_rank):
        said += _phrases(change)
    said = list(dict.fromkeys(said))
    if len(said) > _MOST + 1:
        return f"{'；'.join(said[:_MOST])}；等{len(said)}处"
    if not said and not others and (printed(old) != printed(new) or _looks(old) != _looks(new)):
        return "只有版面不同"
    return "；".join(said)


def _looks(files: Files) -> dict[str, tuple[str, Sheet]]:
    """What each file is set with."""
    return {tail: (look.file, look.sheet) for tail, (_, look) in files.items()}


def _also_in(other: Sequence[Change], found: Sequence[Change]) -> Iterator[Change]:
    """The changes, of which only those pieces are left as changed that changed in `other` too: that
    say the same there now or, where nothing is left, said the same.
    """
    changed = {
        (change.place, piece.new or piece.old)
        for change in other
        for piece in change.pieces
        if piece.changed
    }
    whole = {(change.kind, change.place, change.new or change.old) for change in other}
    for change in found:
        if any(piece.changed for piece in change.pieces):
            pieces = tuple(
                piece
                if not piece.changed or (change.place, piece.new or piece.old) in changed
                else Piece(piece.new, piece.new)
                for piece in change.pieces
            )
            if any(piece.changed for piece in pieces):
                yield replace(change, pieces=pieces)
        elif (change.kind, change.place, change.new or change.old) in whole:
            yield change


def _rank(change: Change) -> int:
    """Whole elements first, table cells, which often only repeat a text, last."""
    if change.place in ("标题", "发文字号", "成文日期"):
        return 0
    if "表格" in change.place:
        return 3
    return 1 if change.name and change.kind != "修改" else 2


def _phrases(change: Change) -> Iterator[str]:
    name = change.place
    if change.name or _rank(change) < 3:
        name = f"“{_short(change.name or change.new or change.old)}”"
    if change.kind in ("移动", "格式"):
        yield f"{name}{change.note.partition('，')[0]}"
    elif change.kind != "修改":
        yield f"{change.kind}{name}"
    elif change.place == "标题":
        yield f"标题改为{_short(change.new)}"
    elif change.note.startswith("只有序号"):
        yield "只有序号变了"
    else:
        if "段并作" in change.note or "段分作" in change.note:
            yield change.note
        elif change.pieces and not any(piece.changed for piece in change.pieces):
            yield f"{name}{change.note}"
        yield from _exchanges(change.pieces)


def _exchanges(pieces: Sequence[Piece]) -> Iterator[str]:
    """What became of the words of a text; what went at one place and came at another of them was
    moved. The numbers that its paragraphs begin with, and where they break, say nothing here.
    """
    found = [
        _exchange(pieces, at)
        for at, piece in enumerate(pieces)
        if piece.changed and not _is_beginning(pieces, at)
    ]
    gone, come = ({each[side] for each in found if each[side]} for side in (0, 1))
    moved = gone & come
    for was, now in found:
        old, new = "" if was in moved else was, "" if now in moved else now
        if old and new:
            yield f"{_short(old)}→{_short(new)}"
        elif old or new:
            yield f"加“{_short(new)}”" if new else f"删“{_short(old)}”"
        elif was or now:
            yield f"“{_short(was or now)}”换了位置"
        else:
            yield "标点有改动"


def _is_beginning(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece is the number of a paragraph, or parts it from the one before."""
    piece = pieces[at]
    begins = not at or "\n" in (pieces[at - 1].old, pieces[at - 1].new)
    numbers = not any(split_number(text)[1] for text in (piece.old, piece.new))
    return "\n" in (piece.old, piece.new) or (begins and numbers)


def _exchange(pieces: Sequence[Piece], index: int) -> tuple[str, str]:
    """What was there and what is: a number with its measure, a unit by its whole name."""
    piece = pieces[index]
    was, now = _bare(piece.old), _bare(piece.new)
    before = pieces[index - 1].new if index else ""
    after = pieces[index + 1].new if index + 1 < len(pieces) else ""
    if re.search(r"\d", was + now):
        head, tail = _found(_DIGITS.search(before)), _found(_MEASURE.match(after))
    elif was and now and _UNIT_END.search(was) and _UNIT_END.search(now):
        head, tail = _found(_BEFORE.search(before)), _found(_AFTER.match(after))
    else:
        head = tail = ""
    if was and now:
        return head + was + tail, head + now + tail
    return was, now


def _bare(text: str) -> str:
    """Words without the marks around them; a bracket stays where both of a pair are there."""
    pairs_of = ("（）", "【】", "“”", "《》")
    kept = "".join(pair for pair in pairs_of if all(sign in text for sign in pair))
    marks = "".join(sign for sign in _BETWEEN if sign not in kept)
    return re.sub(f"^[{marks}]+|[{marks}]+$", "", text)


def _found(match: re.Match[str] | None) -> str:
    return match[0] if match else ""


def _short(text: str) -> str:
    text = re.sub(r"\s+", "", text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
