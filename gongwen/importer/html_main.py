"""Where on a web page the document stands: what surrounds it are links, buttons, other pages."""

from __future__ import annotations

from collections.abc import Callable

from lxml import html

from .html_looks import BLOCKS

_NOT_TEXT = {"script", "style", "head", "noscript", "template", "title"}
_STOPS = "。；：，"
_MOST_OF_IT = 0.9
_FEWEST = 12
"""Stops below which a page says too little to tell where its text is."""


def main_block(
    root: html.HtmlElement, is_left: Callable[[html.HtmlElement], bool]
) -> html.HtmlElement | None:
    """The innermost block that holds nine tenths of the stops of a page, for links and buttons have
    none; None where that is the whole page. What `is_left` says is not read does not count.
    """
    counts: dict[html.HtmlElement, int] = {}
    left: set[html.HtmlElement] = set()
    for node in root.iter():  # children stand behind their parents: summed up backwards below
        if not isinstance(node.tag, str) or node.tag in _NOT_TEXT:
            continue
        if node.getparent() in left or is_left(node):
            left.add(node)
        else:
            counts[node] = _stops(node.text)
            for child in node:
                counts[node] += _stops(child.tail)
    for node in reversed(list(counts)):
        parent = node.getparent()
        if parent is not None and parent in counts:
            counts[parent] += counts[node]
    whole = counts.get(root, 0)
    if whole < _FEWEST:
        return None
    at = root
    while True:
        best = max((child for child in at if child in counts), key=counts.__getitem__, default=None)
        if best is None or counts[best] < whole * _MOST_OF_IT or best.tag not in BLOCKS:
            break
        if best.tag in ("p", "table", "li", "ul", "ol", "td"):
            break
        at = best
    return at if at.tag not in ("html", "body") else None


def _stops(text: str | None) -> int:
    return sum(text.count(stop) for stop in _STOPS) if text else 0
