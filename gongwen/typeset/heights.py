"""How high lines of the sheet's styles stand, and 版头 as a whole. Twips."""

from __future__ import annotations

from msgspec.structs import replace

from ..composition import Composition, HeaderZone, PageSection, Paragraph
from ..sheet.data import Sheet
from .signers import signer_lines

MARK = "发文机关标志"
LETTER_MARK = "信函标志"
ORDER_MARK = "命令标志"
LETTER_ROW = "信函版头"


def line_pitch(style: str, sheet: Sheet) -> float:
    """From one line of a style to the next."""
    return sheet.blocks_of(style).pitch


def length_of(style: str, name: str, sheet: Sheet) -> float:
    """A length of a style; 0 where it has none. Room above or below is never less than that."""
    return sheet.length(style, name)


def turned_if(section: PageSection, sheet: Sheet) -> Sheet:
    """The sheet with its page as the section has it: where that is landscape, turned to the left,
    so that its sides change places; its characters stay as wide, its lines as high.
    """
    if not section.landscape:
        return sheet
    page = sheet.page
    width = page.height - page.top - page.bottom
    turned = replace(
        page,
        width=page.height,
        height=page.width,
        top=page.left,
        left=page.bottom,
        right=page.top,
        bottom=page.right,
        columns=round(width / page.character),
        reach_above=0,
        reach_below=0,
        own_row=page.row,
        own_character=page.character,
    )
    return replace(sheet, page=turned)


def room_above(paragraph: Paragraph, sheet: Sheet) -> float:
    """The room above a paragraph, its own or its style's; none below empty lines."""
    fit = paragraph.fit
    if fit and (fit.blanks or fit.before is not None):
        return float(fit.before or 0)
    return sheet.blocks_of(paragraph.style).above


def cell_margins(style: str, sheet: Sheet) -> int:
    """The margins above and below the text of a table's cells together."""
    return round(sum(length_of(style, name, sheet) for name in ("单元格上边距", "单元格下边距")))


def row_margins(style: str, sheet: Sheet) -> int:
    """What a row of a table style is higher than the text in it: margins, and the rule above."""
    return cell_margins(style, sheet) + round(length_of(style, "横线", sheet))


def begins_page(block: Paragraph, sheet: Sheet) -> bool:
    """Whether a paragraph begins a page, by its style or by its `fit`."""
    return sheet.blocks_of(block.style).new_page or bool(block.fit and block.fit.new_page)


def rule_height(style: str, sheet: Sheet) -> float:
    """The line under a paragraph, with its distance from the text."""
    rule = sheet.rule_below(style)
    return float(rule.height) if rule else 0.0


def line_with_room(style: str, sheet: Sheet) -> float:
    """One line of a style with what stands above and below it."""
    around = length_of(style, "段前", sheet) + length_of(style, "段后", sheet)
    return around + line_pitch(style, sheet) + rule_height(style, sheet)


def more_on_page_1(zone: HeaderZone | None, sheet: Sheet) -> float:
    """How far text reaches below the type area on page 1: in a letter it is bounded by the second
    double rule (10.1). Twips.
    """
    letter = zone is not None and zone.mark_style == LETTER_MARK
    return float(sheet.page.letter_more) if letter else 0.0


def page_1(composition: Composition, section: int, sheet: Sheet) -> tuple[float, float]:
    """How far down a section's text begins on its page 1, and how much higher that page is than
    others. Twips; none of either but in the first section.
    """
    zone = None if section else composition.header_zone
    return header_height(zone, sheet), more_on_page_1(zone, sheet)


def begins_body(zone: HeaderZone | None) -> bool:
    """Whether 版头 begins the text on page 1; the mark of a letter stands in the page's header."""
    if zone is None:
        return False
    marked = bool(zone.marks) and zone.mark_style != LETTER_MARK
    return bool(zone.notices or zone.elements or marked)


def header_height(zone: HeaderZone | None, sheet: Sheet) -> float:
    """How far 版头 reaches down on page 1, to just below the red rule (7.2). Twips. The mark of a
    letter stands above the type area (10.1); the formats of chapter 10 have no number below it.
    """
    if zone is None:
        return 0.0
    beside = (*zone.notices, *zone.elements)
    height = float(sum(_row(each, sheet) for each in beside))
    if zone.mark_style == LETTER_MARK:
        return height + _letter_head(zone, sheet)
    if zone.mark_suffix:
        around = cell_margins("无线表格", sheet)
        height += max(_stack_height(zone, sheet), line_with_room("联合标志字", sheet)) + around
    else:
        height += _marks_height(zone, sheet)
    if zone.elements or zone.mark_style != MARK:
        return height
    rows = len(signer_lines(zone, sheet).rows) if zone.signers else 0
    if rows > 1:
        styles = ["签发人首行", *["签发人中行"] * (rows - 2), "签发人末行"]
        return height + sum(line_with_room(style, sheet) for style in styles)
    return height + line_with_room("签发人" if rows else "发文字号", sheet)


def _row(paragraph: Paragraph, sheet: Sheet) -> float:
    """A paragraph whose lines are typed, with a pitch of its own where it has one."""
    height = line_with_room(paragraph.style, sheet)
    height += paragraph.text.count("\n") * line_pitch(paragraph.style, sheet)
    if paragraph.fit:
        height += room_above(paragraph, sheet) - length_of(paragraph.style, "段前", sheet)
        height += sum(each or sheet.page.row for each in paragraph.fit.blanks)
        if paragraph.fit.pitch is not None:
            height += paragraph.fit.pitch - line_pitch(paragraph.style, sheet)
    return height


def _stack_height(zone: HeaderZone, sheet: Sheet) -> float:
    """The names of a joint mark, one paragraph each."""
    fit = zone.mark_fit
    if fit is None or fit.pitch is None:
        return len(zone.marks) * line_with_room("联合标志", sheet)
    return (fit.before or 0) + len(zone.marks) * fit.pitch


def _marks_height(zone: HeaderZone, sheet: Sheet) -> float:
    """The lines of a mark, which are one paragraph."""
    if not zone.marks:
        return 0.0
    height = line_with_room(zone.mark_style, sheet)
    if zone.mark_fit:
        mark = Paragraph(zone.mark_style, (), fit=zone.mark_fit)
        height += _row(mark, sheet) - line_with_room(zone.mark_style, sheet)
    return height + (len(zone.marks) - 1) * line_pitch(zone.mark_style, sheet)


def _letter_head(zone: HeaderZone, sheet: Sheet) -> float:
    """How far the mark of a letter and its double rule, in the header, reach into the type area."""
    return max(0.0, sheet.page.header + _marks_height(zone, sheet) - sheet.page.text_top)
