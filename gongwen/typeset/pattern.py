"""责任标注 as a pattern, `（{牵头单位}牵头，{配合单位}按职责分工负责）`, filled in from a task.

A pattern is read as pieces parted by punctuation, brackets within brackets. A piece that names an
empty field is left out with its punctuation, a bracket that is left empty as well.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from .. import patterns as re

_PAIRS = {"（": "）", "(": ")"}
_PIECE = r"\{[^{}]*\}|[（(）)]|[，、；。,;]|[^{}（(）)，、；。,;]+|[{}]"
_FIELD = r"\{([^{}]*)\}"
_SEPARATORS = frozenset("，、；。,;")


class _Piece(Struct):
    """Text, or what stands in a bracket (`bracket` is then the opening one), and the punctuation
    that follows it.
    """

    text: str
    bracket: str = ""
    inner: list[_Piece] | None = None
    separator: str = ""


def fill_pattern(pattern: str, fields: Mapping[str, str]) -> str:
    """The pattern with its fields filled in; "" where every field that it names is empty. A name
    that is no field counts as empty.
    """
    names = re.findall(_FIELD, pattern)
    if names and not any(fields.get(name) for name in names):
        return ""
    pieces, _ = _read(re.findall(_PIECE, pattern), 0, "")
    return _filled(pieces, fields)


def _read(tokens: list[str], at: int, closing: str) -> tuple[list[_Piece], int]:
    """The pieces from token `at` to the closing bracket, and where that one stands."""
    pieces = [_Piece("")]
    while at < len(tokens) and tokens[at] != closing:
        token = tokens[at]
        if token in _SEPARATORS:
            if not pieces[-1].separator:
                pieces[-1].separator = token
        elif token in _PAIRS:
            inner, at = _read(tokens, at + 1, _PAIRS[token])
            pieces.append(_Piece("", token, inner))
        else:
            if pieces[-1].separator or pieces[-1].inner is not None:
                pieces.append(_Piece(""))
            pieces[-1].text += token
        at += 1
    return pieces, at


def _filled(pieces: list[_Piece], fields: Mapping[str, str]) -> str:
    """The pieces that have something to say. Between two of them stands the punctuation right
    before the second; the punctuation at the very end stays.
    """
    text = ""
    before = ""
    for piece in pieces:
        printed = _printed(piece, fields)
        if printed:
            text += (before if text else "") + printed
            before = ""
        before = piece.separator or before
    return text + (before if text and pieces[-1].separator else "")


def _printed(piece: _Piece, fields: Mapping[str, str]) -> str:
    if piece.inner is not None:
        inner = _filled(piece.inner, fields)
        return f"{piece.bracket}{inner}{_PAIRS[piece.bracket]}" if inner else ""
    names = re.findall(_FIELD, piece.text)
    if not all(fields.get(name) for name in names):
        return ""
    return re.sub(_FIELD, lambda match: fields[match[1]], piece.text)
