"""Whether the text behind a number looks like a heading, and where its title ends."""

from __future__ import annotations

from enum import Enum

from .. import patterns as re
from .numbering import PADDING
from .responsible import begins_with_label


class HeadingLooks(Enum):
    """What a numbered line says for itself."""

    TITLE = "no stop at all: 总体要求"
    RUN_IN = "a short sentence and more: 加强组织领导。各单位要……。"
    SHORT = "one short sentence, as titles and items both are: 加强组织领导。"
    SENTENCE = "what no title looks like"


_STOPS = "。！？!?"
_OPENING, _CLOSING = "（(《〈“‘「『〔【[", "）)》〉”’」』〕】]"
_TITLE_LENGTH = 28  # characters outside brackets, in the longest run-in titles of real documents


def _split(text: str) -> tuple[str, str]:
    """The first sentence with its stop, and the rest. Stops in brackets and quotes are none."""
    depth = 0
    for index, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(depth - 1, 0)
        elif depth == 0 and character in _STOPS:
            end = index + 1
            while end < len(text) and text[end] in _STOPS:
                end += 1
            return text[:end], text[end:].lstrip(PADDING)
    return text, ""


_LED = r"(?s)([^：:，,。；;、]{2,20}(?:：|:(?!\d)))\s*(\S.*[。！？；，].*)"


def parted(text: str) -> tuple[str, str]:
    """A heading's title and what runs in: behind its first stop, or behind the colon that a
    sentence follows (总指挥：由市长担任。), which no title is.
    """
    led = re.fullmatch(_LED, text) if "：" in text or ":" in text else None
    return (led[1], led[2]) if led else _split(text)


def _bare(text: str) -> str:
    """`text` without what stands in brackets; quotes stay."""
    return re.sub(r"（[^（）]*）|\([^()]*\)", "", text)


def looks_of(text: str) -> HeadingLooks:
    """What the text behind a number says for itself."""
    first, rest = _split(text)
    bare = _bare(first)
    title_like = (
        len(bare) <= _TITLE_LENGTH
        and len(re.findall("[，,]", bare)) <= 1
        and not re.search(r"[；;：]|:(?!\d)", bare)
    )
    if not title_like:
        return HeadingLooks.SENTENCE
    if _bare(rest).strip(PADDING) and not begins_with_label(rest):
        return HeadingLooks.RUN_IN
    return HeadingLooks.SHORT if first[-1] in _STOPS or rest else HeadingLooks.TITLE
