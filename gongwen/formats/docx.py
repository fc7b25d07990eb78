""".docx for Word and WPS."""

from __future__ import annotations

from ..composition import Composition
from ..render.render import render
from ..template.ready import Template

SUFFIX = "docx"


def write(composition: Composition, template: Template) -> bytes:
    """The file's bytes, identical for identical input."""
    return template.packer.pack(render(composition, template))
