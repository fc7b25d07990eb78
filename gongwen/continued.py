"""Lines that YAML makes one text of, although they were meant to stay apart."""

from __future__ import annotations

import re
from itertools import pairwise

from gongwen.characters import HAN
from gongwen.numbering import PADDING, match_number, parse_marker
from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.slip_messages import (
    COLON_WITHOUT_SPACE,
    DASH_WITHOUT_SPACE,
    FULL_WIDTH_BAR,
    FULL_WIDTH_COLON,
    GLUED,
    INDENT,
    WIDE_SPACE_INDENT,
    excerpt,
)

_FULL_WIDTH_PAIR = r"[^\s：:，。；、！？]{1,6}[ \u3000]*："
_CLOSE_PAIR = rf"({HAN}{{1,8}}):([^\s:].*|[\u3000\u00a0].*)"
_BARS = frozenset("｜丨︱￨│〡")
_SENTENCE_END = re.compile("[。！？][”’》）】]*$")
DASH_LINE = re.compile(rf"- |[-－](?={HAN}|[“《（\u3000\u00a0])")


def wrong_bar(source: str, place: Place) -> Problem | None:
    """A text that begins with what looks like YAML's bar."""
    first = source.split("\n", 1)[0].strip(PADDING)
    if first not in _BARS:
        return None
    return problem_at(
        place,
        FULL_WIDTH_BAR,
        Level.ERROR,
        f"“{first}”不是键盘上的竖线，下面的文字会连成一段",
        hint="换成半角的竖线“|”：英文输入法下，回车键上方与“\\”同一个键，按住 Shift",
    )


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
    what = "是全角空格" if line[1:2] in PADDING else "没有空格"
    return problem_at(
        place,
        DASH_WITHOUT_SPACE,
        level,
        f"“{excerpt(line)}”的横线后面{what}，读不成单独的一条",
        hint=f"写成：- {excerpt(line[1:].lstrip(PADDING))}",
    )


def continued_problems(source: str, place: Place, *, is_whole: bool) -> list[Problem]:
    """Lines that fold into one although each looks like the beginning of something; `is_whole` =
    they are all there is in the file, of which `read_document` says more.
    """
    first, *rest = source.split("\n")
    lines = [line.strip(" \t") for line in (first, *rest)]
    if all(re.match(_FULL_WIDTH_PAIR, line) for line in lines if line):
        return [
            problem_at(
                place,
                FULL_WIDTH_COLON,
                Level.ERROR,
                f"从这一行起的{len(lines)}行用了全角冒号“：”，会连成一段文字",
                hint="若是项目名，改用半角冒号，后面空一格；若是各成一段的文字，每段前加“- ”",
            )
        ]
    close = [match for line in lines if (match := re.fullmatch(_CLOSE_PAIR, line))]
    if not is_whole and len(close) > 1 and re.fullmatch(_CLOSE_PAIR, lines[0]):
        mended = f"{close[0][1]}: {excerpt(close[0][2])}"
        return [
            problem_at(
                place,
                COLON_WITHOUT_SPACE,
                Level.ERROR,
                f"从这一行起的{len(lines)}行，冒号后面没有空格，会连成一段文字",
                hint=f"若是项目名，冒号后空一格：{mended}；若是文字，冒号用全角的“：”",
            )
        ]
    problems = []
    above = f"第{place.line}行“{excerpt(first)}”"
    if (slip := DASH_LINE.match(first)) and slip[0] != "- ":
        problems.append(no_item(slip[0], first, place, Level.ERROR))
    for index, (line, bare) in enumerate(zip(rest, lines[1:], strict=True), 1):
        spot = Place(place.file, place.line + index, len(line) - len(line.lstrip(" \t")) + 1)
        if slip := DASH_LINE.match(bare):
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


_MARKERS = tuple(
    marker
    for marker in map(
        parse_marker, ("一、", "（一）", "1.", "（1）", "①", "第一章", "第一节", "第一条")
    )
    if marker
)


def glued_problem(source: str, place: Place, *, in_list: bool, in_body: bool) -> Problem | None:
    """A text of several lines that YAML makes one paragraph of, although a later line begins with
    a marker (in a 正文: the whole layout would be lost without a word), or an earlier one ends with
    its sentence. `source` is the text as typed.
    """
    if "\n" not in source or source[:1] in _BARS:
        return None
    lines = source.split("\n")
    ended = 0
    for index, (before, line) in enumerate(pairwise(lines), 1):
        above, bare = before.strip(PADDING), line.strip(PADDING)
        if not (above and bare):
            continue
        if in_body and _begins_with_marker(bare):
            apart = _apart(source, in_list=in_list, in_body=in_body)
            return _glued(lines, index, place, Level.ERROR, apart)
        told = DASH_LINE.match(bare) or line.lstrip(" \t").startswith("\u3000")
        if not (ended or told) and _SENTENCE_END.search(above):
            ended = index
    if not ended:
        return None
    apart = _apart(source, in_list=in_list, in_body=in_body)
    return _glued(
        lines, ended, place, Level.WARNING, f"各成一段的，{apart}；是一段的，接在上一行写"
    )


def _glued(lines: list[str], index: int, place: Place, level: Level, hint: str) -> Problem:
    line = lines[index]
    spot = Place(place.file, place.line + index, len(line) - len(line.lstrip(PADDING)) + 1)
    message = f"“{excerpt(line.strip(PADDING))}”会接在上一行后面，不另起一段"
    return problem_at(spot, GLUED, level, message, hint=hint)


def _apart(source: str, *, in_list: bool, in_body: bool) -> str:
    """How the lines are kept apart."""
    if source.startswith(">"):
        return "把“>”改成“|”"
    hint = "在冒号后面加 |，文字从下一行起，每行比这个项目名多缩进两格"
    if in_body:
        hint = "在“正文:”后面加 |，文字从下一行起，每行前空两格"
    if in_list:
        hint = "每段前各加“- ”；或在这一条的“- ”后面加 |，文字从下一行起，比横线多缩进两格"
    return hint + ("，去掉引号" if source[:1] in ("'", '"') else "")


def _begins_with_marker(line: str) -> bool:
    """“第三条” counts before a blank only: 根据本办法↵第三条的规定 is a sentence going on."""
    for marker in _MARKERS:
        if match := match_number(marker, line):
            typed = len(line) - len(match[1])
            return not marker.prefix.startswith("第") or line[typed - 1 : typed] in PADDING
    return False
