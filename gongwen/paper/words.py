"""The small signs that paper wants around a text: stops, brackets."""

from __future__ import annotations

from typing import Final

from .numbering import PADDING

STOPS = "。！？；：…!?;:."
_CLOSERS = "”’）》〉」』】)"
_WEAK = "，、,"


def with_stop(text: str) -> str:
    """`text` with one “。” unless it ends in a stop (also inside closing quotes or brackets); a
    comma left at its end gives way to the stop. Empty text stays empty.
    """
    text = text.rstrip(PADDING)
    if not text or text.rstrip(_CLOSERS).endswith(tuple(STOPS)):
        return text
    return text.rstrip(_WEAK + PADDING) + "。"


def without_close(text: str) -> str:
    """`text` without blanks around it and without punctuation at its end: a name, a field."""
    return text.strip(PADDING).rstrip(PADDING + "。；，、;,")


def bracketed(text: str) -> str:
    """`text` in （）, unless it already is."""
    text = text.strip(PADDING)
    return text if text.startswith(("（", "(")) and text.endswith(("）", ")")) else f"（{text}）"


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text typed over several, each a paragraph on paper; at least one."""
    lines = (line.strip(PADDING) for line in text.splitlines())
    return tuple(line for line in lines if line) or ("",)


_TURNED: Final = str.maketrans("《》〈〉", "〈〉《》")


def in_book_marks(title: str) -> str:
    """A title as it is named within a text, those that it names itself in the other marks:
    《关于印发〈办法〉的通知》 (GB/T 15834 4.15). One that stands in marks already stays.
    """
    return title if title.startswith("《") else f"《{title.translate(_TURNED)}》"


def with_stage(title: str, stage: str | None) -> str:
    """A title as a text names the draft: with （征求意见稿）, which is part of the file's name."""
    mark = f"（{stage}）" if stage else ""
    if not mark or mark in title:
        return title
    return (
        f"{title[:-1]}{mark}》" if title.startswith("《") and title.endswith("》") else title + mark
    )
