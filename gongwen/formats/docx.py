""".docx for Word and WPS."""

from __future__ import annotations

from ..composition import Composition
from ..render.render import Template, render
from ..word.package import pack

SUFFIX = "docx"


def write(composition: Composition, template: Template) -> bytes:
    """The file's bytes, identical for identical input."""
    return pack(render(composition, template))
