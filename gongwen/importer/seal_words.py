"""“（印章）”, “（盖章）”: where to seal, beside the name that signs; it is never printed."""

from __future__ import annotations

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Piece, Source, SourceParagraph
from .wording import are_units, is_unit, read_date

_SEAL = re.compile(
    r"\s*[（(【\[]\s*(?:此处)?(?:加?盖?\s*)?(?:印\s*章|公\s*章|盖\s*章|签\s*章|章|印)(?:处)?\s*[）)】\]]"
)
WHY = "用印的标记，盖章的位置由程序留"


def without_seal_words(pieces: list[Piece], source: Source) -> list[Piece]:
    """The pieces without such words behind a name or a date, and on a line beside one."""
    kept: list[Piece] = []
    found: list[SourceParagraph] = []
    for at, piece in enumerate(pieces):
        if not isinstance(piece, SourceParagraph) or not (seal := _SEAL.search(piece.text)):
            kept.append(piece)
            continue
        rest = (piece.text[: seal.start()] + piece.text[seal.end() :]).strip()
        beside = pieces[max(at - 1, 0) : at + 2]
        if not (_signs(rest) if rest else any(map(_signs_line, beside))):
            kept.append(piece)
            continue
        source.leave(seal[0], piece.number, WHY)
        found.append(piece)
        kept += [piece.with_text(rest)] if rest else []
    if found:
        sign = _SEAL.search(found[0].text)
        said = f"用印的标记“{sign[0].strip() if sign else ''}”没有写进文稿"
        source.say(UNSURE, Level.NOTICE, found[0].number, said, "盖章的位置由程序留，见“印章”")
    return kept


def _signs(text: str) -> bool:
    return is_unit(text) or are_units(text) or bool(read_date(text))


def _signs_line(piece: Piece) -> bool:
    return isinstance(piece, SourceParagraph) and _signs(_SEAL.sub("", piece.text))
