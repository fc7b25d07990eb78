"""Word's comments in a file from elsewhere: whose, what, and which words they hang on."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from .foreign_package import ForeignPackage
from .wordml import W

_SIGNS = {W + "tab": "\t", W + "noBreakHyphen": "-"}


class WordComment(Struct, frozen=True):
    """A comment. `date` is the day, "" = not said, as `author`; `lines` are its paragraphs. `about`
    are the words it hangs on, "" where it stands at a place. `paragraph` has the end of them; None
    where it hangs on nothing that is still there. `answers` are what was said on it, each with who
    said it; `done` = somebody marked it as settled.
    """

    author: str
    date: str
    lines: tuple[str, ...]
    about: str = ""
    paragraph: etree._Element | None = None
    answers: tuple[tuple[str, str], ...] = ()
    done: bool = False

    @property
    def said(self) -> tuple[str, ...]:
        """Its paragraphs, the answers to it, and that it was settled."""
        answers = (f"（{who}答：{words}）" for who, words in self.answers)
        return (*self.lines, *answers, *(["（已标为解决）"] if self.done else []))


_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def comments_of(package: ForeignPackage) -> list[WordComment]:
    """The comments that say something, as they are listed; the answers to one are part of it."""
    root = package.part("comments")
    if root is None:
        return []
    places = _places(package.body)
    parents, done = _threads(package)
    found: dict[str, WordComment] = {}
    answers: dict[str, list[tuple[str, str]]] = {}
    for at, node in enumerate(root.iter(W + "comment")):
        paragraphs = list(node.iter(W + "p"))
        lines = tuple(line for each in paragraphs if (line := _text(each).strip()))
        if not lines:
            continue
        own = paragraphs[-1].get(_W14 + "paraId", "") or str(at)
        author, date = node.get(W + "author", ""), node.get(W + "date", "")
        if (first := _first(own, parents)) in found:
            answers.setdefault(first, []).append((author, "\n".join(lines)))
            continue
        about, paragraph = places.get(node.get(W + "id", ""), ("", None))
        found[own] = WordComment(author, date[:10], lines, about, paragraph, (), own in done)
    return [
        replace(each, answers=tuple(answers[own])) if own in answers else each
        for own, each in found.items()
    ]


def _threads(package: ForeignPackage) -> tuple[dict[str, str], set[str]]:
    """Which comment answers which, and which are done, by the ids of their last paragraphs."""
    root = package.part("commentsExtended")
    parents: dict[str, str] = {}
    done: set[str] = set()
    for node in root.iter(_W15 + "commentEx") if root is not None else ():
        own, parent = node.get(_W15 + "paraId", ""), node.get(_W15 + "paraIdParent", "")
        if parent:
            parents[own] = parent
        if node.get(_W15 + "done") in ("1", "true"):
            done.add(own)
    return parents, done


def _first(own: str, parents: dict[str, str]) -> str:
    """The comment that a thread began with."""
    seen = {own}
    while (above := parents.get(own, "")) and above not in seen:
        seen.add(above)
        own = above
    return own if len(seen) > 1 else ""


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
