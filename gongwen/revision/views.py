"""The changes to read: in a terminal, and as a page for a browser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from .change import Change
from .words import Piece

_AROUND: Final = 12
"""How many letters of kept text are shown beside a change in the terminal."""
_RED, _GREEN, _PLAIN = "\033[31;9m", "\033[32;4m", "\033[0m"
_PAGE = """\
<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 16px/1.7 "Noto Serif CJK SC", "SimSun", serif; margin: 2em auto; max-width: 62em }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: 1px solid #888; padding: .3em .6em; vertical-align: top; text-align: left }}
th:first-child, td:first-child {{ text-align: center; white-space: nowrap }}
del {{ color: #b00020; background: #fdecee }} ins {{ color: #00691c; background: #e8f5e9 }}
p.remark {{ color: #555 }} td p {{ margin: 0 }} td table {{ font-size: 85% }}
</style></head><body><h1>{title}</h1><p>{versions}</p>
<table><thead><tr>{heads}</tr></thead>
<tbody>
{rows}
</tbody></table></body></html>
"""
_EDIT_HEADS: Final = ("序号", "位置", "原文", "修改后", "说明")


def said(change: Change, note: str = "") -> str:
    """What stands under 说明."""
    return "；".join(filter(None, (change.kind, change.note, note)))


def as_text(changes: Iterable[Change], *, colour: bool = False) -> str:
    """One change a paragraph: number, place, kind, and the words with what is around them."""
    return as_text_of_rows([(change,) for change in changes], colour=colour)


def as_text_of_rows(rows: Iterable[Sequence[Change]], *, colour: bool = False) -> str:
    """The same of changes by the row of the table that tells them, whose number they bear; all but
    the first of a row have none of their own.
    """
    lines = []
    for number, changes in enumerate(rows, 1):
        for index, change in enumerate(changes):
            head = "  " if index else f"{number}."
            lines.append(f"{head} 【{change.shown_place}】{said(change)}")
            if change.pieces:
                lines.append(f"   {_line(change, colour=colour)}")
    return "\n".join(lines)


def _line(change: Change, *, colour: bool) -> str:
    shown = []
    for index, piece in enumerate(change.pieces):
        if piece.changed:
            for words, sign, paint in ((piece.old, "删", _RED), (piece.new, "增", _GREEN)):
                if words:
                    plain = _on_a_line(words)
                    shown.append(f"{paint}{plain}{_PLAIN}" if colour else f"〔{sign}：{plain}〕")
        else:
            shown.append(_shortened(piece, index > 0, index < len(change.pieces) - 1))
    return "".join(shown)


def _on_a_line(text: str) -> str:
    return text.replace("\n", "／").replace("\t", "　")


def _shortened(piece: Piece, after: bool, before: bool) -> str:
    text = _on_a_line(piece.new)
    if after and before:
        cut = text[:_AROUND] + "…" + text[-_AROUND:]
    elif after:
        cut = text[:_AROUND] + "…"
    elif before:
        cut = "…" + text[-_AROUND:]
    else:
        cut = text[: 3 * _AROUND] + "…"
    return cut if len(cut) < len(text) else text


def as_html(changes: Sequence[Change], title: str, versions: str, notes: Sequence[str] = ()) -> str:
    """A page by itself, which asks nothing of the network."""
    rows = []
    for number, change in enumerate(changes, 1):
        note = notes[number - 1] if notes else ""
        cells = (
            str(number),
            escape(change.shown_place),
            "".join(marked(piece.old, piece.changed, "del") for piece in change.pieces),
            "".join(marked(piece.new, piece.changed, "ins") for piece in change.pieces),
            escape(said(change, note)),
        )
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return page(title, versions, _EDIT_HEADS, rows)


def page(title: str, versions: str, heads: Sequence[str], rows: Sequence[str]) -> str:
    """A page with one table, whose rows are HTML already."""
    return _PAGE.format(
        title=escape(title),
        versions=escape(versions),
        heads="".join(f"<th>{escape(head)}</th>" for head in heads),
        rows="\n".join(rows),
    )


def marked(text: str, changed: bool, tag: str) -> str:
    """Words as HTML, in the tag where they changed."""
    shown = escape(text).replace("\n", "<br>")
    return f"<{tag}>{shown}</{tag}>" if changed and shown else shown
