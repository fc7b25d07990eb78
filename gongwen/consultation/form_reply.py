"""意见反馈表 filled in by others, as rows of cells: from Word, from a workbook, in wrong cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, field

from .. import patterns as re
from ..document.values import read_moment
from ..importer.pieces import SourceCell, SourceParagraph, SourceTable
from ..paper.joined_cells import ABOVE, LEFT
from ..paper.numbering import read_chinese_numeral
from .replies import Fault, RawComment
from .wording import is_comment, says_none, several, with_grounds

Grid = Sequence[Sequence[str]]
"""Rows of cells; LEFT and ABOVE stand in those that a merged one covers."""

_LABELS: Final = {
    "unit": [
        "反馈单位",
        "反馈单位或个人",
        "填报单位",
        "填表单位",
        "单位名称",
        "单位",
        "回复单位",
        "意见单位",
    ],
    "signer": ["负责人", "单位负责人", "签字人", "审核人"],
    "contact": ["联系人", "填表人", "经办人"],
    "telephone": ["联系电话", "电话", "联系方式", "手机"],
    "day": ["反馈日期", "日期", "填表日期", "反馈时间", "填报日期", "时间"],
    "answer": ["反馈意见", "有无意见", "是否有意见"],
    "subject": ["文件名称", "文件", "征求意见文件", "征求意见稿名称"],
}
_COLUMNS: Final = {
    "number": ["序号", "序", "编号", "号"],
    "unit": ["单位", "反馈单位", "单位名称", "提出单位", "意见单位", "责任单位"],
    "clause": [
        "条款",
        "条款页码",
        "页码",
        "位置",
        "章节",
        "条目",
        "原文位置",
        "条款位置",
        "所在位置",
        "章节条款",
    ],
    "quoted": ["原文", "原条文", "原文内容", "原表述", "征求意见稿原文", "原文条文", "征求意见稿"],
    "words": [
        "修改意见",
        "修改建议",
        "意见建议",
        "意见",
        "建议",
        "修改意见建议",
        "意见和建议",
        "具体意见",
        "修改后",
        "修改为",
        "建议修改为",
        "反馈意见",
        "意见内容",
    ],
    "grounds": [
        "理由依据",
        "理由和依据",
        "理由",
        "依据",
        "修改理由",
        "修改依据",
        "说明",
        "备注",
        "理由及依据",
    ],
}
_SIGNS: Final = {
    "quoted": ("原文", "原条", "原表述", "修改前", "原稿", "文件内容", "原内容"),
    "grounds": ("理由", "依据"),
    "clause": ("条款", "位置", "页码", "章节"),
    "words": ("意见", "建议", "修改后", "修改为", "修改内容", "修改方案"),
}
_SUMS: Final = ("合计", "小计", "总计", "共计")
_LONGEST_HEAD: Final = 12
_LONGEST_NAME: Final = 8
_STRIPPED: Final = re.compile(r"[\s　:：\n]|[（(](?:盖章|签字|签名|公章|签章|页码|加盖公章)[）)]")
_TICKED: Final = "☑☒✓✔√■▣●"
_BOX: Final = rf"[□▢○☐{_TICKED}]"


DAY: Final = (
    r"(?:\d{4}|[〇零○一二三四五六七八九]{4})\s*[年./-]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
    r"\s*[月./-]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
)
"""A day in any way that people write it."""


class FormReply(Struct):
    """What a form says."""

    facts: dict[str, str] = field(default_factory=dict)
    comments: list[RawComment] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    none: bool = False
    ticked: bool = False
    titles: list[str] = field(default_factory=list)
    """What stands above the rows of heads and is no fact."""

    @property
    def day(self) -> str:
        """The day that is filled in, ISO 8601; "" where there is none."""
        return day_in(self.facts.get("day", ""))


def day_in(text: str) -> str:
    """The first day in a text, ISO 8601; "" where there is none."""
    match = re.search(DAY, text)
    if match is None:
        return ""
    year, month, number = re.split("[年月./-]", "".join(match[0].split()))
    digits = str.maketrans("〇零○一二三四五六七八九", "000123456789")
    rest = [str(read_chinese_numeral(each) or each) for each in (month, number)]
    try:
        day = read_moment("-".join([year.translate(digits), *rest]))
    except ValueError:
        return ""
    return day.iso if day else ""


def grid_of(table: SourceTable) -> Grid:
    """The cells of a table of a Word file."""
    return [[_cell(cell) for cell in row] for row in table.rows]


def _cell(cell: SourceCell) -> str:
    return {"left": LEFT, "above": ABOVE}.get(cell.merged, cell.text)


def is_form(grid: Grid) -> bool:
    """Whether a table is a form for comments: it has a row of heads, one of them of comments."""
    return any(_heads(row) for row in grid)


def read_form(grid: Grid, reply: FormReply, where: str = "") -> None:
    """Add to `reply` what a table says; `where` is said before the numbers of rows."""
    heads: dict[int, str] = {}
    before: dict[str, str] = {}
    for number, row in enumerate(grid, 1):
        if found := _heads(row):
            heads, before = found, {}
        elif not heads or (_is_facts(row) and not _says_more(row)):
            _facts(row, reply, f"{where}第{number}行")
        else:
            before = _opinion(row, heads, before, f"{where}第{number}行", reply)


def units_of_rows(grid: Grid) -> list[str]:
    """The unit that each row is of, by the column of units, "" where none is said; a cell left
    blank goes on with the unit above it.
    """
    found: list[str] = []
    at: int | None = None
    unit = ""
    for row in grid:
        if heads := _heads(row):
            at = next((column for column, name in heads.items() if name == "unit"), None)
            unit = ""
            found.append("")
        else:
            unit = (_own(row, at) or unit) if at is not None else ""
            found.append(unit)
    return found


def paragraph_facts(pieces: Sequence[object], reply: FormReply) -> list[SourceParagraph]:
    """The facts that stand outside of tables (反馈单位：市财政局); the other paragraphs."""
    rest = []
    for piece in pieces:
        if isinstance(piece, SourceParagraph):
            found = False
            for part in re.split(r"[\t　 ]{2,}", piece.text):
                label, sign, value = re.sub("：", ":", part).partition(":")
                name = _label(label)
                if sign and name:
                    found = True
                    if value.strip():
                        reply.facts.setdefault(name, value.strip())
            if not found:
                rest.append(piece)
    return rest


def _bare(text: str) -> str:
    return re.sub(r"[（(）)/／、]", "", _STRIPPED.sub("", text))


def _label(text: str) -> str:
    bare = _bare(text)
    return next((name for name, words in _LABELS.items() if bare in words), "")


def _heads(row: Sequence[str]) -> dict[int, str]:
    """The columns of a row of heads; none where it is none."""
    found: dict[int, str] = {}
    for at, text in enumerate(row):
        name = _column(_bare(text))
        if name and name not in found.values():
            found[at] = name
    names = set(found.values())
    is_one = "words" in names and (len(names) > 2 or names & {"clause", "quoted", "number"})
    return found if is_one and len(names) > 1 else {}


def _column(bare: str) -> str:
    """What a column of this name holds: by its whole name, else by a word in a short one."""
    for name, words in _COLUMNS.items():
        if bare in words:
            return name
    if len(bare) > _LONGEST_HEAD:
        return ""
    return next((name for name, words in _SIGNS.items() if any(w in bare for w in words)), "")


def _is_facts(row: Sequence[str]) -> bool:
    first = next((text for text in row if text not in ("", LEFT, ABOVE)), "")
    return bool(_label(first.partition("：")[0])) and _bare(first) not in ("意见", "建议")


def _says_more(row: Sequence[str]) -> bool:
    """Whether a row under the heads that begins like a fact (日期, 联系人) says something else
    besides: then it is a comment on that.
    """
    name, is_beside = "", False
    for text in row:
        if text in (LEFT, ABOVE):
            continue
        head, sign, rest = text.replace("：", ":").partition(":")
        if found := _label(head if sign else text):
            if rest.strip() and not _may_be(found, rest.strip(), is_beside=True):
                return True
            name, is_beside = found, True
        elif not text.strip():
            is_beside = False
        elif not re.search(_BOX, text) and not _may_be(name, text, is_beside=is_beside):
            return True
    return False


def _may_be(name: str, value: str, *, is_beside: bool) -> bool:
    """Whether a value, beside the label or farther off, may be that of a fact."""
    if name == "day":
        return bool(re.fullmatch(r"[\d年月日号./\-:：\s〇零一二三四五六七八九十]+", value))
    if name == "telephone":
        return bool(re.fullmatch(r"[\d\-—–、，,;；+()（）转\s]+", value))
    if name in ("contact", "signer"):
        bare = re.sub(r"[\s\d\-—、，,]", "", value)
        return is_beside and len(bare) <= _LONGEST_NAME and not is_comment(value)
    return name in ("unit", "answer", "subject") and (is_beside or name == "unit")


def _facts(row: Sequence[str], reply: FormReply, where: str) -> None:
    name = ""
    answered = reply.facts.get("answer")
    for text in row:
        if text in (LEFT, ABOVE):
            continue
        if _boxes(text, reply):
            continue
        head, sign, rest = text.replace("：", ":").partition(":")
        if found := _label(text if not sign else head):
            name = found
            if rest.strip():
                reply.facts.setdefault(name, rest.strip())
        elif text.strip() and name:
            reply.facts.setdefault(name, text.strip())
            name = ""
        elif text.strip():
            reply.titles.append(text.strip())
            if is_comment(text) and not is_own_line(text.strip()):
                reply.faults.append(Fault(where, f"不知道是不是意见，没有读进去：“{text.strip()}”"))
    answer = reply.facts.get("answer", "")
    if not answer or answer == answered or _HAS_SOME.fullmatch(answer):
        return
    if says_none(answer):
        reply.none = True
        return
    for part in several(answer):
        comment, grounds = with_grounds(part)
        reply.comments.append(RawComment(comment, where, grounds=grounds))


_HAS_SOME: Final = re.compile("有(?:修改|不同|反馈)?(?:的)?(?:意见|建议)?|是")
"""What is chosen from the answers of a form, and no comment itself."""


def _boxes(text: str, reply: FormReply) -> bool:
    """Whether a text has boxes to be ticked; a tick may stand in the box, before or behind it."""
    if not (re.search(_BOX, text) and "意见" in text):
        return False
    bare = re.sub(r"[\s　]", "", text)
    none = re.search(rf"[{_TICKED}]{_BOX}?(?:无|没有)意见|(?:无|没有)意见[{_TICKED}](?!有)", bare)
    some = re.search(rf"(?<!没)[{_TICKED}]{_BOX}?有意见|(?<!没)有意见[{_TICKED}]", bare)
    if none and some:
        reply.faults.append(Fault("", "“无意见”“有意见”都勾了"))
    reply.none = reply.ticked = reply.none or bool(none and not some)
    return True


def _opinion(
    row: Sequence[str], heads: dict[int, str], before: dict[str, str], where: str, reply: FormReply
) -> dict[str, str]:
    """Read a row under the heads; what a row below it that is merged with it takes over."""
    cells = {name: _value(row, at, before.get(name, "")) for at, name in heads.items()}
    own = {name: _own(row, at) for at, name in heads.items()}
    clear = {name: "" if _is_hint(text) else text for name, text in own.items()}
    said = {name: text for name, text in clear.items() if name not in ("number", "unit") and text}
    whose = cells.get("unit") or before.get("unit", "")
    cells["unit"] = whose
    if said and whose:
        reply.facts.setdefault("unit", whose)
        where = f"{where}（{whose}）"
    stray = [_own(row, at) for at in range(len(row)) if at not in heads and _own(row, at)]
    number = clear.get("number", "")
    if number in _SUMS and not is_comment(" ".join(said.values())):
        return cells
    if number and not re.fullmatch(r"[\d.、（）()①-⑳一二三四五六七八九十…\s]*", number):
        stray.append(number)
    if not said and not stray:
        if _STRUCK.fullmatch(own.get("words", "")):
            reply.none = True
            reply.faults.append(Fault(where, "“修改意见”一格画了线，没有别的，按无意见收"))
        return cells
    words = said.get("words", "")
    others = [said.get("grounds", ""), *stray]
    others += [said["clause"]] if is_comment(said.get("clause", "")) else []
    others = [text for text in others if text and not says_none(text)]
    if words and others and says_none(words):
        reply.faults.append(Fault(where, f"写了“{words}”，又写了“{'；'.join(others)}”，按有意见收"))
        words = ""
        del said["words"]
    elif says_none(words or " ".join([*said.values(), *stray])):
        reply.none = True
        return cells
    if not words and before.get("words") and _is_covered(row, heads, "words"):
        words = before["words"]  # one comment on several clauses
    name = ""
    if not words:
        columns = ("grounds", "quoted", "clause") if not stray else ()
        name = next((name for name in columns if name in said), "")
        words = "\n".join(stray) if stray else said.pop(name, "")
        named = {"grounds": "理由依据", "quoted": "原文", "clause": "条款"}.get(name, "")
        of = "表外的格" if stray else f"“{named}”一格"
        reply.faults.append(Fault(where, f"“修改意见”是空的，意见取自{of}，请核对"))
    elif stray:
        reply.faults.append(Fault(where, f"表外的格里还有“{'；'.join(stray)}”，接在意见后面"))
        words = "\n".join([words, *stray])
    parts = several(words)
    for part in parts:
        comment, grounds = with_grounds(part)
        reply.comments.append(
            RawComment(
                words=comment,
                row=where,
                written=cells.get("clause", "") if name != "clause" else "",
                quoted=cells.get("quoted", "") if name != "quoted" else "",
                grounds=grounds or said.get("grounds", ""),
            )
        )
    return cells


def _is_covered(row: Sequence[str], heads: dict[int, str], name: str) -> bool:
    return any(each == name and at < len(row) and row[at] == ABOVE for at, each in heads.items())


def _value(row: Sequence[str], at: int, above: str) -> str:
    return above if at < len(row) and row[at] == ABOVE else _own(row, at)


def _own(row: Sequence[str], at: int) -> str:
    text = row[at] if at < len(row) else ""
    return "" if text in (LEFT, ABOVE) else text.strip("\u3000 \t\n")


_STRUCK: Final = re.compile(r"[—\-－/／]+")
_HINTS: Final = re.compile(r"[（(]?(?:单击|点击)?(?:此处|这里)(?:输入|填写).*|[—\-－/／……]+")


def _is_hint(text: str) -> bool:
    return bool(_HINTS.fullmatch(text))


_OF_FORM: Final = re.compile(
    r"(?:.{0,14}号)?附件\s*\d*$|注[：:]|填表说明|说明[：:]|.{0,60}(?:反馈表|意见表|汇总表|征求意见表)$"
    r"|（?第.轮）?$"
)
"""What stands around the table of a form that nobody filled in."""


def is_own_line(text: str) -> bool:
    """Whether a text is of the form itself."""
    return bool(_OF_FORM.match(text))


def leftover(paragraphs: Sequence[SourceParagraph]) -> Iterator[SourceParagraph]:
    """The paragraphs around a form that are neither its own nor nothing."""
    for each in paragraphs:
        if each.text.strip() and not is_own_line(each.text.strip()):
            yield each
