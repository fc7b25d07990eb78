"""How the parts of a web page look: centred, heavy, underlined, hidden."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from .. import patterns as re
from .pieces import PAGE_HEADING, Look

BLOCKS = {
    *("p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul"),
    *("ol", "dl", "dt", "dd", "table", "tr", "td", "th", "tbody", "thead", "tfoot", "center"),
    *("blockquote", "pre", "hr", "body", "html", "caption", "figure", "figcaption", "address"),
}
"""Elements that begin and end a paragraph."""
_POINTS = {"pt": 1.0, "px": 0.75}
_TITLE_SIZE = 22.0


def up(node: html.HtmlElement | None) -> Iterator[html.HtmlElement]:
    """`node` and the inline elements around it, up to its block, which is included."""
    while node is not None:
        yield node
        if node.tag in BLOCKS:
            return
        node = node.getparent()


def is_heavy(node: html.HtmlElement | None) -> bool:
    """Whether text in an element is bold, or in 黑体 or 楷体."""
    for each in up(node):
        style = each.get("style", "")
        if each.tag in ("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"):
            return True
        if re.search(r"font-weight:\s*(?:bold|[6-9]00)|font-family:[^;]*(?:黑体|楷体)", style):
            return True
    return False


def look_of(node: html.HtmlElement) -> Look:
    """How a block stands, and how large its type is, points."""
    style = node.get("style", "")
    align = re.search(r"text-align:\s*(\w+)", style)
    word = (align[1] if align else node.get("align", "")).lower()
    centred = word == "center" or any(each.tag == "center" for each in node.iterancestors())
    outline = int(node.tag[1]) - 1 if re.fullmatch("h[1-6]", node.tag) else 0
    size = _size(node) or (_TITLE_SIZE if node.tag == "h1" else 0.0)
    style = PAGE_HEADING if node.tag == "h1" else ""
    return Look(style, outline, centred or node.tag == "h1", word == "right", size=size)


def _size(node: html.HtmlElement) -> float:
    for each in (node, *node.iterdescendants("span", "font", "strong", "b")):
        if found := re.search(r"font-size:\s*([\d.]{1,6})(pt|px)", each.get("style", "")):
            return float(found[1]) * _POINTS[found[2]]
    return 0.0


def is_underlined(node: html.HtmlElement | None) -> bool:
    """Whether text in an element is underlined."""
    return any(
        each.tag in ("u", "ins")
        or re.search(r"text-decoration[^;]*underline", each.get("style", ""))
        for each in up(node)
    )


def is_hidden(node: html.HtmlElement) -> bool:
    """Whether the page itself says that an element is not shown."""
    style = node.get("style", "").replace(" ", "").lower()
    hidden = "display:none" in style or "visibility:hidden" in style
    return hidden or node.get("hidden") is not None
