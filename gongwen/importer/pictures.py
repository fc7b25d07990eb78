"""图 and 印章: the pictures of a file at their places in the tree, or told of."""

from __future__ import annotations

from collections.abc import Sequence

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .contents import Content, Recognised
from .pieces import Piece, Source, SourceParagraph, SourcePicture
from .tree import Noted, Tree, noted

_CAPTION = re.compile(
    r"(?:附?图|照片)\s*[一二三四五六七八九十\d]{1,3}(?:[-—.．]\d{1,2})?(?![\d年月日个张幅])"
    r"[\s　:：.．、]*(?!所示|可见|中).{0,40}(?<![。；，])"
)
_CAPTION_STYLES = ("图题", "题注", "caption", "Caption")
_WIDEST = 156.0
"""The type area, mm: a picture as wide as it needs no 宽."""


def is_caption(text: str, style: str = "") -> bool:
    """Whether a paragraph under a picture is its caption."""
    return bool(_CAPTION.fullmatch(text)) or style in _CAPTION_STYLES


def with_pictures(contents: Sequence[Content], after: int, source: Source) -> list[Content]:
    """The contents of one text with the pictures that stand between them, as blocks; `after` is the
    number of what stands before the text.
    """
    if not source.pictures:
        return list(contents)
    low = after if after >= 0 else contents[0].number - 1 if contents else 0
    last = contents[-1].number if contents else low
    high = min((piece.number for piece in source.pieces if piece.number > last), default=None)
    waiting = [each for each in source.pictures if not each.cell and _is_within(each, low, high)]
    for each in waiting:
        source.pictures.remove(each)
    placed: list[Content] = []
    for at, content in enumerate(contents):
        while waiting and _stands_before(waiting[0], content.number):
            placed.append(_block(waiting.pop(0), source))
        placed.append(content)
        next_number = contents[at + 1].number if at + 1 < len(contents) else None
        while waiting and waiting[0].number == content.number != next_number:
            placed.append(_block(waiting.pop(0), source))
    placed += [_block(each, source) for each in waiting]
    return _with_captions(placed)


def _is_within(picture: SourcePicture, low: int, high: int | None) -> bool:
    if picture.number == low:
        return not picture.before
    return picture.number > low and (
        high is None or picture.number < high or (picture.number == high and picture.before)
    )


def _stands_before(picture: SourcePicture, number: int) -> bool:
    return picture.number < number or (picture.number == number and picture.before)


def _block(picture: SourcePicture, source: Source) -> Recognised:
    block: dict[str, Tree] = {"图": picture.name}
    if picture.alt:
        block["替代文字"] = picture.alt
    if 0 < picture.width < _WIDEST:
        block["宽"] = f"{picture.width:.0f}"
    notes = []
    if picture.changed:
        notes.append(f"原文把这幅图{picture.changed}过，存下的是整幅没有{picture.changed}的")
    if picture.seal_like:
        notes.append("这幅图像是印章，不在落款处，写成了图")
    elif picture.floats:
        notes.append("原文里这幅图浮在文字上面或者旁边，写在了它所在的那一段这里")
    for note in notes:
        source.say(UNSURE, Level.WARNING, picture.number, note, f"图片在 {picture.name}，请核对")
    if any(piece.number == picture.number for piece in source.pieces):
        notes = []  # they stand with the paragraph
    return Recognised((noted(block, *notes),), picture.number)


def _with_captions(contents: Sequence[Content]) -> list[Content]:
    """The contents, a caption under a picture within its block."""
    made: list[Content] = []
    for content in contents:
        before = made[-1] if made else None
        if (
            isinstance(content, SourceParagraph)
            and isinstance(before, Recognised)
            and (block := _bare_picture(before)) is not None
            and is_caption(content.text, content.look.style)
            and not content.remarks
        ):
            block["图题"] = content.text
            if block.get("替代文字") == content.text:
                del block["替代文字"]
            continue
        made.append(content)
    return made


def _bare_picture(content: Recognised) -> dict[str, Tree] | None:
    """The block of a picture without a caption."""
    block = content.blocks[-1]
    value = block.value if isinstance(block, Noted) else block
    return value if isinstance(value, dict) and "图" in value and "图题" not in value else None


def place_seals(
    fields: dict[str, Tree], closing: Sequence[Piece], units: int, source: Source
) -> None:
    """印章, where as many seals as `units` stand about the signature; they are told of."""
    low, high = closing[0].number - 3, closing[-1].number + 3
    seals = [each for each in source.pictures if each.seal_like and low <= each.number <= high]
    if len(seals) != max(units, 1):
        return
    for each in seals:
        source.pictures.remove(each)
        source.say(
            UNSURE,
            Level.NOTICE,
            each.number,
            f"落款处的图片认作印章，存成了 {each.name}，写在“印章”里",
            "不是印章的，从“印章”里删去；印发时手工盖章的，写“印章: 加盖”",
        )
    blocks: list[Tree] = [{"图": each.name} for each in seals]
    fields["印章"] = blocks[0] if len(blocks) == 1 else blocks


def tell_pictures(source: Source) -> None:
    """Every picture that stands nowhere in the tree, with its place and its file."""
    for each in source.pictures:
        what = "像是印章的图片" if each.seal_like else "图片"
        place = f"{each.cell}里的" if each.cell else "这里的"
        hint = "需要的，在它的位置写“图”；是印章的，写“印章: {图: 文件名}”"
        if each.cell:
            hint = "表格的格里不能放图，需要的，另写成“图”"
        source.say(
            UNSURE,
            Level.WARNING,
            each.number,
            f"{place}{what}没有写进文稿，存成了 {each.name}",
            hint,
        )
