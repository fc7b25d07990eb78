"""版记, and what is like it: 抄送, 印发, at the very end."""

from __future__ import annotations

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Piece, Source, SourceParagraph
from .tree import Tree
from .wording import are_units, is_unit, read_date

_COPIES = re.compile(r"(?:抄\s*(?:送|报)|[分发呈]\s*[送报])\s*[：:]\s*(.+)", re.DOTALL)
_REPORTED = re.compile(r"[报送发]\s*[：:]\s*(.+)", re.DOTALL)
"""The last lines of minutes and bulletins, where nobody but units is named."""
_PRINTED = re.compile(r"(?:(\S.*?)\s+)?(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*印\s*[发制]?")
_SENT = re.compile(r"主\s*送\s*[：:]\s*(.+)", re.DOTALL)
_LEADERS = re.compile(r"[^，。；]{1,16}(?:领导|同志|主任|常委)(?:同志)?。?")
_ORDER = ("机关", "日期", "份数")
_MOST_LINES = 12
_WHO = r"(?:(?:打\s*字|校\s*对|打\s*印|排\s*版)[：:]\s*\S{1,8}\s*){1,3}"
_TYPED = re.compile(_WHO)
_NUMBER_PRINTED = re.compile(rf"(?:{_WHO})?\s*[（(]?共印\s*(\d+)\s*份[）)]?")
_FILED = re.compile(r"主题词[：:].*")


def is_imprint_line(text: str) -> bool:
    """Whether a line says who is sent a copy, who printed the document and when, or how often."""
    return any(each.fullmatch(text) for each in (_COPIES, _PRINTED, _NUMBER_PRINTED, _TYPED))


def read_imprint(pieces: list[Piece], source: Source) -> tuple[dict[str, Tree], list[Piece]]:
    """抄送 and 印发 from the end of the file, and the pieces before them."""
    kept = _with_whole_copies(pieces)
    fields: dict[str, Tree] = {}
    printing: dict[str, Tree] = {}
    while kept and isinstance(last := kept[-1], SourceParagraph):
        if "份数" not in printing and (match := _NUMBER_PRINTED.fullmatch(last.text)):
            printing["份数"] = match[1]
            rest = last.text[: match.start(1)] + last.text[match.end(1) :]
            source.leave(rest, last.number, "版记的字，由程序加")
        elif (
            "日期" not in printing
            and (match := _PRINTED.fullmatch(last.text))
            and (date := read_date(match[2]))
        ):
            if match[1]:
                printing["机关"] = match[1]
            printing["日期"] = date
            rest = last.text.replace(match[1] or "", "", 1)
            source.leave(rest, last.number, "日期和版记的字，由程序印")
        elif (match := _copies(last.text)) and _takes_copies(last, fields, source):
            names = match[1].rstrip("。")
            source.leave(last.text.replace(names, "", 1), last.number, "版记的字，由程序加")
            fields["抄送"] = f"{names}，{fields['抄送']}" if "抄送" in fields else names
        elif (
            (fields or printing) and "主送" not in fields and (match := _SENT.fullmatch(last.text))
        ):
            fields["主送"] = match[1].rstrip("。")
            rest = last.text.replace(match[1].rstrip("。"), "", 1)
            source.leave(rest, last.number, "版记的字，由程序加")
        elif "机关" not in printing and "日期" in printing and _prints(kept):
            printing["机关"] = last.text
        elif _TYPED.fullmatch(last.text):
            source.leave(last.text, last.number, "打字、校对的人，现行版记里没有")
        elif _FILED.fullmatch(last.text):
            source.leave(last.text, last.number, "主题词，现行标准已经取消")
        else:
            break
        kept.pop()
    ordered: dict[str, Tree] = {key: printing[key] for key in _ORDER if key in printing}
    if ordered:
        fields["印发"] = ordered
    return fields, kept


def _takes_copies(line: SourceParagraph, fields: dict[str, Tree], source: Source) -> bool:
    """Whether a line of 抄送 can be read: the only one, or 抄报, 分送 and the like, which the
    standard does not have and which is said.
    """
    label = "".join(re.split("[：:]", line.text)[0].split())
    if label != "抄送":
        said = f"版记里的“{label}”写进了“抄送”，现行版记只有抄送机关"
        source.say(UNSURE, Level.NOTICE, line.number, said, "对照原文核对“抄送”")
    return label != "抄送" or "抄送" not in fields


def _copies(text: str) -> re.Match[str] | None:
    """A line that says who is sent a copy."""
    if found := _COPIES.fullmatch(text):
        return found
    found = _REPORTED.fullmatch(text)
    return found if found and (are_units(found[1]) or _LEADERS.fullmatch(found[1])) else None


def _prints(kept: list[Piece]) -> bool:
    """Whether a last line is the office of an 印发 whose date stood on the next: a unit's name
    where the text has its own signature and date above, or 抄送.
    """
    last = kept[-1]
    if not isinstance(last, SourceParagraph) or not is_unit(last.text):
        return False
    above = [each.text for each in kept[-_MOST_LINES:-1] if isinstance(each, SourceParagraph)]
    return any(read_date(text) or _COPIES.fullmatch(text) for text in above)


def _with_whole_copies(pieces: list[Piece]) -> list[Piece]:
    """The pieces with 抄送 in one where it runs over lines that end in a comma."""
    kept = list(pieces)
    for at in range(len(kept) - 1, max(len(kept) - _MOST_LINES, 0) - 1, -1):
        first = kept[at]
        if not isinstance(first, SourceParagraph) or not _COPIES.fullmatch(first.text):
            continue
        text, after = first.text, at + 1
        while text.endswith(("，", "、", ",")) and after < len(kept):
            more = kept[after]
            if not isinstance(more, SourceParagraph):
                break
            text += more.text
            after += 1
        kept[at:after] = [first.with_text(text)]
        break
    return kept
