"""公文处理单 and the like that a scan or a system puts before a document: no part of it."""

from __future__ import annotations

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Piece, Source, SourceParagraph
from .wording import HAN

_NAME = re.compile(
    r".{0,20}(?:公文|文件|收文|来文|发文)(?:处理|办理|阅办|批办|呈批|阅批|传阅|拟办|审批|登记)?(?:单|签|笺|卡|稿纸|表)"
)
_LABELS = re.compile(rf"(?:[{HAN}][{HAN}\s]{{1,10}}[：:][^：:]*)+")
_FIELD = re.compile(
    r"来文|收文|文\s*号|字号|标\s*题|拟\s*办|批\s*示|承\s*办|阅\s*办|密级|份数|拟\s*稿|核\s*稿|会\s*签|签\s*发|"
    r"领导|意见|办理|缓急|期限"
)
_MOST_LINES, _FEWEST_FIELDS = 24, 2


def without_sheet(pieces: list[Piece], source: Source) -> list[Piece]:
    """The pieces without such a sheet at their head, which is told; all where nothing follows."""
    first = pieces[0] if pieces else None
    if not isinstance(first, SourceParagraph) or not _NAME.fullmatch("".join(first.text.split())):
        return pieces
    end, fields = 1, 0
    while end < min(len(pieces), _MOST_LINES):
        piece = pieces[end]
        text = piece.text if isinstance(piece, SourceParagraph) else _cells(piece)
        is_line = not isinstance(piece, SourceParagraph) or _LABELS.fullmatch(text)
        if not is_line or not _FIELD.search(text):
            break
        fields += len(_FIELD.findall(text))
        end += 1
    if fields < _FEWEST_FIELDS:
        return pieces
    name = "".join(first.text.split())
    if end == len(pieces):
        said = f"这个文件是“{name}”，不是一份公文"
        source.say(UNSURE, Level.WARNING, first.number, said, "导入它后面的公文；单子另外保存")
        return pieces
    for piece in pieces[:end]:
        text = piece.text if isinstance(piece, SourceParagraph) else _cells(piece)
        source.leave(text, piece.number, f"{name}，不是公文的内容")
    last = pieces[end - 1].number
    said = f"开头的“{name}”（到第{last}{source.unit}）不是公文的内容，没有写进文稿"
    source.say(UNSURE, Level.WARNING, first.number, said, "要留的，另外保存")
    return pieces[end:]


def _cells(piece: Piece) -> str:
    """The texts of a table's cells, as the fates of pieces have them."""
    if isinstance(piece, SourceParagraph):
        return piece.text
    return "\t".join(cell.text for row in piece.rows for cell in row if not cell.merged)
