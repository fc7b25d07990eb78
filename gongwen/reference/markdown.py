"""The few pieces of Markdown that the pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

GENERATED = "<!-- 由程序生成（make docs），请不要直接改这个文件。 -->\n"


def page(title: str, introduction: str, *sections: str) -> str:
    """A whole page."""
    return "\n".join((f"{GENERATED}\n# {title}\n", introduction.strip() + "\n", *sections))


def section(title: str, text: str, level: int = 2) -> str:
    """A heading and what stands under it."""
    return f"{'#' * level} {title}\n\n{text.strip()}\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars and line breaks within cells are made harmless."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>").strip()


def code(text: str) -> str:
    """`text` as code within a line; "" stays empty."""
    if not text:
        return ""
    return f"`{text}`" if "`" not in text else f"`` {text} ``"


def block(text: str, language: str = "yaml") -> str:
    """`text` as a block of code."""
    return f"```{language}\n{text.strip(chr(10))}\n```\n"
