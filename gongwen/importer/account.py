"""Nothing is lost: every character of the source is in the tree or in what was left out."""

from __future__ import annotations

from collections import Counter

from ..problem import Level
from ..problem_ids import LEFT_OUT
from .pieces import Piece, Source, SourceParagraph, same_width
from .tree import Tree, texts


def account(pieces: list[Piece], tree: Tree, source: Source) -> None:
    """A problem for text that is neither in `tree` nor left out; none where all is accounted for.

    `pieces` are all that was read. Blanks do not count, nor does the width of signs.
    """
    kept = "".join(texts(tree))
    missing = _characters(_text(pieces))
    missing.subtract(_characters(kept))
    for each in source.left_out:
        missing.subtract(_characters(each.text))
    lost = {character: count for character, count in missing.items() if count > 0}
    if not lost:
        return
    solid = same_width(kept) + "".join(same_width(each.text) for each in source.left_out)
    for piece in pieces:
        if not isinstance(piece, SourceParagraph):
            continue
        text = same_width(piece.text)
        if text in solid or not any(character in lost for character in text):
            continue
        source.say(
            LEFT_OUT,
            Level.ERROR,
            piece.number,
            f"“{piece.text[:24]}{'……' if len(piece.text) > 24 else ''}”没有全部写进文稿",
            "对照原文补上；并把原文发给程序的维护者",
        )
        return
    shown = "".join(dict.fromkeys(c for c in _text(pieces) if same_width(c) in lost))[:20]
    source.say(LEFT_OUT, Level.ERROR, 0, f"有{sum(lost.values())}个字没有写进文稿：{shown}")


def _characters(text: str) -> Counter[str]:
    return Counter(same_width(text))


def _text(pieces: list[Piece]) -> str:
    found = []
    for piece in pieces:
        if isinstance(piece, SourceParagraph):
            found.append(piece.text)
        else:
            found += [cell.text for row in piece.rows for cell in row if not cell.merged]
    return "\n".join(found)
