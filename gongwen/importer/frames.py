"""Tables that only place text: a joint mark beside 文件, signatures in a row, the 版记."""

from __future__ import annotations

from .. import patterns as re
from ..paper.people import is_name
from ..problem import Level
from ..problem_ids import UNSURE
from .document_numbers import NUMBER
from .pieces import Piece, Source, SourceCell, SourceParagraph, SourceTable
from .wording import is_unit, read_date, unspaced

_TELLING = re.compile(
    rf"文件|{NUMBER.pattern}|签\s*发\s*人\s*[：:].*|(?:抄|主)\s*[送报]\s*[：:].*|"
    r".*\d{4}年\d{1,2}月\d{1,2}日\s*印\s*发|[（(]?共印\s*\d+\s*份[）)]?|"
    r"特\s*[急提]|加\s*急|平\s*急|(?:绝|机|秘)\s*密(?:★.*)?|0\d{5}",
    re.DOTALL,
)
_SIGNER = re.compile(r"签\s*发\s*人\s*[：:].*")


def without_frames(pieces: list[Piece], source: Source) -> list[Piece]:
    """The pieces with the rows of such tables as lines; of a table of facts (时间：| 3月5日) it is
    told.
    """
    kept: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, SourceTable) and _are_facts(piece):
            lines = [
                f"{unspaced(row[0].text)}{row[1].text}".replace("\n", "") for row in piece.rows
            ]
            kept += [SourceParagraph(line, piece.number) for line in lines]
            said = f"只排位置的表（“{lines[0][:16]}”等{len(lines)}行）写成了一行一段的文字"
            hint = "要印成表的，写成“表”，加“表头: 无”"
            source.say(UNSURE, Level.NOTICE, piece.number, said, hint)
        elif isinstance(piece, SourceTable) and _is_frame(piece):
            kept += [
                SourceParagraph(line, piece.number) for row in piece.rows for line in _lines(row)
            ]
        else:
            kept.append(piece)
    return kept


def _are_facts(table: SourceTable) -> bool:
    """Whether a table is a list of facts: two columns, a label with a colon in the first of every
    row and what it is in the second. A form to be filled in is none.
    """
    rows = table.rows
    return len(rows) > 1 and all(
        len(row) == 2
        and not any(cell.merged for cell in row)
        and row[0].text.endswith(("：", ":"))
        and row[1].text.strip(" 　_＿年月日时分") != ""
        for row in rows
    )


def _is_frame(table: SourceTable) -> bool:
    """Whether every field is a name, a date or an element of 版头 or 版记, not only names."""
    texts = [line for row in table.rows for cell in row for line in _signers_joined(_texts(cell))]
    telling = [bool(_TELLING.fullmatch(text) or read_date(text)) for text in texts]
    return any(telling) and all(
        told or is_unit(unspaced(text)) for told, text in zip(telling, texts, strict=True)
    )


def _texts(cell: SourceCell) -> list[str]:
    return [] if cell.merged else [line for line in cell.text.split("\n") if line]


def _signers_joined(lines: list[str]) -> list[str]:
    """签发人：甲 with 乙 on the line below it as 签发人：甲、乙."""
    if (
        len(lines) > 1
        and _SIGNER.fullmatch(lines[0])
        and all(map(is_name, map(unspaced, lines[1:])))
    ):
        return ["、".join(map(unspaced, lines))]
    return lines


def _lines(row: tuple[SourceCell, ...]) -> list[str]:
    """A row as one line, tabs between its fields; “文件” and long fields on lines of their own."""
    fields = [_signers_joined(_texts(cell)) for cell in row]
    if any(len(each) > 1 or each == ["文件"] for each in fields):
        return [line for each in fields for line in each]
    line = "\t".join(text for each in fields for text in each)
    return [line] if line else []
