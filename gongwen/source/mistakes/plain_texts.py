"""Unquoted texts that YAML reads without complaint, but otherwise than they were meant."""

from __future__ import annotations

from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import FULL_WIDTH_COMMA, HASH_SIGN
from gongwen.source.mistakes.bars import bar_of, bar_problem
from gongwen.source.mistakes.braces import wide_braces
from gongwen.source.mistakes.glued_lines import continued_problems, dash_line, no_item
from gongwen.source.typed import TypedText
from gongwen.source.wording import excerpt, quoted

from ... import patterns as re
from ...paper.people import is_name
from ...paper.unit_names import is_unit

_COMMENT = re.compile(r"[ \t]+(#[^\s#].*)")
_SENTENCE_ENDS = ("。", "！", "？")
_BRACKETED = r"（[^（）]*）|“[^“”]*”|《[^《》]*》|〔[^〔〕]*〕"
_PERSON = r"[^\W\d_]{2,4}(?:·[^\W\d_]+)?[ \u3000]+[^\s，]{2,}"
"""A name, a blank, a post: 王刚 区委常委、副区长 is one person, whatever stands in the post."""
_PAIR_AFTER_COMMA = r"[，；][ ]*[^\s，。；、：:]{1,6}[ ]*[：:]"


def plain_problems(text: TypedText, lines: list[str]) -> list[Problem]:
    """What may be amiss with an unquoted text, and with what follows it in the file's `lines`."""
    source, place = text.source, text.place
    if bar := bar_of(source):
        return [bar_problem(bar, place, lines="\n" in source)]
    if source[:1] == "｛" and (wide := wide_braces(source, place)):
        return [wide]
    problems: list[Problem] = []
    if cut := _cut(text, lines):
        problems.append(cut)
    if text.in_flow:
        parted = _is_parted(text, lines)
        problem = (
            _in_brackets(source, place, parted=parted)
            if text.in_list
            else _in_braces(source, place)
        )
        return [*problems, problem] if problem else problems
    if "\n" in source:
        problems += continued_problems(source, place, is_whole=text.is_whole)
    elif source[:1] in ("-", "－", "\u3000") and (slip := dash_line(source.strip("\u3000"))):
        problems.append(no_item(slip[0], source.strip("\u3000"), place, Level.WARNING))
    return problems


def _cut(text: TypedText, lines: list[str]) -> Problem | None:
    """A comment that may have been meant as part of the text it follows."""
    source, place = text.source, text.place
    line = place.line + source.count("\n")
    if line > len(lines):  # where the parser sees what is missing at the end of the file
        return None
    last = source.rpartition("\n")[2]
    end = len(last) if line > place.line else place.column - 1 + len(last)
    cut = _COMMENT.match(lines[line - 1], end)
    if cut is None:
        return None
    spot = Place(place.file, line, cut.start(1) + 1)
    if text.in_list and not source:
        return problem_at(
            spot,
            HASH_SIGN,
            Level.ERROR,
            f"这一条以“#”开头，整条被当作注解，没有读进来：{excerpt(cut[1])}",
            hint=f"写成：- {quoted(excerpt(cut[1], 20))}",
        )
    if not source:
        return problem_at(
            spot,
            HASH_SIGN,
            Level.WARNING,
            f"内容以“#”开头，整个被当作注解，没有读进来：{excerpt(cut[1])}",
            hint=f"是内容的，放进英文单引号里：{quoted(excerpt(cut[1], 40))}；"
            "“#”是多打的，删去；是注解的，“#”后空一格",
        )
    uncut = f"{source.rstrip()}{cut[1]}"
    return problem_at(
        spot,
        HASH_SIGN,
        Level.WARNING,
        f"“#”前面有空格，从它起的“{excerpt(cut[1])}”被当作注解，没有读进来",
        hint=f"若是文字，“#”前不空格：{excerpt(uncut.strip(), 20)}；若是注解，“#”后空一格",
    )


def _in_braces(source: str, place: Place) -> Problem | None:
    if not re.search(_PAIR_AFTER_COMMA, source):
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


def _is_parted(text: TypedText, lines: list[str]) -> bool:
    """Whether a comma that YAML reads stands beside it: who types [甲、乙, 丙] knows the comma."""
    line, at = lines[text.place.line - 1 : text.place.line], text.place.column - 1
    if not line or "\n" in text.source:
        return False
    before, after = line[0][:at].rstrip(), line[0][at + len(text.source) :].lstrip()
    return before.endswith(",") or after.startswith(",")


def _in_brackets(source: str, place: Place, *, parted: bool) -> Problem | None:
    bare = re.sub(_BRACKETED, "", source)
    if re.match(_PERSON, source):
        return _people(source, place)
    if "，" not in bare and not bare.strip("、").count("、"):
        return None
    if source.endswith(_SENTENCE_ENDS):
        return None  # a sentence, [妥否，请批示。], as import writes it
    sign = "，" if "，" in bare else "、"
    pieces = [part for part in re.split("[，、]", source) if part]
    if parted and (sign == "、" or not all(is_unit(each) or is_name(each) for each in pieces)):
        return None  # a sentence in a cell has its commas
    parts = ", ".join(pieces)
    return problem_at(
        place,
        FULL_WIDTH_COMMA,
        Level.WARNING,
        f"方括号里的“{excerpt(source)}”用了全角的“{sign}”，只算一项",
        hint=f"各项之间用半角逗号加空格：[{excerpt(parts, 30)}]；若本是一项，不用方括号",
    )


def _people(source: str, place: Place) -> Problem | None:
    """What is amiss with people in brackets: whatever stands in the post of one is his."""
    pieces = [piece for piece in re.split("[ \u3000]*，[ \u3000]*", source) if piece]
    if len(pieces) < 2:
        return None
    if not all(re.match(_PERSON, piece) for piece in pieces):
        return problem_at(
            place,
            FULL_WIDTH_COMMA,
            Level.NOTICE,
            f"方括号里的“{excerpt(source)}”用了全角的“，”，算一个人的职务",
            hint=f"一个人有几个职务的，职务之间用“、”：{excerpt('、'.join(pieces), 30)}；"
            "是几个人，一人一项",
        )
    return problem_at(
        place,
        FULL_WIDTH_COMMA,
        Level.WARNING,
        f"方括号里的“{excerpt(source)}”用了全角的“，”，只算一项",
        hint=f"各人之间用半角逗号加空格：[{excerpt(', '.join(pieces), 40)}]",
    )
