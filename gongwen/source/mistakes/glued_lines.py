"""Lines that YAML makes one text of, although they were meant to stay apart."""

from __future__ import annotations

from itertools import pairwise

from gongwen.paper.characters import HAN
from gongwen.paper.numbering import PADDING, match_number, parse_marker
from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import (
    COLON_WITHOUT_SPACE,
    DASH_WITHOUT_SPACE,
    FULL_WIDTH_COLON,
    GLUED,
    INDENT,
    WIDE_SPACE_INDENT,
)
from gongwen.source.mistakes.bars import bar_of
from gongwen.source.typed import TypedText
from gongwen.source.wording import excerpt, what_follows

from ... import patterns as re

BODY = "正文"
"""The key of running text, in which every paragraph counts."""

PEOPLE = "人员"
"""The key of people, of whom each has a line."""

_FULL_WIDTH_PAIR = r"([^\s：:，。；、！？]{1,6})[ \u3000]*：(.*)"
_CLOSE_PAIR = rf"({HAN}{{1,8}}):([^\s:].*|[\u3000\u00a0].*)"
_SENTENCE_END = "(?:[。！？：]|……)[”’》）】]*$"
OF_PAIRS = frozenset((COLON_WITHOUT_SPACE, FULL_WIDTH_COLON))
"""What is said of lines that are pairs; that they are glued need not be said, too."""
_LATIN = "[A-Za-z0-9]"
_SHOWN = 4
"""So many lines at most are shown as they should be typed."""
_DASH_LINE = rf"- |[-－](?={HAN}|[“《（\u3000\u00a0])"


def dash_line(text: str) -> re.Match[str] | None:
    """The dash with which a text begins as an item of a list does, or as one mistyped."""
    return re.match(_DASH_LINE, text) if text.startswith(("-", "－")) else None


def no_item(dash: str, line: str, place: Place, level: Level, above: str = "上一条") -> Problem:
    """A line that looks like an item of a list, but goes on with the line before."""
    if dash == "- ":
        return problem_at(
            place,
            INDENT,
            level,
            f"“{excerpt(line)}”缩进得比上一条深，会接在上一行的后面，不成单独的一条",
            hint=f"与{above}的横线左边对齐；若是它的下一层，先给上一行写上项目名",
        )
    return problem_at(
        place,
        DASH_WITHOUT_SPACE,
        level,
        f"“{excerpt(line)}”的横线后面{what_follows(line[1:2])}，读不成单独的一条",
        hint=f"写成：- {excerpt(line[1:].lstrip(PADDING))}",
    )


def continued_problems(source: str, place: Place, *, is_whole: bool) -> list[Problem]:
    """Lines that fold into one although each looks like the beginning of something; `is_whole` =
    they are all there is in the file, of which `read_document` says more.
    """
    first, *rest = source.split("\n")
    lines = [line.strip(" \t") for line in (first, *rest)]
    if pairs := _pairs(lines, place, is_whole=is_whole):
        return [pairs]
    problems = []
    above = f"第{place.line}行“{excerpt(first)}”"
    if (slip := dash_line(first)) and slip[0] != "- ":
        problems.append(no_item(slip[0], first, place, Level.ERROR))
    for index, (line, bare) in enumerate(zip(rest, lines[1:], strict=True), 1):
        spot = Place(place.file, place.line + index, len(line) - len(line.lstrip(" \t")) + 1)
        if slip := dash_line(bare):
            problems.append(no_item(slip[0], bare, spot, Level.ERROR, above))
        elif bare.startswith("\u3000"):
            problems.append(
                problem_at(
                    spot,
                    WIDE_SPACE_INDENT,
                    Level.WARNING,
                    "这一行以全角空格开头，但会接在上一行后面，不另起一段",
                    hint="另起一段，就在前面加“- ”；接着上一行，就删去全角空格",
                )
            )
    return problems


def _pairs(lines: list[str], place: Place, *, is_whole: bool) -> Problem | None:
    """Lines that were meant as 项目: 内容, with colons that are none to YAML."""
    wide = [match for line in lines if (match := re.fullmatch(_FULL_WIDTH_PAIR, line))]
    close = [match for line in lines if (match := re.fullmatch(_CLOSE_PAIR, line))]
    found = [
        match
        for line in lines
        if (match := re.fullmatch(_CLOSE_PAIR, line) or re.fullmatch(_FULL_WIDTH_PAIR, line))
    ]
    if not close and len(wide) == sum(map(bool, lines)):
        return problem_at(
            place,
            FULL_WIDTH_COLON,
            Level.ERROR,
            f"从这一行起的{len(lines)}行用了全角冒号“：”，会连成一段文字",
            hint="若是项目名，改用半角冒号，后面空一格；若是各成一段的文字，每段前加“- ”",
        )
    with_first = bool(found) and found[0].string == lines[0]
    if is_whole or not close or len(found if with_first else close) < 2:
        return None
    at = lines.index(close[0].string)
    line = "这一行" if len(found) == 1 else f"从这一行起有{len(found)}行"
    what = "有的用了全角，有的后面" if wide else "后面"
    above = "" if with_first else "，上面的文字前也写上项目名"
    return problem_at(
        Place(place.file, place.line + at, place.column),
        COLON_WITHOUT_SPACE,
        Level.ERROR,
        f"{line}的冒号{what}{what_follows(close[0][2][:1])}，会连成一段文字",
        hint=f"若是项目名，冒号用半角，后面空一格：{_as_typed(found)}{above}；"
        "若是文字，冒号用全角的“：”",
    )


def _as_typed(pairs: list[re.Match[str]]) -> str:
    lines = [f"“{pair[1]}: {excerpt(pair[2].strip(PADDING))}”" for pair in pairs]
    return "".join(lines[:_SHOWN]) + ("……" if len(lines) > _SHOWN else "")


_MARKERS = tuple(
    marker
    for marker in map(
        parse_marker, ("一、", "（一）", "1.", "（1）", "①", "第一章", "第一节", "第一条")
    )
    if marker
)


def glued_problem(text: TypedText, under: str) -> Problem | None:
    """A text of several lines that YAML makes one paragraph of, although a later line begins with
    a marker (in a 正文: the whole layout would be lost without a word), or an earlier one ends with
    its sentence. `under` is the key it stands under.
    """
    source, place = text.source, text.place
    if "\n" not in source or bar_of(source):
        return None
    lines = source.split("\n")
    apart = _apart(text, under)
    each, one = ("各是一人的", "是一人的") if under == PEOPLE else ("各成一段的", "是一段的")
    pairs = sum(1 for line in lines[1:] if re.match(_FULL_WIDTH_PAIR, line.strip(PADDING)))
    folded = source.startswith(">")
    level = _depth(next((line for line in lines[1:] if line.strip()), ""))
    ended = 0
    for index, (before, line) in enumerate(pairwise(lines), 1):
        above, bare = before.strip(PADDING), line.strip(PADDING)
        if not (above and bare):
            continue
        if folded and (index == 1 or max(_depth(before), _depth(line)) > level):
            continue  # lines below a “>” that are deeper than the first stay apart
        if under == BODY and _begins_with_marker(bare):
            return _glued(lines, index, place, Level.ERROR, apart)
        told = dash_line(bare) or line.lstrip(" \t").startswith("\u3000")
        apart_from = (
            re.search(_SENTENCE_END, above)
            or (under == PEOPLE and not text.in_list)
            or (pairs > 1 and re.match(_FULL_WIDTH_PAIR, bare))
        )
        if not (ended or told) and apart_from:
            ended = index
    if not ended:
        return None
    return _glued(lines, ended, place, Level.WARNING, f"{each}，{apart}；{one}，接在上一行写")


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _glued(lines: list[str], index: int, place: Place, level: Level, hint: str) -> Problem:
    line = lines[index]
    spot = Place(place.file, place.line + index, len(line) - len(line.lstrip(PADDING)) + 1)
    quote = lines[0][0] if lines[0][0] in "'\"" else ""
    bare = line.strip(PADDING).removesuffix(quote)
    message = f"“{excerpt(bare)}”会接在上一行后面，不另起一段"
    return problem_at(spot, GLUED, level, message, hint=hint)


def _apart(text: TypedText, under: str) -> str:
    """How the lines are kept apart."""
    if text.source.startswith(">"):
        return "把“>”改成“|”"
    if text.in_flow:
        return "中间加半角逗号和空格"
    hint = f"在“{under}:”后面加 |，文字从下一行起，每行比“{under}”多缩进两格"
    if text.in_list:
        hint = "每段前各加“- ”；或在这一条的“- ”后面加 |，文字从下一行起，比横线多缩进两格"
    return hint + ("，去掉引号" if text.source[:1] in ("'", '"') else "")


def _begins_with_marker(line: str) -> bool:
    """“第三条” counts before a blank only: 根据本办法↵第三条的规定 is a sentence going on; so is an
    address broken before 63.com.
    """
    for marker in _MARKERS:
        if (match := match_number(marker, line)) and not re.match(_LATIN, match[1]):
            typed = len(line) - len(match[1])
            return not marker.prefix.startswith("第") or line[typed - 1 : typed] in PADDING
    return False
