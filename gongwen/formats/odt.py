""".odt for offices that keep OpenDocument, by pandoc: text in the styles of the sheet. What only a
page has (page numbers, seals, the red rule) is in the .docx and the PDF.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..composition import Composition
from ..template.ready import Template

if TYPE_CHECKING:
    from ..pdf.finished import Finished

SUFFIX = "odt"


def write(composition: Composition, template: Template) -> bytes:
    """The draft that the file is made of."""
    from ..pandoc.writing import styled_draft

    return styled_draft(composition, template.sheet)


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

    return finish(drafts, "odt", ())
