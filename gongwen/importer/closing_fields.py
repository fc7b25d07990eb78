"""署名, 成文日期 and 签署 as keys of the document, from what was found at the end of its text."""

from __future__ import annotations

from msgspec.structs import replace

from ..problem import Level
from ..problem_ids import UNSURE
from .closing import IN_PLACE, Closing, find_closing
from .header_found import Header
from .pieces import Piece, Source
from .tree import Tree, noted
from .typed_dates import tell_typed_date
from .wording import read_signed_date


def closing_of_main_text(
    pieces: list[Piece], low: int, high: int, issuer: str, source: Source
) -> Closing | None:
    """署名 and 成文日期 of the main text: the first there is, but none at its very beginning
    where another ends it; that one is told.
    """
    closing = find_closing(pieces, low, high, issuer)
    if closing is None or closing.start > low or not closing.date:
        return closing
    later = find_closing(pieces, closing.end, high, issuer)
    if later is None or not later.date:
        return closing
    number = pieces[closing.end - 1].number
    said = f"正文前面的日期“{closing.date}”没有当作成文日期，照原样写成了正文"
    source.say(UNSURE, Level.WARNING, number, said, "不是正文的，删去")
    return later


def write_closing(
    closing: Closing | None,
    pieces: list[Piece],
    header: Header,
    fields: dict[str, Tree],
    source: Source,
) -> None:
    """署名, 成文日期 and 签署."""
    signed = list(closing.names) if closing else []
    issuers = [name for each in signed if (name := IN_PLACE.sub("", each))]
    if issuers != signed:  # another's seal is put there: that is printed, and issues nothing
        fields["署名"] = signed[0] if len(signed) == 1 else [*signed]
    issuers = issuers or ([header.issuer] if header.issuer else [])
    if closing and closing.date:
        date = read_signed_date(closing.date)
        number = pieces[closing.end - 1].number
        _write_date(date, closing.date, number, fields, source)
    if closing and closing.signatories:
        fields["签署"] = [_signatory(post, name, source) for post, name in closing.signatories]
    _write_issuer(issuers, header, fields, source)


def _write_date(
    date: str, typed: str, number: int, fields: dict[str, Tree], source: Source
) -> None:
    """成文日期; one without its day is told, and left open."""
    if date:
        before = fields.get("成文日期", date)
        fields["成文日期"] = date
        source.leave(typed, number, f"日期，改写成 {date}")
        tell_typed_date(typed, date, number, source)
        if "日" in typed and not typed.endswith("日"):
            said = f"落款的日期“{typed}”只写了日，没有写钟点"
            source.say(UNSURE, Level.NOTICE, number, said, "要写钟点的，写进正文")
        if before != date:
            said = f"标题下面的日期是 {before}，落款的是 {date}，用了落款的"
            source.say(UNSURE, Level.WARNING, number, said, "对照原文核对“成文日期”")
        return
    said = f"日期“{typed}”不全，没有写进文稿"
    source.say(UNSURE, Level.NOTICE, number, said, "定了日期，写在“成文日期”里")
    source.leave(typed, number, "不全的日期")
    source.open_element("成文日期")


def _signatory(post: str, name: str, source: Source) -> Tree:
    """Who signed; one whose name is a picture has a place kept for it."""
    if name:
        return {"职务": post, "姓名": name}
    message = f"“{post}”的姓名是签名章图片，没有文字"
    source.say(UNSURE, Level.WARNING, 0, message, "在“签署”里补上姓名")
    return noted({"职务": post, "姓名": "（缺姓名）"}, message)


def _write_issuer(
    names: list[str], header: Header, fields: dict[str, Tree], source: Source
) -> None:
    """发文机关 from the signature, else from the mark; the mark stays only where the program
    would print another.
    """
    mark = header.mark
    names = names or (list(mark.units) if mark else [])
    if names:
        fields["发文机关"] = names[0] if len(names) == 1 else [*names]
    if mark is None:
        return
    office = fields.get("署名")
    if mark.layout == "纪要" and not names and office:  # the mark names nobody
        fields["发文机关"] = fields.pop("署名")
        names = [str(office)]
    usual = replace(mark, units=tuple(names)).is_usual
    office = fields.get("署名")
    if mark.layout == "纪要" and office and not usual:  # the office edits and so issues them
        fields["发文机关"] = office
        del fields["署名"]
    if len(names) > 1 and "".join(mark.lines) == f"{names[0]}文件":
        fields["联合标志"] = "主办"
        usual = True
    if usual:
        source.leave("".join(mark.lines), 0, "发文机关标志，由程序印")
    else:
        fields["发文机关标志"] = mark.lines[0] if len(mark.lines) == 1 else list(mark.lines)
