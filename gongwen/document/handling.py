"""发文办理: what a document goes through on its way, and what it has to show for it. These are
facts of forms, registers and archives; nothing of them is printed in the document itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final, Literal

from ..elements.element import Element, as_mappings
from ..elements.fields import Check, Either, Read, field
from ..elements.shapes import Reading, Spot, reader_of
from ..elements.values import Lines, Text
from ..source.tree import Mapping, Sequence
from .values import Day

DisclosureWord = Literal["主动公开", "依申请公开", "不予公开"]

CONSULTED: Final = "征求意见"
LEGAL: Final = "合法性审核"
FAIR: Final = "公平竞争审查"
DELIBERATED: Final = "集体审议"
EXPLAINED: Final = "解读"
MATERIALS: Final = (CONSULTED, LEGAL, FAIR, DELIBERATED, EXPLAINED)
"""What the way of a 规范性文件 asks for, in its order."""


class Disclosure(Element):
    """公开属性 with the reason why something is not made public of its own accord."""

    word: DisclosureWord = field(key="属性", description="主动公开、依申请公开、不予公开")
    reason: Text | None = field(None, key="理由", description="依申请公开、不予公开的理由")


def _disclosure(found: Any) -> Disclosure:
    if isinstance(found, Disclosure):
        return found
    return Disclosure().copy(word=found, reason=None)


Disclosed = Annotated[
    Disclosure,
    Either(
        lambda value: "reasoned" if isinstance(value, Mapping) else "word",
        {"word": DisclosureWord, "reasoned": Disclosure},
    ),
    Check(_disclosure),
]
"""公开属性 as a word, or with its reason."""


class HandlingStep(Element):
    """One step of the way: who, when, and what was said."""

    unit: Text | None = field(None, key="单位", description="单位或者处室")
    name: Text | None = field(None, key="姓名", description="谁")
    telephone: Text | None = field(None, key="电话", description="电话")
    opinion: Text | None = field(None, key="意见", description="意见的原话，如 同意")
    date: Day | None = field(None, key="日期", description="哪一天，年月日写全")


class Countersigner(HandlingStep):
    """A unit that signs before the head does."""

    unit: Text = field(key="单位", description="会签的单位")


class Deliberation(Element):
    """A meeting that passed the document."""

    meeting: Text = field(key="会议", description="会议的名称，如 市政府第32次常务会议")
    date: Day | None = field(None, key="日期", description="哪一天审议通过")


class Material(Element):
    """Something to show for the way of a document."""

    name: Text = field(key="材料", description=f"是什么材料，如 {'、'.join(MATERIALS)}")
    files: Lines = field((), key="文件", description="文件名：content/ 里的文件，或者另一份文稿")
    unit: Text | None = field(None, key="单位", description="哪个单位出的")
    date: Day | None = field(None, key="日期", description="哪一天出的")
    conclusion: Text | None = field(None, key="结论", description="结论，如 合法")
    not_needed: Text | None = field(None, key="不需要", description="为什么不需要这一项")

    @property
    def file_names(self) -> tuple[str, ...]:
        """Its files, one or several."""
        return (self.files,) if isinstance(self.files, str) else self.files


def _each(key: str, model: type[Element]) -> Callable[[Any, Spot, Reading], Any]:
    """Reads a list of elements in which a text stands for its `key`, and one item for a list."""

    def read(value: Any, spot: Spot, reading: Reading) -> Any:
        if isinstance(value, str | Mapping):
            value = Sequence([value], spot.place, [spot.place])
        return reader_of(tuple[model, ...])(as_mappings(value, key), spot, reading)  # type: ignore[valid-type]

    return read


def _step(value: Any, spot: Spot, reading: Reading) -> Any:
    """A name alone stands for a step of which no more is known yet."""
    if isinstance(value, str):
        value = as_mappings(Sequence([value], spot.place, [spot.place]), "姓名")[0]
    return HandlingStep.read(value, spot, reading)


OneStep = Annotated[HandlingStep, Read(_step, written=str | HandlingStep)]
Steps = Annotated[
    tuple[HandlingStep, ...],
    Read(_each("姓名", HandlingStep), written=str | HandlingStep | list[str | HandlingStep]),
]
Countersigners = Annotated[
    tuple[Countersigner, ...],
    Read(_each("单位", Countersigner), written=list[str | Countersigner]),
]
Deliberations = Annotated[
    tuple[Deliberation, ...],
    Read(_each("会议", Deliberation), written=str | Deliberation | list[str | Deliberation]),
]
Materials = Annotated[
    tuple[Material, ...], Read(_each("材料", Material), written=list[str | Material])
]


class Handling(Element):
    """办理: the steps of a document on its way, as the 发文稿纸 and the register show them."""

    drafted: OneStep | None = field(None, key="拟稿", description="拟稿的处室、人、电话、日期")
    checked: OneStep | None = field(None, key="核稿", description="核稿人和日期")
    countersigned: Countersigners = field(
        (), key="会签", description="会签的单位，各单位的意见、签名、日期"
    )
    reviewed: OneStep | None = field(None, key="审核", description="审核的意见、人、日期")
    signed: Steps = field(
        (), key="签发", description="签发的意见、人、日期；联合行文的，几个机关各一项"
    )
    rechecked: OneStep | None = field(None, key="复核", description="印发前复核的人和日期")
    proofread: OneStep | None = field(None, key="校对", description="校对人和日期")
    handed_out: OneStep | None = field(
        None, key="核发", description="印好以后检查过、同意分发的人和日期"
    )
    typist: Text | None = field(None, key="打字", description="打字（排版）的人")
