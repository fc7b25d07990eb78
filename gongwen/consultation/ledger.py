"""The ledger of a consultation: content/_征求意见/‹文件›.yaml, which people read and write too.

The program writes what was sent, what came back and what each comment is about; people write what
was decided. Whatever they typed stays, with their comments.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Literal

from ..build.pipeline import Request, process
from ..build.shared import Shared
from ..document.values import Day
from ..elements.element import DataElement
from ..elements.fields import field
from ..elements.shapes import FAILED, Reading, Spot
from ..elements.values import AnyText, Count, Flag, Lines, RunningText, Text
from ..problem import Level, Place, Problem, in_order
from ..secrecy.gate import read_or_refuse, refuse_found
from ..source.parse import parse
from ..source.text_file import read_text

FOLDER = "_征求意见"
State = Literal["未复", "有意见", "书面无意见", "逾期视为无意见", "须书面答复未复"]
Adopted = Literal["采纳", "部分采纳", "未采纳"]
Talks = Literal["经协商一致", "未达成一致"]
ADOPTED: tuple[Adopted, ...] = ("采纳", "部分采纳", "未采纳")
TALKS: tuple[Talks, ...] = ("经协商一致", "未达成一致")


class AskedUnit(DataElement):
    """A unit that was asked, and what came of it."""

    may_be_empty = True

    unit: Text = field(key="单位", description="征求意见的单位")
    state: State = field("未复", key="状态", description="答复到了哪一步")
    must_reply: AnyText = field("", key="须书面答复", description="为什么逾期也不能视为无意见")
    received: Day | None = field(None, key="收到", description="收到答复的日期")
    number: AnyText = field("", key="收文号", description="收文登记的号")
    stamped: AnyText = field("", key="盖章件", description="盖章的纸件或扫描件")
    files: Lines = field((), key="回复文件", description="答复的电子文件")
    late: Flag = field(False, key="迟复", description="是：过了截止日期才到")
    unasked: Flag = field(False, key="未征求", description="是：没有征求它的意见，自己来的")


class Round(DataElement):
    """One round: what asked, when, until when, and whom."""

    may_be_empty = True

    number: Count = field(key="轮次", description="第几轮")
    letter: Text = field(key="函", description="征求意见的函，在 content/ 里的文件名")
    letter_number: AnyText = field("", key="文号", description="函的文号")
    tag: AnyText = field("", key="标签", description="送出的那一版")
    sent_on: Day | None = field(None, key="发出", description="发出的日期")
    deadline: Day | None = field(None, key="截止", description="反馈意见的最后一天")
    deemed: Flag = field(False, key="逾期视为无意见", description="是：函里说了逾期视为无意见")
    units: tuple[AskedUnit, ...] = field((), key="单位", description="征求意见的单位")


class Comment(DataElement):
    """One comment of one unit, and what was decided."""

    may_be_empty = True

    number: Count = field(0, key="编号", description="不变的号；人添的可以不写，收意见时补上")
    unit: Text = field(key="单位", description="提意见的单位")
    round: Count = field(1, key="轮次", description="第几轮提的")
    clause: AnyText = field("", key="条款", description="送出的那一稿里的位置")
    written: AnyText = field("", key="所写位置", description="反馈单位自己怎样写的位置")
    quoted: AnyText = field("", key="原文", description="送出的那一稿里的原话")
    words: RunningText = field(key="意见", description="意见的原话")
    grounds: AnyText = field("", key="理由依据", description="反馈单位说的理由和依据")
    source: AnyText = field("", key="出处", description="哪个文件的哪一处")
    earlier: AnyText = field("", key="更正前", description="更正以前的意见")
    withdrawn: Flag = field(False, key="撤回", description="是：更正的答复里没有这一条了")
    adopted: Adopted | None = field(None, key="采纳", description="采纳、部分采纳、未采纳")
    why: AnyText = field("", key="理由", description="为什么不采纳，部分采纳的怎样采纳")
    talks: Talks | None = field(None, key="协商情况", description="不采纳的，协商得怎样")
    sides: AnyText = field("", key="各方理据", description="没有达成一致的，各方的理由和依据")
    proposal: AnyText = field("", key="办理建议", description="没有达成一致的，建议怎样办")
    met_in: AnyText = field("", key="改在", description="采纳以后改在哪里，如 第五条")


class Ledger(DataElement):
    """All rounds of a document, and all comments."""

    may_be_empty = True

    document: Text = field(key="文件", description="征求意见的文稿，在 content/ 里的文件名")
    title: AnyText = field("", key="标题", description="它的标题")
    rounds: tuple[Round, ...] = field((), key="各轮", description="各轮征求意见")
    comments: tuple[Comment, ...] = field((), key="意见", description="收到的意见")


class LedgerError(Exception):
    """A ledger that cannot be read, or changed in place; `problems` say where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems[0].message if problems else "")
        self.problems = problems


def not_consulted(name: str, content: Path) -> str:
    """Why there is no ledger of a document: it is a letter itself, or nothing was sent."""
    for path in sorted((content / FOLDER).rglob("*.yaml")):
        with contextlib.suppress(LedgerError, OSError):
            ledger, _ = read_ledger(path, path.name)
            if any(each.letter == name for each in ledger.rounds):
                draft = ledger.document
                return f"{name} 是征求意见的函，意见记在它附的草稿名下：换成 DOC={draft}"
    return f"{name} 还没有征求过意见：先运行 make send DOC=征求意见的函"


def ledger_path(document: str, content: Path) -> Path:
    """Where the ledger of a document lies; `document` is its path below content/, with or without
    its suffix.
    """
    bare = document.removesuffix(".yaml").removesuffix(".yml")
    return content / FOLDER / f"{bare}.yaml"


def refuse_classified(document: str, shared: Shared) -> None:
    """Raises ClassifiedError where a document, or what it uses, may not be worked on here: its
    ledger quotes it.
    """
    refuse_found(process(Request(shared.content / f"{document}.yaml", None), shared).problems)


def read_ledger(path: Path, shown: str) -> tuple[Ledger, str]:
    """A ledger and its text. Raises LedgerError, ClassifiedError or OSError."""
    read_or_refuse(path, shown)
    text, problems = read_text(path, shown)
    if text is None:
        raise LedgerError(problems)
    data, more = parse(text, shown)
    reading = Reading([*problems, *more])
    found = FAILED if data is None else Ledger.read(data, Spot("", Place(shown, 1, 1)), reading)
    errors = [each for each in reading.problems if each.level is Level.ERROR]
    if found is FAILED or errors:
        raise LedgerError(in_order(errors or reading.problems))
    ledger: Ledger = found
    return ledger, text
