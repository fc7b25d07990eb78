"""Which file of a document a copy is of, and a copy that was made of an earlier version."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from ..build.pipeline import Request, process
from ..composition import Composition
from ..document.parts import DRAFT_STAGES
from ..formats import formats
from ..render.render import render
from ..template.ready import Template
from .differences import Difference, differences
from .standing import NotSetError, Setting, StandingDocument, stand, tails_of, units_in
from .units import CopyUnit

_OWN = 0.25
"""The share of a copy's paragraphs that must be the document's, or it is no copy of it."""


def in_common(was: Sequence[CopyUnit], now: Sequence[CopyUnit]) -> float:
    """The share of the units of both that are the same."""
    first, second = [each.key for each in was], [each.key for each in now]
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def of_copy(setting: Setting, copy: Sequence[CopyUnit]) -> StandingDocument:
    """The document at the stage, and the file of it, that a copy is most like. Raises NotSetError
    where it cannot be set as it stands.
    """
    found = [stand(setting, {})]
    if in_common(found[0].units, copy) < 1 and setting.stage is None:
        for stage in DRAFT_STAGES:
            for tail in tails_of(Setting(setting.shared, setting.path, stage)):
                try:
                    found.append(stand(Setting(setting.shared, setting.path, stage, tail), {}))
                except NotSetError:
                    continue
    return max(found, key=lambda each: in_common(each.units, copy))


def is_of(was: Sequence[CopyUnit], copy: Sequence[CopyUnit]) -> bool:
    """Whether a copy may be one of a document that printed this."""
    return in_common(was, copy) >= _OWN


def printed(composition: Composition, template: Template) -> list[CopyUnit]:
    """The units of a version that was set before."""
    return units_in(render(composition, template))


def built(standing: StandingDocument) -> bytes:
    """The .docx of a document as it stands."""
    setting = standing.setting
    made = process(Request(setting.path, setting.stage, (formats()["docx"],)), setting.shared)
    return next(
        content for tail, content in made.outputs.items() if tail.endswith(f"）{setting.tail}.docx")
    )


def carried_over(
    was: Sequence[CopyUnit], copy: Sequence[CopyUnit], now: Sequence[CopyUnit]
) -> tuple[list[CopyUnit], list[Difference]]:
    """The document as it stands with what a copy of an earlier version changed; and the differences
    (of the copy from that version) that meet something which was changed since.
    """
    first, second = [each.key for each in was], [each.key for each in now]
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    stands = {block.a + n: block.b + n for block in blocks for n in range(block.size)}
    come: dict[int, list[CopyUnit]] = {}
    instead: dict[int, CopyUnit | None] = {}
    met: list[Difference] = []
    for each in differences(was, copy):
        old = [n for n in each.old if n >= 0]
        if any(n not in stands for n in old):
            met.append(each)
        elif each.kind == "增":
            behind = stands[old[0]] if old else -1
            come.setdefault(behind, []).extend(copy[n] for n in each.new)
        elif each.kind == "改":
            instead[stands[old[0]]] = copy[each.new[0]]
        else:
            instead |= {stands[n]: None for n in old}
    made = [*come.get(-1, ())]
    for n, unit in enumerate(now):
        kept = instead.get(n, unit)
        made += [kept] if kept is not None else []
        made += come.get(n, ())
    return made, met
