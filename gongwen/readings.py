"""What YAML reads without complaint, but otherwise than it was meant."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import cast

import yaml

from gongwen.characters import HAN
from gongwen.numbering import PADDING, match_number, parse_marker
from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.slip_messages import (
    DASH_WITHOUT_SPACE,
    EMPTY_KEY,
    FULL_WIDTH_COLON,
    FULL_WIDTH_COMMA,
    GLUED,
    HALF_WIDTH_COLON,
    HASH,
    INDENT,
    SPACE_IN_KEY,
    WIDE_SPACE_INDENT,
    excerpt,
    quoted,
)

_CUT = re.compile(r"[ \t]+(#[^\s#].*)")
_FULL_WIDTH_PAIR = r"[^\s：:，。；、！？]{1,6}[ \u3000]*："
_DASH_LINE = re.compile(rf"- |[-－](?={HAN}|[“《（])")
_SENTENCE_MARK = re.compile(r"[，。；、！？“”《》]")
_PROSE = r".*[请的了于至将应须由向与及为已现经按].{2}|.*(?:邮箱|电话|传真|联系人|地址|时间|地点)$"
_SPACE = re.compile(r"[\s\u3000\u00a0]+")
_BRACKETED = re.compile(r"（[^（）]*）|“[^“”]*”|《[^《》]*》|〔[^〔〕]*〕")
_PAIR_AFTER_COMMA = re.compile(r"[，；][ ]*[^\s，。；、：:]{1,6}[ ]*[：:]")

_LONGEST_KEY = 12


def start_of(event: yaml.Event) -> yaml.Mark:
    """Where the event's source begins (the parser always knows)."""
    return cast(yaml.Mark, event.start_mark)


def end_of(event: yaml.Event) -> yaml.Mark:
    """Where the event's source ends."""
    return cast(yaml.Mark, event.end_mark)


def plain_problems(
    text: str, source: str, end: int, place: Place, *, in_flow: bool, in_list: bool
) -> list[Problem]:
    """What may be amiss with an unquoted scalar: its `source`, and what follows it at `end`."""
    problems: list[Problem] = []
    if cut := _CUT.match(text, end):
        problems.append(_cut(text, source, cut, place, in_list=in_list))
    if in_flow:
        problem = _in_brackets(source, place) if in_list else _in_braces(source, place)
        return [*problems, problem] if problem else problems
    if "\n" in source:
        problems += _continued(source, place)
    elif source[:1] in ("-", "－", "\u3000") and (slip := _DASH_LINE.match(source.strip("\u3000"))):
        problems.append(_no_item(slip[0], source.strip("\u3000"), place, Level.WARNING))
    return problems


def _cut(text: str, source: str, cut: re.Match[str], place: Place, *, in_list: bool) -> Problem:
    hash_at = cut.start(1)
    spot = Place(
        place.file,
        place.line + source.count("\n"),
        hash_at - text.rfind("\n", 0, hash_at),
    )
    if in_list and not source:
        return problem_at(
            spot,
            HASH,
            Level.ERROR,
            f"这一条以“#”开头，整条被当作注解，没有读进来：{excerpt(cut[1])}",
            hint=f"放进英文单引号里：{quoted(excerpt(cut[1], 20))}",
        )
    whole = f"{source}{cut[0]}".strip()
    return problem_at(
        spot,
        HASH,
        Level.WARNING,
        f"“#”前面有空格，从它起的“{excerpt(cut[1])}”被当作注解，没有读进来",
        hint=f"若是文字，放进英文单引号里：{quoted(excerpt(whole, 20))}；若是注解，“#”后空一格",
    )


def _in_braces(source: str, place: Place) -> Problem | None:
    if not _PAIR_AFTER_COMMA.search(source):
        return None
    return problem_at(
        place,
        FULL_WIDTH_COMMA,
        Level.WARNING,
        f"花括号里的“{excerpt(source)}”用了全角的逗号或冒号，各项连成了一项",
        hint="各项之间用半角逗号加空格，项目名后用半角冒号加空格；若本是文字，放进英文单引号里",
    )


def _in_brackets(source: str, place: Place) -> Problem | None:
    bare = _BRACKETED.sub("", source)
    if "，" not in bare and not bare.strip("、").count("、"):
        return None
    sign = "，" if "，" in bare else "、"
    parts = ", ".join(part for part in re.split("[，、]", source) if part)
    return problem_at(
        place,
        FULL_WIDTH_COMMA,
        Level.WARNING,
        f"方括号里的“{excerpt(source)}”用了全角的“{sign}”，只算一项",
        hint=f"各项之间用半角逗号加空格：[{excerpt(parts, 30)}]；若本是一项，放进英文单引号里",
    )


def _no_item(dash: str, line: str, place: Place, level: Level) -> Problem:
    if dash == "- ":
        return problem_at(
            place,
            INDENT,
            level,
            f"“{excerpt(line)}”缩进得比上一条深，会接在上一行的后面，不成单独的一条",
            hint="与上一条的横线左边对齐；若是它的下一层，先给上一行写上项目名",
        )
    return problem_at(
        place,
        DASH_WITHOUT_SPACE,
        level,
        f"“{excerpt(line)}”的横线后面没有空格，读不成单独的一条",
        hint=f"写成：- {excerpt(line[1:])}",
    )


def _continued(source: str, place: Place) -> list[Problem]:
    """Lines that fold into one although each looks like the beginning of something."""
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
    problems = []
    if (slip := _DASH_LINE.match(first)) and slip[0] != "- ":
        problems.append(_no_item(slip[0], first, place, Level.ERROR))
    for index, (line, bare) in enumerate(zip(rest, lines[1:], strict=True), 1):
        spot = Place(place.file, place.line + index, len(line) - len(line.lstrip(" \t")) + 1)
        if slip := _DASH_LINE.match(bare):
            problems.append(_no_item(slip[0], bare, spot, Level.ERROR))
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


def glued_problem(source: str, place: Place, *, in_list: bool) -> list[Problem]:
    """A text of several lines that YAML makes one paragraph of, although a later line begins with
    a marker: the whole layout would be lost without a word. `source` is the text as typed.
    """
    lines = source.split("\n")
    for index, (before, line) in enumerate(pairwise(lines), 1):
        bare = line.strip(PADDING)
        if not (before.strip(PADDING) and _begins_with_marker(bare)):
            continue
        spot = Place(place.file, place.line + index, len(line) - len(line.lstrip(PADDING)) + 1)
        hint = "在“正文:”后面加 |，文字从下一行起，每行前空两格"
        if in_list:
            hint = "每段前各加“- ”；或在这一条的“- ”后面加 |，文字从下一行起，比横线多缩进两格"
        if source.startswith(">"):
            hint = "把“>”改成“|”"
        elif source[:1] in ("'", '"'):
            hint += "，去掉引号"
        message = f"“{excerpt(bare)}”会接在上一行后面，不另起一段"
        return [problem_at(spot, GLUED, Level.ERROR, message, hint=hint)]
    return []


def _begins_with_marker(line: str) -> bool:
    """“第三条” counts before a blank only: 根据本办法↵第三条的规定 is a sentence going on."""
    for marker in _MARKERS:
        if match := match_number(marker, line):
            typed = len(line) - len(match[1])
            return not marker.prefix.startswith("第") or line[typed - 1 : typed] in PADDING
    return False


def key_problem(key: str, place: Place, *, in_flow: bool) -> Problem | None:
    """What is wrong with an unquoted key as such; `in_flow` = in braces."""
    if not key:
        return problem_at(
            place,
            EMPTY_KEY,
            Level.ERROR,
            "冒号前面没有项目名",
            hint="在冒号前写上项目名；若这一行是文字，冒号用全角的“：”",
        )
    if in_flow and "：" in key:
        right = re.sub("[ \u3000]*，[ \u3000]*", ", ", re.sub("[ \u3000]*：[ \u3000]*", ": ", key))
        return problem_at(
            place,
            FULL_WIDTH_COMMA,
            Level.ERROR,
            f"花括号里的“{excerpt(key)}”用了全角的冒号，读不出项目",
            hint=f"花括号里的冒号、逗号都用半角，后面空一格：{{{excerpt(right, 30)}}}",
        )
    if _SENTENCE_MARK.search(key) or len(key) > _LONGEST_KEY:
        return _colon_in_text(key, place)
    bare = _SPACE.sub("", key)
    if bare != key:
        return problem_at(
            place,
            SPACE_IN_KEY,
            Level.ERROR,
            f"项目名“{key}”里有空格",
            hint=f"写成“{bare}:”。若这一行是文字，冒号用全角的“：”",
        )
    return None


def pair_problem(key: str, value: object, place: Place) -> Problem | None:
    """A list item of one key that reads like the beginning of a sentence."""
    if not isinstance(value, str) or len(key) < 4 or not re.match(_PROSE, key):
        return None
    return _colon_in_text(key, place)


def _colon_in_text(key: str, place: Place) -> Problem:
    return problem_at(
        Place(place.file, place.line, place.column + len(key)),
        HALF_WIDTH_COLON,
        Level.ERROR,
        f"“{excerpt(key)}”后面是半角冒号，这一行被当作“项目: 内容”，不成一段文字",
        hint="文中的冒号用全角的“：”，或把整句放进英文单引号里",
    )
