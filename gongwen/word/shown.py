"""What of a Word file stands on paper: ways through its XML past what only marks or wraps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from .wordml import COMPATIBILITY_URI, W

_MC = f"{{{COMPATIBILITY_URI}}}"
FALLBACK = f"{_MC}Fallback"
_TRANSPARENT = {
    f"{W}{name}"
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple")
} | {f"{W}customXml", f"{W}dir", f"{W}bdo", f"{_MC}AlternateContent", f"{_MC}Choice"}
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def flat(
    parent: etree._Element, wanted: set[str], *, rows: bool = False
) -> Iterable[etree._Element]:
    """The elements below `parent` that are wanted, those within insertions, links and content
    controls (and rows, where asked) too, what was deleted not. Not recursive.
    """
    waiting = list(reversed(parent))
    while waiting:
        node = waiting.pop()
        if node.tag in wanted:
            yield node
        elif node.tag in _TRANSPARENT or (rows and node.tag == f"{W}tr"):
            waiting.extend(reversed(node))


def shown_paragraphs(body: etree._Element) -> list[etree._Element]:
    """Every paragraph in a text, in its order: in tables and text boxes too, but not what stands in
    for a text box in old programs.
    """
    return [
        paragraph
        for paragraph in body.iter(f"{W}p")
        if not any(each.tag == FALLBACK for each in paragraph.iterancestors())
    ]


def shown_runs(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The runs of a paragraph with the text of each as it is shown; "" for a hidden one."""
    for run in flat(paragraph, {f"{W}r"}):
        hidden = run.find(f"{W}rPr/{W}vanish") is not None
        yield run, "" if hidden else "".join(map(sign_text, run))


def shown_text(paragraph: etree._Element) -> str:
    """The text of a paragraph as it is shown, with tracked changes accepted."""
    return "".join(text for _, text in shown_runs(paragraph))


def sign_text(node: etree._Element) -> str:
    """The text of one part of a run."""
    return node.text or "" if node.tag == f"{W}t" else _SIGNS.get(str(node.tag), "")
