"""What a 文种 is, and what it requires."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ..problem import Problem

_REQUIRED = {
    "征求意见稿": ("标题", "正文"),
    "送审稿": ("标题", "正文", "主送", "发文机关"),
    "印发稿": ("标题", "正文", "主送", "发文机关", "发文字号", "成文日期", "署名", "印发"),
}
"""The elements that each stage requires unless a kind says otherwise."""

LayoutFormat = Literal["文件", "信函", "命令", "纪要"]
TitleForm = Literal["完整", "不写机关", "从简"]


class Kind(Struct, frozen=True):
    """One 文种. `upward` = 上行文, `sometimes_upward` = it may be one; `sealed` = a final text
    leaves room for the seal unless 印章 says otherwise; `spared` and `more` are elements that it
    does not require, or more than others; `addressed_to` is whom one is usually addressed to, with
    {地方} for the place of the issuer, "" = not said.

    Its titles end in one of `title_endings`, its name the first; one in `near_endings` is likely
    of this kind. `title_form` is how much of issuer, subject and kind they say: all, all but the
    issuer, or as little as the kind alone. `numbered_by_year` = its number may do without a code.
    `skeleton` is what a new one has in the place of the usual text, "" = nothing; `first_stage`
    the 稿本 that it begins with. `problems` is what is wrong with its file, of which the rest is
    read.
    """

    name: str
    layout_format: LayoutFormat
    upward: bool
    sealed: bool
    spared: tuple[str, ...]
    more: tuple[str, ...]
    addressed_to: str
    problems: list[Problem]
    sometimes_upward: bool = False
    title_endings: tuple[str, ...] = ()
    near_endings: tuple[str, ...] = ()
    title_form: TitleForm = "完整"
    numbered_by_year: bool = False
    skeleton: str = ""
    first_stage: str = "征求意见稿"


def required(kind: Kind, stage: str, layout_format: str = "") -> tuple[str, ...]:
    """The elements that `kind` requires at `stage` in that format, its own if none is given. A
    letter prints no printing office and no date of printing (10.1).
    """
    spared = kind.spared
    if (layout_format or kind.layout_format) == "信函":
        spared = (*spared, "印发")
    more = kind.more if stage == "印发稿" else ()
    return tuple(name for name in (*_REQUIRED[stage], *more) if name not in spared)
