"""Two sides compared: the files that show what changed."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from ..composition import Composition, PageSection, Paragraph
from ..render.render import Template, render
from ..typeset.contents import plain_contents
from ..word.package import pack
from ..word.wordml import DOCUMENT, STYLES
from .change import Change
from .changes import changes
from .comparison_table import comparison_table
from .redline import redline
from .views import as_html

_OTHER_STYLES = (
    "两版用的样式不同：花脸稿按新的样式排，拒绝全部修订后，文字是旧的，字体、行距仍是新的。"
)
_NOTHING = Composition("", None, (PageSection((Paragraph("段落", ()),)),), None)


Files = Mapping[str, tuple[Composition, Template]]
"""What is printed, and on which template, by the tail of the file name ("" = the document itself,
附件2 = one bound apart).
"""


class Side(Struct, frozen=True):
    """One version, set. `date` is local time as Word writes it, "" where the version is not
    kept.
    """

    label: str
    author: str
    date: str
    files: Files


class Compared(Struct, frozen=True):
    """What changed, and the files that show it by the tail of their names; none where the two
    sides print the same.
    """

    changes: list[Change]
    outputs: dict[str, bytes]
    remark: str = ""
    """What the redlines cannot give back."""


def without_spacing(composition: Composition) -> Composition:
    """The composition without the spacing of its lines: the lines of a redline are others, and how
    they are spaced is no change.
    """
    sections = []
    for section in composition.sections:
        blocks = (
            replace(block, spacing=()) if isinstance(block, Paragraph) and block.spacing else block
            for block in section.blocks
        )
        sections.append(replace(section, blocks=tuple(blocks)))
    return replace(composition, sections=tuple(sections))


def changes_of(old: Files, new: Files) -> list[Change]:
    """All changes of a document's files, those of the document itself first."""
    found: list[Change] = []
    for tail in dict.fromkeys((*new, *old)):
        was, now = (side[tail][0] if tail in side else _NOTHING for side in (old, new))
        found += changes(was, now)
    return found


def _headed(side: Side) -> str:
    """A version and the stage that is printed on it."""
    composition = next(iter(side.files.values()))[0]
    blocks = (block for section in composition.sections for block in section.blocks)
    stage = next(
        (b.text.strip("（）") for b in blocks if isinstance(b, Paragraph) and b.style == "稿本"), ""
    )
    return f"{side.label}（{stage}）" if stage else side.label


def compare(old: Side, new: Side, notes: Mapping[int, str] | None = None) -> Compared:
    """All changes of a document's files, the redlines, the table and the page, which are headed by
    the document's title, and the two versions with their stages. `notes` by the number of a change,
    from 1, stand under its 说明.
    """
    title = next(iter(new.files.values()))[0].title
    found = changes_of(old.files, new.files)
    outputs: dict[str, bytes] = {}
    remark = ""
    template = next(iter(new.files.values()))[1]
    for tail in dict.fromkeys((*new.files, *old.files)):
        now, look = new.files.get(tail, (_NOTHING, template))
        was, before = old.files.get(tail, (_NOTHING, look))
        first, second = (
            render(plain_contents(without_spacing(side)), look_of)
            for side, look_of in ((was, before), (now, look))
        )
        if first[STYLES] != second[STYLES]:
            remark = _OTHER_STYLES
        if first[DOCUMENT] != second[DOCUMENT]:
            outputs[f"（花脸稿）{tail}.docx"] = pack(redline(first, second, new.author, new.date))
    if not outputs:
        return Compared([], {})
    versions = f"原文：{_headed(old)}　　修改后：{_headed(new)}"
    said = [(notes or {}).get(number, "") for number in range(1, len(found) + 1)]
    table = comparison_table(found, title, versions, template, said)
    outputs["（修改对照表）.docx"] = pack(table)
    outputs["（修改对照）.html"] = as_html(found, f"{title}修改对照", versions, said).encode()
    return Compared(found, outputs, remark)
