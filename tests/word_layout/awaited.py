"""Faults of the files that are known and not mended yet: test → document → why. A test of these is
reported as held back (“留待处理”); one that passes is reported too, and is taken out of here.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet

from .layout import Layout

_HEAD = "分页之后的段前，Word 2013 起不留"
_TURN = "自然分页之后的段前，各说不一"
_SLACK = "行宽差0.11缇，靠的是余量"
_HYPHEN = "邮箱里的连字符后，Word 不换行，LibreOffice 换行（docs/adr/0021）"
_GRID = "调整了行距的段落离开网格，字宽各说不一"

_FAULTS: dict[str, dict[str, str]] = {}


_DEPENDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "段前留在强制分页之后": (
        _HEAD,
        (
            "垃圾分类工作规则征求意见",
            "节水型城市创建方案",
            "营商环境工作要点",
            "适老化改造实施方案",
            "命令-令",
            "附件-多层",
        ),
    ),
    "段前留在自然分页之后": (_TURN, ("横排-在中", "议案", "附件-多层")),
    "离开网格的字不收窄": (
        _GRID,
        (
            "内涝防治联席会议",
            "垃圾分类工作规则征求意见",
            "适老化改造实施方案",
            "版记-署名在页首",
            "表格-横排四十行",
        ),
    ),
    "行宽没有余量": (_SLACK, ()),
    "连字符后可以回行": (_HYPHEN, ("段落-长网址",)),
}
"""Choice → why, and the documents that depend on it; none named = all but these."""
_FREE = (
    "营商环境工作要点",
    "主送移版记",
    "公告",
    "印章-联合图",
    "横排-在中",
    "横排-在末",
    "署名-短名称不盖章",
    "署名-长名称不盖章",
    "署名-长名称盖章",
    "表格-横排四十行",
    "表格-竖排四十行",
)


def cases(test: str, names: list[str]) -> list[ParameterSet]:
    """The documents of a test, those with a known fault marked."""
    known = _FAULTS.get(test, {})
    return [pytest.param(name, marks=_held(known.get(name))) for name in names]


def at_fault(test: str) -> frozenset[str]:
    """The documents with a known fault in a test that looks at all of them at once."""
    return frozenset(_FAULTS.get(test, {}))


def pairs(choices: Iterable[str], names: list[str]) -> list[ParameterSet]:
    """Each choice with each document, those that depend on it marked."""
    found = []
    for choice in choices:
        reason, depending = _DEPENDS.get(choice, (None, ()))
        for name in names:
            depends = name in depending if depending else name not in _FREE
            why = reason if depends else None
            found.append(pytest.param(choice, name, marks=_held(why)))
    return found


def ends_in_an_empty_page(layout: Layout) -> bool:
    """Whether the last page holds nothing but the small paragraph that a table at the end of a
    section needs: no plan leaves room for it under a table that fills its page.
    """
    last = layout.pages[-1].number
    standing = [each for each in layout.standings if each.last_page == last]
    return all(each.style == "版记尾" for each in standing)


def _held(reason: str | None) -> tuple[pytest.MarkDecorator, ...]:
    if reason is None:
        return ()
    return (pytest.mark.xfail(reason=reason, raises=AssertionError, strict=False),)
