"""How elements were typed in a file from anywhere, which import tidies without a word: the date
under a signature, 附件说明, the numbers of its lists. What is wrong there is told as the rules tell
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from .. import patterns as re
from ..problem import Level
from ..rules import attachment_name, date_form, number_sequence, repeated_words, typed_marker
from .assemble import Imported
from .fates import Fate
from .pieces import LeftOut

_DATE_WHY: Final = "日期，改写成 "
_NOTE_WHY: Final = "附件说明，由程序生成"
_NUMBER_WHY: Final = "序数，由程序加"
_ORDINARY_DATE: Final = r"\d{4}年[1-9]\d?月[1-9]\d?日"
_IN_CHINESE: Final = (
    "[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
"""As dates were set until 2012."""
_BRACKETS: Final = r"(?:\([一二三四五六七八九十]+[)）]|（[一二三四五六七八九十]+\))"
_ITEM: Final = r"(?:^|[：:\s])(?P<n>\d{1,2})(?P<sign>[.．、])\s*(?!\d)"
_LABEL_TWICE: Final = r"(?P<label>抄送|主送|抄报|印发|附件|联系人|签发人)[：:]\s*(?P=label)[：:]"


class TypedForm(Struct, frozen=True):
    """What is said of a piece of the file: the rule, how grave it is, what is wrong, what to
    write.
    """

    number: int
    rule: str
    level: Level
    message: str
    hint: str


def typed_forms(imported: Imported) -> Iterator[TypedForm]:
    """What was typed otherwise than it is printed, by the pieces of the file."""
    notes: list[LeftOut] = []
    halved: list[LeftOut] = []
    for left in imported.left_out:
        if left.why.startswith(_DATE_WHY):
            yield from _date(left)
        elif left.why == _NOTE_WHY:
            notes.append(left)
        elif left.why == _NUMBER_WHY and re.match(_BRACKETS, left.text):
            halved.append(left)
    yield from _brackets(sorted(halved, key=lambda each: each.number))
    yield from _note(sorted(notes, key=lambda each: each.number))
    for fate in imported.fates:
        yield from _label(fate)


def _date(left: LeftOut) -> Iterator[TypedForm]:
    """2026年05月15日, 2026/7/15, 2026.5.6 where the date of a document stands."""
    typed = "".join(left.text.split())
    if re.search(_ORDINARY_DATE, typed) or re.search(_IN_CHINESE, typed):
        return
    year, month, day = map(int, left.why.removeprefix(_DATE_WHY).split()[0].split("-"))
    what = "补了零" if re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", typed) else "不是规范的写法"
    yield TypedForm(
        left.number,
        date_form.NAME,
        Level.WARNING,
        f"成文日期“{left.text.strip()}”{what}",
        f"写“{year}年{month}月{day}日”",
    )


def _brackets(halved: list[LeftOut]) -> Iterator[TypedForm]:
    """(一), told once with how many more there are."""
    if halved:
        first = halved[0]
        more = f"，这样的共{len(halved)}处" if len(halved) > 1 else ""
        yield TypedForm(
            first.number,
            typed_marker.NAME,
            Level.WARNING,
            f"序数“{first.text}”用了半角的括号{more}",
            f"写“（{first.text.strip('()（）')}）”",
        )


def _note(notes: list[LeftOut]) -> Iterator[TypedForm]:
    """附件说明: its numbers one after another, with a point behind, no stop at a line's end."""
    expected = 1
    for left in notes:
        text = left.text.strip()
        if stop := re.search("[。；;，,、]$", text):
            yield TypedForm(
                left.number,
                attachment_name.NAME,
                Level.WARNING,
                f"附件说明“{text[-12:]}”后面有“{stop[0]}”",
                "附件名称后面不加标点",
            )
        if re.match("附件:", text):
            yield TypedForm(
                left.number, attachment_name.NAME, Level.WARNING,
                "附件说明的“附件:”用了半角的冒号", "写“附件：”",
            )  # fmt: skip
        for match in re.finditer(_ITEM, text):
            number = int(match["n"])
            if number != expected and number < _MOST:
                yield TypedForm(
                    left.number,
                    number_sequence.NAME,
                    Level.WARNING,
                    f"附件说明里的序号是“{match['n']}{match['sign']}”，应当是“{expected}.”",
                    "附件的序号接着编",
                )
            if match["sign"] == "、":
                yield TypedForm(
                    left.number,
                    attachment_name.NAME,
                    Level.NOTICE,
                    f"附件的序号写成了“{match['n']}、”",
                    f"写“{match['n']}.”",
                )
            expected = number + 1


_MOST: Final = 40


def _label(fate: Fate) -> Iterator[TypedForm]:
    """抄送：抄送：市委办."""
    if match := re.match(_LABEL_TWICE, fate.text.strip()):
        yield TypedForm(
            fate.number,
            repeated_words.NAME,
            Level.WARNING,
            f"“{match['label']}：”写了两遍",
            "删掉一个",
        )
