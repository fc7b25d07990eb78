"""The pictures of a web page: those that it holds itself (data:), and those in files that were
saved with it (旧文_files/图.png). Nothing is fetched, and no other place is looked at.
"""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from urllib.parse import unquote

from lxml import html

from .. import patterns as re
from ..library.pictures import MOST_BYTES, UnusablePictureError
from .fates import shortened
from .picture_files import saved
from .pieces import SourcePicture, clean

_ICON = 40
"""Pixels of a side up to which a picture is an icon."""
_MM_PER_PIXEL = 25.4 / 96


def picture_of(node: html.HtmlElement, folder: Path | None) -> SourcePicture | str:
    """The picture of an <img>, or what is told of one that is not saved, "" for an icon; `folder`
    is where the page lies.
    """
    address, alt = node.get("src", "").strip(), clean(node.get("alt", ""))
    width, height = _shown(node, "width"), _shown(node, "height")
    if any(0 < each <= _ICON for each in (width, height)):
        return ""
    name = "" if address.startswith("data:") else unquote(re.split("[?#]", address)[0])
    try:
        content = _within(address) or _beside(name, folder)
        size = width * _MM_PER_PIXEL, height * _MM_PER_PIXEL
        return saved(content, width=size[0], height=size[1], alt=alt)
    except (UnusablePictureError, ValueError) as error:
        reason = error.reason if isinstance(error, UnusablePictureError) else "编码有错"
        called = alt or name.rpartition("/")[2]
        shown = f"“{shortened(called)}”" if called else ""
        return f"网页图片{shown}没有存下来：{reason}"


def _within(address: str) -> bytes:
    """The bytes of a picture that its address itself holds; none of another. Raises ValueError."""
    held = re.fullmatch(r"data:image/[\w.+-]+;base64,([\sA-Za-z0-9+/=%]+)", address)
    return b64decode(unquote(held[1])) if held else b""


def _beside(name: str, folder: Path | None) -> bytes:
    """What the file of a picture holds, which lies in `folder` or below it. Raises
    UnusablePictureError.
    """
    plain = name.replace("\\", "/")
    if folder is None or not plain or re.match(r"[A-Za-z][\w+.-]*:|/", plain):
        raise UnusablePictureError("它不在网页旁边的文件里", "")
    try:
        place = (folder / plain).resolve()
        if not place.is_relative_to(folder.resolve()) or not place.is_file():
            raise UnusablePictureError("网页旁边没有这个文件", "")
        if place.stat().st_size > MOST_BYTES:
            raise UnusablePictureError(f"超过{MOST_BYTES // 2**20}兆字节", "")
        return place.read_bytes()
    except (OSError, ValueError) as error:  # a name that no file may have
        raise UnusablePictureError("打不开", "") from error


def _shown(node: html.HtmlElement, side: str) -> float:
    """How many pixels wide or high a picture is shown, by its style or else its attribute; 0 = the
    page does not say.
    """
    style = node.get("style", "")
    styled = re.search(rf"(?:^|[;\s]){side}\s*:\s*(\d{{1,5}}(?:\.\d{{1,5}})?)px", style)
    typed = re.fullmatch(r"(\d{1,5}(?:\.\d{1,5})?)(?:px)?", node.get(side, "").strip())
    found = styled or typed
    return float(found[1]) if found else 0.0
