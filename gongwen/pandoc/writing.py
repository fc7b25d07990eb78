"""Documents in the formats that pandoc writes: drafts hold its tree, and files are made of them."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence

from ..composition import Composition
from ..pdf.finished import Finished
from ..problem import Level, Problem
from ..problem_ids import CONVERSION_FAILED
from ..sheet.data import Sheet
from .odt_styles import reference
from .program import SETUP, PandocError, convert, lacking
from .tree import tree_of


def missing(suffix: str) -> str:
    """What to say where there is no pandoc; "" where there is."""
    reason = lacking()
    return f"生成 .{suffix} 要用 pandoc：{reason}。\n请{SETUP}" if reason else ""


def text_draft(composition: Composition) -> bytes:
    """The draft of a format without styles."""
    return _packed(tree_of(composition, styled=False), b"")


def styled_draft(composition: Composition, sheet: Sheet) -> bytes:
    """The draft of a format with styles, and these."""
    return _packed(tree_of(composition, styled=True), reference(sheet))


def _packed(tree: Mapping[str, object], look: bytes) -> bytes:
    return json.dumps({"tree": tree, "look": base64.b64encode(look).decode()}).encode()


def finish(
    drafts: Mapping[str, bytes], target: str, options: Sequence[str] = ()
) -> dict[str, Finished]:
    """The files in the format `target`, as pandoc calls it, both by the name that the user sees."""
    return {name: _finished(name, draft, target, options) for name, draft in drafts.items()}


def _finished(name: str, draft: bytes, target: str, options: Sequence[str]) -> Finished:
    held = json.loads(draft)
    beside = {"look": look} if (look := base64.b64decode(held["look"])) else {}
    more = ["--reference-doc={look}"] if look else []
    try:
        tree = json.dumps(held["tree"]).encode()
        return Finished(convert(tree, "json", target, [*options, *more], **beside))
    except PandocError as error:
        said = f"没有做成：{error.reason}"
        problem = Problem(CONVERSION_FAILED, Level.ERROR, name, 0, 0, said, hint=error.advice)
        return Finished(None, (problem,))
