"""Labels and numbers that people type without their sign: 时　间 without a colon, 一　总则 without
、, 第1条 in figures. They are given it where several stand in order, and this is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.numbering import chinese_numeral, read_chinese_numeral
from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Source, SourceParagraph
from .wording import STOPS

_LABEL = re.compile(
    r"((?:会\s*议\s*)?(?:时\s*间|地\s*点|日\s*期|议\s*题)|主\s*持(?:\s*人)?|记\s*录(?:\s*人)?|"
    r"(?:出\s*席|列\s*席|参\s*[会加]|请\s*假|缺\s*席)(?:\s*人\s*员)?)(?:\s{2,}|\t)(?=\S)"
)
_NUMERAL = re.compile(
    r"([一二三四五六七八九十]{1,3})([ \u3000\t]{1,6})(?=[^\s、，.．一二三四五六七八九十])"
)
_IN_FIGURES = re.compile(r"第\s*(\d{1,3})\s*([编章节条])(?=[ \u3000\t])")
_FEWEST_LABELS, _FEWEST_NUMBERS, _LONGEST_HEADING = 3, 2, 30


def with_signs(source: Source) -> None:
    """Put the signs into `source`, and say so."""
    _with_colons(source)
    _with_marks(source)
    _in_chinese(source)


def _paragraphs(source: Source) -> Iterator[tuple[int, SourceParagraph]]:
    for at, piece in enumerate(source.pieces):
        if isinstance(piece, SourceParagraph):
            yield at, piece


def _with_colons(source: Source) -> None:
    """时　间　5月12日 as 时间：5月12日, where three such lines at least follow one another."""
    found = [at for at, piece in _paragraphs(source) if _LABEL.match(piece.text)]
    run = [at for at in found if at - 1 in found or at + 1 in found]
    if len(run) < _FEWEST_LABELS:
        return
    for at in run:
        piece = source.pieces[at]
        if isinstance(piece, SourceParagraph):
            text = _LABEL.sub(lambda match: f"{match[1]}：", piece.text, count=1)
            source.pieces[at] = piece.with_text(text)
    said = f"会议的时间、地点等{len(run)}行的标签后面没有冒号，补上了"
    source.say(UNSURE, Level.NOTICE, source.pieces[run[0]].number, said, "对照原文核对")


def _with_marks(source: Source) -> None:
    """一　总则 as 一、总则, where such headings are the only ones of their kind and in order."""
    found = [
        (at, piece, match)
        for at, piece in _paragraphs(source)
        if (match := _NUMERAL.match(piece.text)) and _is_heading(piece.text)
    ]
    numbers = [read_chinese_numeral(match[1]) for _, _, match in found]
    marked = any(
        re.match("[一二三四五六七八九十]{1,3}、", piece.text) for _, piece in _paragraphs(source)
    )
    if len(found) < _FEWEST_NUMBERS or numbers != [*range(1, len(found) + 1)] or marked:
        return
    for at, piece, match in found:
        source.pieces[at] = piece.with_text(f"{match[1]}、{piece.text[match.end() :]}")
    said = f"“{found[0][1].text[:12]}”等{len(found)}处的序数后面没有顿号，当作“一、”这样的标题"
    source.say(UNSURE, Level.NOTICE, found[0][1].number, said, "对照原文核对层次和序数")


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and text[-1] not in STOPS


def _in_chinese(source: Source) -> None:
    """第1条 as 第一条, where the first and a second are there."""
    found = [
        (at, piece, match)
        for at, piece in _paragraphs(source)
        if (match := _IN_FIGURES.match(piece.text))
    ]
    articles = [int(match[1]) for _, _, match in found if match[2] == "条"]
    if len(articles) < _FEWEST_NUMBERS or articles[0] != 1:
        return
    for at, piece, match in found:
        number = f"第{chinese_numeral(int(match[1]))}{match[2]}"
        source.leave(match[0], piece.number, f"层次序数，写成“{number}”")
        source.pieces[at] = piece.with_text(number + piece.text[match.end() :])
    said = f"“{found[0][2][0]}”这样的序数共{len(found)}处，改成“第一条”这样的，由程序编"
    source.say(UNSURE, Level.NOTICE, found[0][1].number, said, "对照原文核对条数")
