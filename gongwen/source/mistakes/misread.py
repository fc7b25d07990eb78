"""What YAML reads without complaint, but otherwise than it was meant."""

from __future__ import annotations

import re
from typing import cast

import yaml

from gongwen.paper.characters import HAN
from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.source.mistakes.bars import bar_of, bar_problem
from gongwen.source.mistakes.glued_lines import DASH_LINE, continued_problems, no_item
from gongwen.source.mistakes.messages import (
    COLON_WITHOUT_SPACE,
    EMPTY_KEY,
    FULL_WIDTH_COMMA,
    HALF_WIDTH_COLON,
    HASH,
    SPACE_IN_KEY,
    WIDE_SPACE_INDENT,
    WIDE_SPACES,
    excerpt,
    quoted,
    what_follows,
    wide_colon,
    wide_name,
)

_CUT = re.compile(r"[ \t]+(#[^\s#].*)")
_SENTENCE_MARK = re.compile(r"[，。；、！？“”《》]")
_PROSE = r".*[请的了于至将应须由向与及为已现经按].{2}|.*(?:邮箱|电话|传真|联系人|地址|时间|地点)$"
_SPACE = re.compile(r"[\s\u3000\u00a0]+")
_BRACKETED = re.compile(r"（[^（）]*）|“[^“”]*”|《[^《》]*》|〔[^〔〕]*〕")
_PAIR_AFTER_COMMA = re.compile(r"[，；][ ]*[^\s，。；、：:]{1,6}[ ]*[：:]")

_CLOSE_IN_BRACES = re.compile(rf"({HAN}{{1,8}}):[ \u3000\u00a0]*(\S.*)")

_LONGEST_KEY = 12


def start_of(event: yaml.Event) -> yaml.Mark:
    """Where the event's source begins (the parser always knows)."""
    return cast(yaml.Mark, event.start_mark)


def end_of(event: yaml.Event) -> yaml.Mark:
    """Where the event's source ends."""
    return cast(yaml.Mark, event.end_mark)


def plain_problems(
    text: str,
    source: str,
    end: int,
    place: Place,
    *,
    in_flow: bool,
    in_list: bool,
    is_whole: bool,
) -> list[Problem]:
    """What may be amiss with an unquoted scalar: its `source`, and what follows it at `end`.
    `is_whole` = it is all there is in the file.
    """
    if bar := bar_of(source):
        return [bar_problem(bar, place, lines="\n" in source)]
    problems: list[Problem] = []
    if cut := _CUT.match(text, end):
        problems.append(_cut(text, source, cut, place, in_list=in_list))
    if in_flow:
        problem = _in_brackets(source, place) if in_list else _in_braces(source, place)
        return [*problems, problem] if problem else problems
    if "\n" in source:
        problems += continued_problems(source, place, is_whole=is_whole)
    elif source[:1] in ("-", "－", "\u3000") and (slip := DASH_LINE.match(source.strip("\u3000"))):
        problems.append(no_item(slip[0], source.strip("\u3000"), place, Level.WARNING))
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
            hint=f"写成：- {quoted(excerpt(cut[1], 20))}",
        )
    whole = f"{source.rstrip()}{cut[1]}"
    return problem_at(
        spot,
        HASH,
        Level.WARNING,
        f"“#”前面有空格，从它起的“{excerpt(cut[1])}”被当作注解，没有读进来",
        hint=f"若是文字，“#”前不空格：{excerpt(whole.strip(), 20)}；若是注解，“#”后空一格",
    )


def _in_braces(source: str, place: Place) -> Problem | None:
    if not _PAIR_AFTER_COMMA.search(source):
        return None
    right = re.sub("[ \u3000]*，[ \u3000]*", ", ", re.sub("[ \u3000]*：[ \u3000]*", ": ", source))
    return problem_at(
        place,
        FULL_WIDTH_COMMA,
        Level.WARNING,
        f"花括号里的“{excerpt(source)}”用了全角的逗号或冒号，各项连成了一项",
        hint=f"逗号、冒号都用半角，后面空一格：{excerpt(right, 30)}；"
        f"若本是文字：{quoted(excerpt(source, 30))}",
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
        hint=f"各项之间用半角逗号加空格：[{excerpt(parts, 30)}]；若本是一项，不用方括号",
    )


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
    if in_flow and (close := _CLOSE_IN_BRACES.fullmatch(key)):
        after = what_follows(key[len(close[1]) + 1])
        return problem_at(
            place,
            COLON_WITHOUT_SPACE,
            Level.ERROR,
            f"花括号里“{close[1]}”的冒号后面{after}，读不出项目",
            hint=f"冒号后面空一个半角格：{{{close[1]}: {excerpt(close[2], 20)}}}",
        )
    if (slip := DASH_LINE.match(key)) and not in_flow:
        return no_item(slip[0], f"{key}: ……", place, Level.ERROR)
    if _SENTENCE_MARK.search(key) or len(key) > _LONGEST_KEY:
        return _colon_in_text(key, place)
    if not in_flow and key[0] in WIDE_SPACES:
        return problem_at(
            place,
            WIDE_SPACE_INDENT,
            Level.ERROR,
            f"“{excerpt(key)}”前面的缩进用了{wide_name(key[0])}，读不出层次",
            hint=f"每层缩进两个半角空格：  {key.strip()}: ……，与同一层的项目名左边对齐",
        )
    bare = without_blanks(key)
    if bare != key:
        return problem_at(
            place,
            SPACE_IN_KEY,
            Level.ERROR,
            f"项目名“{key}”里有空格",
            hint=f"写成“{bare}:”。若这一行是文字，冒号用全角的“：”",
        )
    return None


def without_blanks(key: str) -> str:
    """A key as it is meant: 抄 送 is 抄送."""
    return _SPACE.sub("", key)


def pair_problem(key: str, value: object, place: Place) -> Problem | None:
    """A list item of one key that reads like the beginning of a sentence."""
    if not isinstance(value, str) or len(key) < 4 or not re.match(_PROSE, key):
        return None
    return _colon_in_text(key, place, value)


def _colon_in_text(key: str, place: Place, value: str = "……") -> Problem:
    return problem_at(
        Place(place.file, place.line, place.column + len(key)),
        HALF_WIDTH_COLON,
        Level.ERROR,
        f"“{excerpt(key)}”后面是半角冒号，这一行被当作“项目: 内容”，不成一段文字",
        hint=wide_colon(f"{key}：{value}"),
    )
