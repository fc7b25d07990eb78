""".md: Markdown as GitHub and most editors have it, by pandoc: the words without their layout."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..composition import Composition
from ..template.ready import Template

if TYPE_CHECKING:
    from ..pdf.finished import Finished

SUFFIX = "md"


def write(composition: Composition, _template: Template) -> bytes:
    """The draft that the file is made of."""
    from ..pandoc.writing import text_draft

    return text_draft(composition)


def missing(_root: Path) -> str:
    """What to say where pandoc is not there."""
    from ..pandoc.writing import missing

    return missing(SUFFIX)


def inputs(_root: Path) -> tuple[Path, ...]:
    """Its look depends on nothing beside the sheet."""
    return ()


def finish(drafts: Mapping[str, bytes], _root: Path) -> dict[str, Finished]:
    """The files."""
    from ..pandoc.writing import finish

    return finish(drafts, "gfm", ("--wrap=none",))
