"""Half-width punctuation in Chinese text: where it stands, and the same text with it in full."""

from __future__ import annotations

from functools import cache
from typing import Final

from .. import patterns as re
from .characters import HAN
from .web_marks import web_marks_in

FULL: Final = dict(zip(",;:?!.()", "，；：？！。（）", strict=True))
_SURE_DOTS: Final = (3, 6)
"""So many are “……”; two may be a stop, and a row leads to a page number."""
_MARKS: Final = re.compile(r"[,;:?!.．()\"-]")

_NUMBER: Final = re.compile(r"\s*第?[一二三四五六七八九十百零〇]{1,5}")


@cache
def _slip() -> re.Pattern[str]:
    """Made where it is needed: it takes 2 ms."""
    return re.compile(
        rf"(?P<dots>(?<={HAN}|[”’》）〕])[.．]{{2,}}|(?<![\x21-\x7e．])[.．]{{3,}}(?![.．]*$))"
        rf"|(?<={HAN}|[”’》）〕])(?:[,;:?!.](?![\w./])|[,;:?!](?=[\w“‘《（]))"
        rf"|(?<=[\w%％])[,;](?={HAN}|[“‘《（])"
        rf"|\((?={HAN})|(?<={HAN}|[”》])[()]"
        rf'|"(?={HAN})|(?<={HAN})"'
        r"|(?<![\d-])(?:19|20)\d{2}年?(?P<dash>-)(?:19|20)\d{2}(?!\d|-\d)"
    )


def slips_in(text: str) -> list[re.Match[str]]:
    """Each half-width mark that touches Chinese, and each hyphen between years (`dash`). Those of a
    tag or a named character of a web page are no punctuation.
    """
    if not _MARKS.search(text):
        return []
    found = [each for each in _slip().finditer(text) if not _is_of_number(text, each)]
    marks = [mark.span() for mark in web_marks_in(text)] if found else []
    if not marks:
        return found
    return [each for each in found if not any(a <= each.start() < b for a, b in marks)]


def _is_of_number(text: str, point: re.Match[str]) -> bool:
    """Whether a point closes the number that the text begins with, 一. and is no stop."""
    return point[0] == "." and _NUMBER.fullmatch(text, 0, point.start()) is not None


def in_full_width(text: str) -> tuple[str, int]:
    """The text with its slips in full width where that is certain, and how many were: brackets and
    quotation marks by pairs, and no hyphens. One that is mended may make the next one certain: the
    semicolon behind a bracket.
    """
    whole = 0
    while True:
        text, count = _once_in_full_width(text)
        whole += count
        if not count:
            return text, whole


def _once_in_full_width(text: str) -> tuple[str, int]:
    """The text with the slips mended that are certain as it stands, and how many were."""
    found = slips_in(text)
    at_brackets = {match.start() for match in found if match[0] in "()"}
    at_quotes = {match.start() for match in found if match[0] == '"'}
    made = dict(_brackets(text, at_brackets) if at_brackets else ())
    made |= _quotes(text) if at_quotes else {}
    counted = len(made)
    for match in found:
        if match["dots"] and len(match[0]) in _SURE_DOTS:
            made |= dict.fromkeys(range(match.start(), match.end()), "")
            made[match.start()] = "……"
            counted += 1
        elif match[0] in FULL and match[0] not in "()":
            made[match.start()] = FULL[match[0]]
            counted += 1
    if not counted:
        return text, 0
    return "".join(made.get(at, character) for at, character in enumerate(text)), counted


def _brackets(text: str, sure: set[int]) -> dict[int, str]:
    """The pairs of half-width brackets one of which is at a `sure` place, and those whose other one
    is in full width.
    """
    made: dict[int, str] = {}
    opened: list[int] = []
    for at, character in enumerate(text):
        if character in "(（":
            opened.append(at)
        elif character in ")）" and opened:
            start = opened.pop()
            if start in sure or at in sure or text[start] + character in ("（)", "(）"):
                made |= {start: "（", at: "）"}
    return {at: full for at, full in made.items() if text[at] != full}


def _quotes(text: str) -> dict[int, str]:
    """All quotation marks, where they come in pairs and none stands inside others."""
    places = [at for at, character in enumerate(text) if character == '"']
    if len(places) % 2 or re.search("[“”]", text):
        return {}
    pairs = list(zip(places[::2], places[1::2], strict=True))
    if not all(
        re.search(HAN, text[start:end]) or _is_within_chinese(text[:start], text[end + 1 :])
        for start, end in pairs
    ):
        return {}
    return {at: "“" if at == start else "”" for start, end in pairs for at in (start, end)}


def _is_within_chinese(before: str, after: str) -> bool:
    """Whether what stands around a quotation is Chinese on both sides: 开展"123"行动."""
    sides = (before[-1:], after[:1])
    around = [re.fullmatch(rf"{HAN}|[，。；：！？、（）《》]", side) for side in sides if side]
    return any(re.fullmatch(HAN, side) for side in sides) and all(around)
