"""What is said of an adoption, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from msgspec import Struct

from .. import patterns as re
from ..problem import Place
from ..source.edit.spans import comments_in
from .adopting import Adopted
from .copy import Copy, copy_of
from .differences import Difference
from .origins import Origins, origins_of
from .places import Spots
from .standing import StandingDocument, is_table, raw_text
from .structure import derived_rows
from .units import CELL, CopyUnit, without_number
from .versions import built

_MOST = 70
_AROUND = 16
_KINDS = {"改": "改", "删": "删去", "增": "增加"}


class Adoption(Struct, frozen=True):
    """All there is to say: of the document `base`, the copy, the differences `chosen` with
    their `numbers` among all `count`, and what came of them. `met` is what an earlier version said
    where something was changed since.
    """

    base: StandingDocument
    copy: Copy
    count: int
    chosen: Sequence[Difference]
    numbers: Sequence[int]
    adopted: Adopted
    wanted: Sequence[CopyUnit]
    met: Sequence[str] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything that was chosen is adopted."""
        return len(self.adopted.done) == len(self.chosen) and not self.met


def report(adoption: Adoption) -> Iterator[str]:
    """The changes one by one, each with its number, who made it, and what becomes of it; then what
    is otherwise besides, and the comments.
    """
    base, copy, adopted = adoption.base, adoption.copy, adoption.adopted
    for words in adoption.met:
        yield f"与后来的改动碰在一起，没有过录，请人工核对：{_short(words)}"
    yield f"与改稿有{adoption.count}处不同" + ("：" if adoption.count else "。")
    origins = origins_of(base)
    derived = derived_rows(base, origins)
    data = _data_files(base, origins)
    tables = {base.units[n].table for n in derived}
    for index, (number, each) in enumerate(zip(adoption.numbers, adoption.chosen, strict=True)):
        places = adopted.places.get(index, [])
        yield f"{number}. {_KINDS[each.kind]}{_who(base, copy, each)}"
        yield from _shown(base.units, copy.units, each)
        if index in adopted.done:
            yield f"   过录：{_where(places) or '随别处的改动一起改了'}"
        else:
            file = next((data[n] for n in each.old if _is_meant(base, copy, each, n, data)), "")
            why = _why_not(base, copy, each, places, tables=tables)
            if file:
                why = f"这里的字来自数据文件“{file}”，请在那里改"
            behind = "之后" if each.kind == "增" else ""
            yield f"   没有过录：{why}{f'（{_where(places)}{behind}）' if places else ''}"
    for old, new in adopted.aside:
        first, second = _around(old, new)
        yield f"随着改变：{first} → {second}"
    adopted_tables = _tables_in(adopted.units) - _tables_in(base.units)
    yield from _beside(copy_of(built(base)), copy, adopted_tables)
    yield from _blanks(base, copy)
    yield from _comments_gone(base, adopted)
    yield from _numbers_apart(adopted, adoption.wanted)
    yield from _comments(copy)


def _is_meant(
    base: StandingDocument, copy: Copy, each: Difference, at: int, data: dict[int, str]
) -> bool:
    """Whether a unit of the difference is of a data file; a row that came is where it stands behind
    one that is.
    """
    if at not in data:
        return False
    return each.kind != "增" or (base.units[at].is_row and copy.units[each.new[0]].is_row)


def _data_files(base: StandingDocument, origins: Origins) -> dict[int, str]:
    """The data file that a unit's words come from and that is not edited: a workbook, or a .csv
    that two tables read otherwise; by the number of the unit.
    """
    spots = Spots(base)
    found: dict[int, str] = {}
    for number, made_of in origins.of_unit.items():
        for each in made_of:
            spot = spots.at(each.leaf.whole)
            if spots.of(each.leaf) is not None:
                continue
            if is_table(Path(each.leaf.whole.file)):
                found[number] = Path(each.leaf.whole.file).name
            elif spot is not None and isinstance(spot.value, str):
                found[number] = spot.value.strip()
    return found


def _who(base: StandingDocument, copy: Copy, difference: Difference) -> str:
    said = [who for n in difference.new for who in copy.units[n].said]
    for n in difference.old if difference.kind == "删" else ():
        said += copy.gone.get("".join(base.units[n].text.split()), ())
    names = "、".join(dict.fromkeys(said))
    return f"（{names}）" if names else ""


def _shown(
    was: Sequence[CopyUnit], now: Sequence[CopyUnit], difference: Difference
) -> Iterator[str]:
    if difference.kind == "改":
        old, new = was[difference.old[0]].text, now[difference.new[0]].text
        first, second = _around(old, new)
        yield f"   原文：{first}"
        yield f"   改为：{second}"
        return
    units = [was[n] for n in difference.old] if difference.kind == "删" else [
        now[n] for n in difference.new
    ]  # fmt: skip
    for unit in units:
        yield f"   {_short(unit.text)}"


def _around(old: str, new: str) -> tuple[str, str]:
    """The words that differ, and some around them."""
    if max(len(old), len(new)) <= _MOST:
        return _short(old), _short(new)
    codes = [
        code
        for code in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if code[0] != "equal"
    ]
    if not codes:
        return _short(old), _short(new)
    return _cut(old, codes[0][1], codes[-1][2]), _cut(new, codes[0][3], codes[-1][4])


def _cut(text: str, start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    shown = _plain(text[first:last])
    return f"{'……' if first else ''}{shown}{'……' if last < len(text) else ''}"


def _short(text: str) -> str:
    plain = _plain(text)
    return plain if len(plain) <= _MOST else f"{plain[:_MOST]}……"


def _plain(text: str) -> str:
    return text.replace(CELL, "｜").replace("\t", " ").replace("\n", "").strip()


def _where(places: Sequence[Place]) -> str:
    shown = [f"{each.file}:{each.line}:{each.column}" for each in places[:3]]
    return "，".join(shown) + (f"等{len(places)}处" if len(places) > 3 else "")


def _why_not(
    base: StandingDocument,
    copy: Copy,
    each: Difference,
    places: Sequence[Place],
    *,
    tables: set[int],
) -> str:
    units = [base.units[n] for n in each.old if n >= 0 and each.kind != "增"]
    if any(unit.is_row and unit.table in tables for unit in units):
        return "这张表由各项任务生成，请在任务里改"
    if each.kind == "增":
        if any(copy.units[n].is_row for n in each.new):
            return "增加的表或行在文稿里没有对应的表，要在文稿里另写"
        return "这里不知道放进哪一项，请在文稿里加上"
    if each.kind == "删":
        return "删去的只是一项里的一部分，或是程序生成的，请在文稿里删"
    if not places:
        return "改的是程序生成的字（序号、标识、固定的话），文稿里没有写它的地方"
    return "改动在这一项的外面（标识、序号、标点由程序加），或与别处的改动冲突，请在文稿里改"


def _tables_in(units: Sequence[CopyUnit]) -> int:
    return len({unit.table for unit in units if unit.is_row})


def _beside(base: Copy, copy: Copy, adopted_tables: int) -> Iterator[str]:
    """What a copy has that no text is: what of it was not looked at further. `adopted_tables` went
    (or came) with what was adopted.
    """
    for name, old, new, adopted in (
        ("图片", base.pictures, copy.pictures, 0),
        ("表", base.tables, copy.tables, adopted_tables),
    ):
        if old + adopted != new:
            yield f"{name}原有{old}个，现在有{new}个：{name}的增减不过录，请在文稿里改。"
    if copy.margins - base.margins:
        yield "页眉、页脚里有改动：由程序生成，不过录。"
    if copy.notes and copy.notes != base.notes:
        yield f"有{len(copy.notes)}条脚注或尾注，公文里没有放它的地方：{_short(copy.notes[0])}"


def _blanks(base: StandingDocument, copy: Copy) -> Iterator[str]:
    """That blanks alone are otherwise in a paragraph, which nothing else says."""
    first, second = [each.key for each in base.units], [each.key for each in copy.units]
    found = []
    for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        for n in range(block.size):
            old, new = base.units[block.a + n], copy.units[block.b + n]
            if _spaced(old) != _spaced(new):
                found.append(new)
    if found:
        yield (
            f"只有空格不同的有{len(found)}处，不过录（空格由程序排），"
            f"要改的请在文稿里改，如“{_short(found[0].text)}”。"
        )


def _spaced(unit: CopyUnit) -> str:
    """A unit with its blanks, without those at the ends and line breaks, which say nothing."""
    text = unit.text if unit.is_row else without_number(unit.text)
    return CELL.join(re.sub(r"\n", "", cell).strip() for cell in text.split(CELL))


def _comments_gone(base: StandingDocument, adopted: Adopted) -> Iterator[str]:
    """The comments of the YAML that went with what went."""
    for path, text in adopted.texts.items():
        if is_table(path):
            continue
        old = base.texts.get(path) or raw_text(path)
        lost = Counter(comments_in(old)) - Counter(comments_in(text))
        for comment in lost.elements():
            yield f"{path.name} 里的注释“{_short(comment)}”随删去的内容一起删去。"


def _numbers_apart(adopted: Adopted, wanted: Sequence[CopyUnit]) -> Iterator[str]:
    """That numbers are not those of the copy, where they are not."""
    first, second = [each.key for each in adopted.units], [each.key for each in wanted]
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    pairs = (
        (adopted.units[block.a + n], wanted[block.b + n])
        for block in blocks
        for n in range(block.size)
    )
    apart = [(made, typed) for made, typed in pairs if made.number != typed.number]
    if apart:
        made, typed = apart[0]
        number = typed.number
        yield (
            f"序号由程序排，与改稿里打的不同的有{len(apart)}处，"
            f"如“{_short(made.text)[:20]}”，改稿里{f'是“{number}”' if number else '没有打'}。"
        )


def _comments(copy: Copy) -> Iterator[str]:
    """The comments: whose, about what, and what they say."""
    if copy.comments:
        yield f"批注{len(copy.comments)}条："
    for number, each in enumerate(copy.comments, 1):
        signed = f"{each.author} {each.date}".strip()
        yield f"  {number}. {signed}　“{_short(each.about)}”：{each.words}"
