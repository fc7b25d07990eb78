"""Waivers, 忽略 of a document and 核稿放过 of its office, that waive nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document.waivers import Waiver
from ...elements.faults import nearest
from ...problem import Level, Problem, problem_at
from ...problem_ids import UNUSABLE_WAIVER
from .context import Context
from .declared import Rule


def bad_waivers_of_office(context: Context, rules: Sequence[Rule]) -> Iterator[Problem]:
    """Waivers in 本单位.yaml of what is no rule."""
    if not context.registry.office.waivers:
        return
    known = [name for rule in rules if rule.waivable for name in rule.names]
    for waiver in context.registry.office.waivers:
        if waiver.rule not in known:
            near = nearest(waiver.rule, known)
            yield problem_at(
                waiver.place,
                UNUSABLE_WAIVER,
                Level.WARNING,
                f"“核稿放过”里的“{waiver.rule}”不是能放过的规则",
                basis="文件写法、路径和涉密的问题不能放过",
                hint=f"是不是“{near}”" if near else "能放过的规则见 docs/规则.md",
            )


def bad_waivers(context: Context, used: set[Waiver], rules: Sequence[Rule]) -> Iterator[Problem]:
    """Waivers of what is no rule; and those that waive nothing, unless another stage than the
    document's own was asked for, where they may.
    """
    known = {name: rule.elements for rule in rules if rule.waivable for name in rule.names}
    for waiver in context.document.waivers:
        if waiver.rule not in known:
            is_rule = any(waiver.rule == rule.name for rule in rules)
            near = "" if is_rule else nearest(waiver.rule, known)
            listed = "能忽略的规则见 docs/规则.md"
            yield problem_at(
                waiver.place,
                UNUSABLE_WAIVER,
                Level.WARNING,
                f"“忽略”里的“{waiver.rule}”不是能忽略的规则",
                basis="文件写法、路径和涉密的问题不能忽略",
                hint=f"是不是“{near}”" if near else listed,
            )
        elif (elements := known[waiver.rule]) and waiver.element not in ("", *elements):
            near = nearest(waiver.element, elements)
            yield problem_at(
                waiver.place,
                UNUSABLE_WAIVER,
                Level.WARNING,
                f"“忽略”的“{waiver.rule}”里没有“{waiver.element}”",
                hint=f"是不是“{near}”" if near else f"可以写：{'、'.join(elements)}",
            )
        elif waiver not in used and context.stage == context.document.draft_stage:
            what = f"“{waiver.rule}”里“{waiver.element}”" if waiver.element else f"“{waiver.rule}”"
            yield problem_at(
                waiver.place,
                UNUSABLE_WAIVER,
                Level.NOTICE,
                f"没有用到对{what}的忽略",
                hint="删掉它",
            )
