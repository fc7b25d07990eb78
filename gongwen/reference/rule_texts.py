"""What a rule says of itself: `名称：一句话` in the first line of its docstring, then why."""

from __future__ import annotations

import inspect
from types import ModuleType

from msgspec import Struct

from ..rules import rules


class RuleText(Struct, frozen=True):
    """A rule as documented; `refuses` = an 错误 of it keeps a document from being made."""

    name: str
    level: str
    basis: str
    sentence: str
    why: str
    wrong: str
    right: str
    refuses: bool
    waivable: bool


def rule_texts() -> list[RuleText]:
    """Every rule, by name."""
    return sorted((_read(rule) for rule in rules()), key=lambda text: text.name)


def _read(rule: ModuleType) -> RuleText:
    first, _, rest = inspect.cleandoc(rule.__doc__ or "").partition("\n")
    return RuleText(
        name=rule.NAME,
        level=str(rule.LEVEL),
        basis=rule.BASIS,
        sentence=first.removeprefix(f"{rule.NAME}：").strip(),
        why=rest.strip(),
        wrong=rule.WRONG,
        right=rule.RIGHT,
        refuses=getattr(rule, "REFUSES", False),
        waivable=getattr(rule, "WAIVABLE", True),
    )
