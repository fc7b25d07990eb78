""".html: the page that a government's site publishes; what is 不公开 is never in it."""

from __future__ import annotations

from ..composition import Composition
from ..template.ready import Template
from ..web.page import page

SUFFIX = "html"
FOR_PUBLIC = True
"""It is always made of the version for the public."""


def write(composition: Composition, _template: Template) -> bytes:
    """The page, one file that needs no other."""
    return page(composition).encode()
