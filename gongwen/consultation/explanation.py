"""The skeleton of a 起草说明, a piece for the text that goes up: what the ledger knows of the
consultation is filled in, the rest is left to be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from .. import patterns as re
from ..paper.numbering import chinese_numeral
from ..paper.words import in_book_marks
from ..source.edit.scalars import as_value
from .ledger import Comment, Ledger, Round
from .settled import Counts, standing_comments

_HEAD = """\
# 起草说明，送审时附上：在请示里写
#   附件:
#   - 标题: 关于{named}的起草说明
#     正文:
#     - 引入: {file}
# 征求意见的情况取自台账，以后台账又变了的，照汇总表改。“（）”里的是要填的内容。
"""
_STOPPED: Final = ("。", "。”", "！”", "？”")


def explanation_path(document: str, content: Path) -> Path:
    """Where the piece lies: beside the document, whose path below the content root is given."""
    path = content / document
    return path.with_name(f"_{path.name}起草说明.yaml")


def explanation(ledger: Ledger, counted: Counts, headings: Sequence[str], file: str) -> str:
    """The piece as YAML; `headings` are those of the document, the first level only, and `file` is
    what the piece is called.
    """
    title = ledger.title or ledger.document
    comments = standing_comments(ledger)
    lines = [_HEAD.format(named=in_book_marks(title), file=file)]
    lines += _section("起草背景和依据", ["（写明为什么起草、依据哪些文件。）"])
    lines += _section(
        "起草过程",
        ["（写明调研、论证和起草的经过。）", *(_of_round(each) for each in ledger.rounds)],
    )
    listed = "；".join(headings)
    whole = [f"{in_book_marks(title)}共{len(headings)}个部分：{listed}。"] if headings else []
    lines += _section("主要内容", [*whole, "（写明各部分的主要内容。）"])
    lines += _section("征求意见和采纳情况", [counted.said])
    for word in ("采纳", "部分采纳", "未采纳"):
        lines += _items(f"{word}的意见", [each for each in comments if each.adopted == word])
    apart = [each for each in comments if each.talks == "未达成一致"]
    lines += _section(
        "需要说明的问题",
        [*map(_of_dispute, apart), "（写明其他需要说明的问题；没有的，这一节删去。）"],
    )
    return "".join(lines)


def _section(name: str, paragraphs: Sequence[str]) -> Iterator[str]:
    yield f"- 节: {name}\n  正文:\n"
    yield from (f"  - {_on_one_line(each)}\n" for each in paragraphs)


def _items(name: str, comments: Sequence[Comment]) -> Iterator[str]:
    """The comments that were decided alike, in the section before; nothing where there are none."""
    if comments:
        yield f"  - 节: {name}\n    正文:\n    - 条目:\n"
        yield from (f"      - {_on_one_line(_of_comment(each))}\n" for each in comments)


def _on_one_line(text: str) -> str:
    return as_value(" ".join(text.split()), flow=False)


def _of_round(each: Round) -> str:
    """When, with what and whom: 2026年4月3日，以云水函〔2026〕5号征求市财政局等6个单位的意见。"""
    day = f"{each.sent_on}，" if each.sent_on else ""
    letter = f"以{each.letter_number}" if each.letter_number else ""
    asked = [unit.unit for unit in each.units if not unit.unasked]
    whom = f"{asked[0]}等{len(asked)}个单位" if len(asked) > 1 else "".join(asked)
    until = f"，截止日期为{each.deadline}" if each.deadline else ""
    again = f"第{each.number}次" if each.number > 1 else ""
    return f"{day}{letter}{again}征求{whom or '社会公众'}的意见{until}。"


def _of_comment(each: Comment) -> str:
    place = f"对{said_place(each.clause)}" if each.clause else ""
    said = each.words.strip().rstrip("。；")
    why = f"{each.adopted}，理由：{each.why.rstrip('。')}" if each.why else ""
    where = f"改在{each.met_in}" if each.met_in else ""
    parts = (f"{each.unit}{place}提出：{said}", why, where)
    return "".join(part if part.endswith(_STOPPED) else f"{part}。" for part in parts if part)


def _of_dispute(each: Comment) -> str:
    sides = f"各方理据：{each.sides.rstrip('。')}。" if each.sides else "（写明各方的理据。）"
    advice = (
        f"办理建议：{each.proposal.rstrip('。')}。" if each.proposal else "（写明办理的建议。）"
    )
    place = said_place(each.clause) if each.clause else each.written
    about = f"对{place}" if place else ""
    return f"{each.unit}{about}的意见没有达成一致。{sides}{advice}"


_CHINESE: Final = "[一二三四五六七八九十百]+"


def said_place(place: str) -> str:
    """A place as a sentence names it: 第二部分第（二）项 for 二、（二）; a paragraph of an article
    is a 款 of it, the chapter goes without saying.
    """
    match = re.match(r"附件\d*", place)
    part = match[0] if match else ""
    own = re.sub("^第[^条]*[章节](?=第.*条)", "", place.removeprefix(part).strip())
    own = re.sub(rf"^({_CHINESE})、", r"第\1部分", own)
    own = re.sub(rf"（({_CHINESE})）", r"第（\1）项", own)
    own = re.sub(r"(?<![\d.（])(\d+)[.．](?!\d)", r"第\1点", own)
    own = re.sub(r"(?<=条)第(\d+)段", lambda m: f"第{chinese_numeral(int(m[1]) + 1)}款", own)
    return part + own
