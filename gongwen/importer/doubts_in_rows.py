"""What several lines under one another look like that were each kept as plain text: a list of
people, a table set with blanks or drawn with lines, numbers without a sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from .. import patterns as re
from ..paper.people import is_name, people_in
from ..problem import Level
from ..problem_ids import UNSURE
from .fates import Fate, PieceOutcome, shortened
from .markers import first_marker
from .pieces import Source
from .wording import HAN, has_bars, is_unit, unspaced

_ROLE = re.compile(
    rf"(?P<role>[{HAN}“”]{{2,12}})(?:[（(][^（）()]{{1,8}}[）)])?\s*[：:]\s*(?P<names>\S.*)"
)
_NAMES = re.compile(r"[、，,;；\s]+")
_DRAWN = re.compile(r"[┌├└│┬┴┼╭╰┏┗┃┠]")
_WITHOUT_SIGN = re.compile(rf"(\d{{1,2}})[ \u3000]+(?=[{HAN}《“])")
_NOTE = "题注（通过、公布、修订的经过）"
_HISTORY = re.compile(
    r"[（(]?(?:根据)?\s*(?:[12]\d{3}|[〇○零一二三四五六七八九]{4})\s*年.{1,3}月.{1,3}日[^。；]{0,150}"
    r"(?:通过|批准|公布|发布|施行|实施|修订|修正|修改|废止)[。]?[）)]?(?:\s*根据)?"
)
_FEWEST_FIELDS, _MOST_FIELDS, _FEWEST_ROWS, _LONGEST_FIELD = 3, 12, 3, 20
_STOPS = re.compile("[。；！？：:，,]")


def tell_rows(found: Sequence[Fate], source: Source) -> None:
    """A problem at the first of such lines; none where one was told of it already."""
    told = {problem.line for problem in source.problems}
    kept = [fate for fate in found if fate.at and fate.outcome is not PieceOutcome.LEFT_OUT]
    for fate, many, what, hint in (*_drawn(kept), *_rows(kept)):
        if fate.number not in told or what == _NOTE:  # of its date one may have been told
            told.add(fate.number)
            which = (
                f"从“{shortened(fate.text)}”起的{many}行"
                if many > 1
                else f"“{shortened(fate.text)}”"
            )
            message = f"{which}像是{what}，照原样写成了文字"
            source.say(UNSURE, Level.WARNING, fate.number, message, hint)


_Told = tuple[Fate, int, str, str]
_AS_TABLE = "写成“表”：“列”写表头，“行”里一行一个，格子之间用“｜”隔开；不是的，照这样留着"


def _drawn(kept: Sequence[Fate]) -> Iterator[_Told]:
    """Tables drawn with lines, in a block of another kind or not."""
    for run in _runs(kept, lambda fate: bool(_DRAWN.search(fate.text)) and not _in_table(fate)):
        yield run[0], len(run), "用线画的表", _AS_TABLE


def _in_table(fate: Fate) -> bool:
    return all("表" in leaf.path for leaf in fate.at)


def _rows(kept: Sequence[Fate]) -> Iterator[_Told]:
    for run in _runs(kept, lambda fate: _is_kept(fate) and has_bars(fate.text)):
        if len(run) > 1:
            yield run[0], len(run), "用竖线隔开的表", _AS_TABLE
    for run in _runs(kept, lambda fate: fate.is_prose and bool(_HISTORY.fullmatch(fate.text))):
        hint = "写成“题注”，几行的接成一行，外面加括号；或者照这样留着"
        yield run[0], len(run), _NOTE, hint
    for run in _runs(kept, lambda fate: fate.is_prose and _people(fate.text) > 0):
        if len(run) > 1 or _people(run[0].text) > 1:
            hint = "写成“名单”，一人一项；或者照这样留着"
            yield run[0], len(run), "名单", hint
    for run in _runs(kept, lambda fate: _is_kept(fate) and len(_fields(fate.text)) > 0):
        for rows in _alike(run):
            if len(rows) >= _FEWEST_ROWS:
                yield rows[0], len(rows), "用空格排的表", _AS_TABLE
    for run in _runs(kept, lambda fate: _is_kept(fate) and _is_row(fate.text)):
        wide = all(_WIDE_GAP.search(fate.text) for fate in run)
        if len(run) >= (2 if wide else _FEWEST_ROWS):
            yield run[0], len(run), "用空格排的表", _AS_TABLE
        elif wide and _is_head(run[0].text):
            yield run[0], 1, "用空格排的表头", _AS_TABLE
    for before, fate, after in zip(kept, kept[1:], kept[2:], strict=False):
        if fate.is_prose and _is_bare_heading(before, fate, after):
            hint = "是标题的，写成“节”，不编号的加“编号: 无”；不是的，照这样留着"
            yield fate, 1, "没有序数的标题", hint
    for run in _runs(kept, lambda fate: fate.is_prose and _number(fate.text) > 0):
        numbers = [_number(fate.text) for fate in run]
        if len(run) > 1 and numbers[0] == 1 and all(b == a + 1 for a, b in pairwise(numbers)):
            hint = "写成“条目”，序数由程序加；或者照这样留着"
            yield run[0], len(run), "序数后面没有标点的条目", hint


def _is_kept(fate: Fate) -> bool:
    """Whether a line is a paragraph as it was, one of an article (款) too."""
    return fate.is_prose or all(leaf.path[-1] == "条" for leaf in fate.at)


def _runs(kept: Sequence[Fate], fits: Callable[[Fate], bool]) -> Iterator[list[Fate]]:
    """The longest rows of neighbours that fit."""
    run: list[Fate] = []
    for fate in kept:
        if fits(fate):
            run.append(fate)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _is_bare_heading(before: Fate, fate: Fate, after: Fate) -> bool:
    """Whether a short line without a sign stands between the end of a sentence, or the title, and
    another or a numbered line.
    """
    text = unspaced(fate.text)
    if _BARE.fullmatch(text) is None or is_unit(text) or _FORMULA.match(text):
        return False
    ended = before.text.endswith(_ENDS) or before.at[0].path[-1] in ("标题", "主送")
    follows = after.text.endswith(_ENDS) or first_marker(after.text) is not None
    return ended and follows and after.at[0].path[0] == fate.at[0].path[0]


_BARE = re.compile(rf"[{HAN}“”]{{3,16}}|前言|引言|序言|导言|序|结语|后记|概述")
_ENDS = ("。", "！", "？", "；", "：")
_FORMULA = re.compile("特此|妥否|此[复致令]|专此|以上|附[件表]|备注|敬礼|盼复")


def _people(text: str) -> int:
    """How many people a line names and nothing else, after a role or not; 0 where it does not."""
    people = people_in(text)
    if len(people) > 1 or (people and people[0].post):
        return len(people)
    match = _ROLE.fullmatch(text)
    names = [name for name in _NAMES.split(match["names"] if match else text) if name]
    bare = [re.sub(r"[（(][^（）()]*[）)]$", "", name) for name in names]
    few = 1 if match else 2
    return len(names) if len(names) >= few and all(map(is_name, bare)) else 0


def _fields(text: str) -> list[str]:
    """The fields of a line that blanks part; none where it is no row of a table."""
    fields = [] if has_bars(text) else text.split()
    short = all(len(each) <= _LONGEST_FIELD and not _STOPS.search(each) for each in fields)
    return fields if _FEWEST_FIELDS <= len(fields) <= _MOST_FIELDS and short else []


def _is_row(text: str) -> bool:
    """Whether a line is fields with wide room or “｜” between, or a word and a figure."""
    parts = [part.strip() for part in _WIDE_GAP.split(text)]
    if has_bars(text):
        return False
    if len(parts) < 2:
        return _WORD_AND_FIGURE.fullmatch(text) is not None
    return all(
        len(part) <= _LONGEST_FIELD and not re.search("[。；！？：:]", part) for part in parts
    )


def _is_head(text: str) -> bool:
    """Whether a row alone is the head of a form to fill in: words, and neither people nor units."""
    words = [unspaced(part.strip()) for part in _WIDE_GAP.split(text)]
    plain = all(re.fullmatch(f"[{HAN}（）/]{{2,8}}", word) for word in words)
    return len(words) >= _FEWEST_FIELDS and plain and not all(map(is_unit, words))


_WIDE_GAP = re.compile(r"\s{3,}|\t+|[\u3000]{2,}|\s*｜\s*")
_WORD_AND_FIGURE = re.compile(rf"[{HAN}（）]{{2,20}}\s+(?:[{HAN}（）]{{2,8}}|[\d.,]+\S{{0,3}})")


def _alike(run: Sequence[Fate]) -> Iterator[list[Fate]]:
    """Neighbours that have as many fields, one of them longer than a character."""
    rows: list[Fate] = []
    for fate in run:
        if rows and len(_fields(fate.text)) != len(_fields(rows[0].text)):
            yield rows
            rows = []
        if any(len(each) > 1 for each in _fields(fate.text)):
            rows.append(fate)
    yield rows


def _number(text: str) -> int:
    match = _WITHOUT_SIGN.match(text)
    return int(match[1]) if match else 0
