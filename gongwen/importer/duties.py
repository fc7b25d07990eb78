"""职责: “单位：文” paragraphs that stand one after another."""

from __future__ import annotations

from collections.abc import Sequence

from .. import patterns as re
from ..paper.recipients import is_by_role
from .pieces import Source, SourceParagraph
from .tree import Tree, noted
from .wording import HAN, is_unit, names_in

_NO_UNITS = re.compile(
    r"(?:牵头|责任|配合|主办|协办|参与|承办|抄送|主送|成员)(?:单位|部门|机关)|附件|联系人|单位|部门|备注|说明|注"
    r"|第[一二三四五六七八九十\d]{1,3}小?[组队批]"
)


def duty_of(text: str) -> tuple[str, str] | None:
    """The units and the duty of “单位：文”; None where it is no such paragraph."""
    match = re.fullmatch(r"([^：:。；]{2,60})[：:](.{6,})", text)
    label = match[1].strip() if match else ""
    if (
        match is None
        or _NO_UNITS.fullmatch(label)
        or (label.endswith("单位") and is_by_role(label))
    ):
        return None
    if re.search(f"[{HAN}]", match[2]) is None:  # a telephone number is no duty
        return None
    names = names_in(match[1])
    return (match[1].strip(), match[2].strip()) if names and all(map(is_unit, names)) else None


def duties_block(found: Sequence[tuple[SourceParagraph, tuple[str, str]]], source: Source) -> Tree:
    """The block of “单位：文” paragraphs that stand one after another."""
    duties: list[Tree] = []
    for paragraph, (units, text) in found:
        source.leave(
            paragraph.text[len(units) :].strip()[:1], paragraph.number, "职责的冒号，由程序加"
        )
        duties.append(noted({"单位": units, "内容": text}, *paragraph.remarks))
    return {"职责": duties}
