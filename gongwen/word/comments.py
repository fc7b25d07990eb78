"""Word's comments in a file from elsewhere: whose, what, and which words they hang on."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from .foreign_package import ForeignPackage
from .wordml import W

_SIGNS = {W + "tab": "\t", W + "noBreakHyphen": "-"}


class Comment(Struct, frozen=True):
    """A comment. `date` is the day, "" = not said, as `author`; `lines` are its paragraphs. `about`
    are the words it hangs on, "" where it stands at a place. `paragraph` has the end of them; None
    where it hangs on nothing that is still there.
    """

    author: str
    date: str
    lines: tuple[str, ...]
    about: str = ""
    paragraph: etree._Element | None = None


def comments_of(package: ForeignPackage) -> list[Comment]:
    """The comments that say something, as they are listed."""
    root = package.part("comments")
    if root is None:
        return []
    places = _places(package.body)
    found = []
    for node in root.iter(W + "comment"):
        lines = tuple(line for each in node.iter(W + "p") if (line := _text(each).strip()))
        if lines:
            about, paragraph = places.get(node.get(W + "id", ""), ("", None))
            author, date = node.get(W + "author", ""), node.get(W + "date", "")
            found.append(Comment(author, date[:10], lines, about, paragraph))
    return found


def _text(node: etree._Element) -> str:
    return "".join(each.text or "" for each in node.iter(W + "t"))


def _places(body: etree._Element) -> dict[str, tuple[str, etree._Element | None]]:
    """By the ids of comments the words that they hang on, also deleted ones, and the paragraph with
    the end of those.
    """
    open_now: dict[str, list[str]] = {}
    about: dict[str, str] = {}
    found: dict[str, tuple[str, etree._Element | None]] = {}
    tags = (
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "t",
        "delText",
        "tab",
        "noBreakHyphen",
    )
    for node in body.iter(*(W + tag for tag in tags)):
        key = node.get(W + "id", "")
        if node.tag == W + "commentRangeStart":
            open_now[key] = []
        elif node.tag == W + "commentRangeEnd":
            about[key] = "".join(open_now.pop(key, [])).strip()
        elif node.tag == W + "commentReference":
            words = about.get(key) or "".join(open_now.pop(key, [])).strip()
            found[key] = words, next(node.iterancestors(W + "p"), None)
        else:
            text = _SIGNS.get(str(node.tag)) or node.text or ""
            for words_so_far in open_now.values():
                words_so_far.append(text)
    return found
