"""What a government page says about a document above it: 索引号, 发布机构 and so on."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from .. import patterns as re
from ..paper.recipients import are_addressed
from .document_numbers import NUMBER
from .markers import first_marker
from .pieces import Piece, Source, SourceParagraph, SourceTable
from .tree import Tree
from .wording import DOCUMENT_NOUNS, has_bars, is_title_like, read_date, read_page_date

KEPT = {
    **dict.fromkeys(("索引号", "索取号", "信息索引号"), "索引号"),
    **dict.fromkeys(("发布机构", "发布单位", "公开机构"), "发布机构"),
    **dict.fromkeys(("发布日期", "发布时间", "公开日期", "公开时间"), "发布日期"),
    **dict.fromkeys(("信息分类", "主题分类", "组配分类", "分类"), "信息分类"),
    **dict.fromkeys(("有效性", "效力状态", "时效性", "是否有效"), "有效性"),
}
"""What pages call a fact, and its key under 网页."""

DOCUMENT = {
    **dict.fromkeys(("文号", "发文字号", "发文文号", "文件编号"), "发文字号"),
    **dict.fromkeys(("发文机关", "发文机构", "发文单位", "制发机关", "制发单位"), "发文机关"),
    **dict.fromkeys(("成文日期", "发文日期", "生成日期"), "成文日期"),
}
"""Facts that belong to the document itself, for where its text does not say them."""

_BESIDE = (
    *(
        "标题",
        "名称",
        "信息名称",
        "文件名称",
        "法规名称",
        "法规标题",
        "公开方式",
        "公开形式",
        "公开范围",
    ),
    *(
        "公开属性",
        "公开时限",
        "公文种类",
        "体裁分类",
        "体裁",
        "服务对象",
        "主题词",
        "关键词",
        "关键字",
    ),
    *(
        "生效日期",
        "生效时间",
        "实施日期",
        "实施时间",
        "施行日期",
        "施行时间",
        "废止日期",
        "废止时间",
    ),
    *("失效日期", "失效时间", "有效期", "有效期限", "公布日期", "公布时间", "制定机关", "制定单位"),
    *(
        "发布部门",
        "颁布单位",
        "颁布日期",
        "批准部门",
        "批准日期",
        "效力等级",
        "效力级别",
        "效力位阶",
    ),
    *("法律效力位阶", "法规类别", "统一编号", "登记号", "责任部门", "编号"),
    *(
        "内容概述",
        "信息来源",
        "文档来源",
        "文件来源",
        "文章来源",
        "稿件来源",
        "来源",
        "浏览次数",
        "浏览量",
        "浏览",
        "点击数",
    ),
    *(
        "点击次数",
        "点击量",
        "点击",
        "阅读次数",
        "阅读量",
        "阅读",
        "访问量",
        "访问次数",
        "作者",
        "撰稿",
    ),
    *(
        "供稿",
        "供稿单位",
        "供稿人",
        "发布人",
        "发布者",
        "录入",
        "录入人",
        "责任编辑",
        "编辑",
        "责编",
    ),
    *("审核", "审核人", "字号", "字体", "文字大小", "更新时间", "更新日期", "添加时间", "信息时间"),
)
_TITLES = ("标题", "名称", "信息名称", "文件名称", "法规名称", "法规标题")
_HEADINGS = re.compile(
    r"[【\[]?(?:文章属性|法规属性|文件属性|基本信息|法规信息|公开信息|信息公开(?:基本)?信息|文件信息|(?:文件|公文|法规|政策)?正文|"
    r"正文内容|文件内容|内容|政策文件|法规全文|全文)[】\]]?[：:]?"
)
_ALL = (*KEPT, *DOCUMENT, *_BESIDE)
_WORDS = "|".join(r"\s*".join(label) for label in sorted(_ALL, key=len, reverse=True))
_GLUED = re.compile(rf"(?<=[号日次期\d\])】])(?=(?:{_WORDS})\s*[：:])")
"""Between a value and the next label, where a page only sets them apart."""
_LABEL = re.compile(rf"(?<![\u4e00-\u9fff])({_WORDS})\s*[：:]")
_ANY_LABEL = re.compile(
    r"(?:^|(?<=[\s|｜;；\])】]))"
    r"([\u4e00-\u9fff]{2,8}|[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){1,4})\s*[：:]"
)
_IN_BRACKETS = re.compile(rf"[【\[]\s*({_WORDS})\s*[】\]]\s*[：:]?")
_BULLET = re.compile(r"^[∙·•●○■□◆◇▪*＊>\s]+")
_BULLETED = re.compile(r"([\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,7})\s*[：:]\s*(.{0,60})")
"""A label of a list beside facts; by itself it tells nothing."""
_TIME = r"\d{1,2}[：:]\d{2}(?:[：:]\d{2})?"
PAGE_DATE = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日(?=\s*\d{1,2}[：:]\d))"
    rf"(?:\s*T?\s*{_TIME})?"
)
"""A date as pages write it: with a time of day, or not as on paper."""
_GROUP = re.compile(r"[【\[]\s*([^【】\[\]]{2,12}[：:][^【】\[\]]{0,40})[】\]]")
_DATED = re.compile(
    r"(?P<by>[\u4e00-\u9fff]{2,20}?)?\s*(?:(?:发布|发表|更新|创建)(?:于|时间)?)?\s*"
    rf"(?P<date>{PAGE_DATE.pattern})\s*(?:发布)?"
)
_TIME_LABEL = re.compile(rf"^(?:发表|添加|创建|上传)?(?:时间|日期)\s*[：:]\s*({PAGE_DATE.pattern})")
_COUNT = re.compile(r"(?:阅读|浏览|点击|访问)(?:量|次数|数)?\s*[：:]?\s*\d+\s*(?:次|人次)?")
_HEAD = 24
_LONGEST_VALUE = 60
_LONGEST_HEAD_LINE = 40


class WebHead(Struct, frozen=True):
    """`page` = what goes under 网页; `document` = elements that the page knows, by their keys."""

    page: dict[str, Tree]
    document: dict[str, str]


def web_facts(pieces: Sequence[Piece], source: Source) -> tuple[WebHead, list[Piece]]:
    """The facts among the first pieces, and the pieces without them.

    A line counts that has two known labels or more, or one of 网页; beside it any with a label, and
    the headings of such a list.
    """
    head = _above_text(pieces)
    found = [_facts(piece) for piece in head]
    sure = [_is_sure(each) or _has_like(found, at) for at, each in enumerate(found)]
    taken: set[int] = set()
    for start in (at for at, is_sure in enumerate(sure) if is_sure):
        taken.add(start)
        for step in (-1, 1):
            at = start + step
            while 0 <= at < len(head) and found[at]:
                taken.add(at)
                at += step
    for at, name, value in _on_two_lines(head):
        taken |= {at, at + 1} if value else {at}
        found[at] = [(name, value)]
        if value:
            found[at + 1] = []
    facts = WebHead({}, {})
    for at in sorted(taken):
        pairs = found[at]
        after = at + 1
        alone = len(pairs) == 1 and not pairs[0][1]
        waits = alone and after < len(head) and after not in taken
        if waits and not found[after] and _is_value(head[after], pairs[0][0]):
            pairs[-1] = (pairs[-1][0], _text(head[after]))
            taken.add(after)
        for label, value in pairs:
            _note(label, value, facts)
    taken |= {
        at
        for at, piece in enumerate(head)
        if taken & {at - 1, at + 1} and _HEADINGS.fullmatch(_text(piece))
    }
    for at in sorted(taken):
        source.leave(_text(head[at]), head[at].number, _WHY)
    return facts, [piece for at, piece in enumerate(pieces) if at not in taken]


_WHY = "网页上的信息，写在“网页”里，正文里有的不写"


def _above_text(pieces: Sequence[Piece]) -> list[Piece]:
    """The first pieces, as far as they can be the head: up to a sentence, a number or 主送."""
    head: list[Piece] = []
    for piece in pieces[:_HEAD]:
        if isinstance(piece, SourceParagraph) and not _facts(piece):
            text = piece.text
            sentence = len(text) > _LONGEST_HEAD_LINE and "。" in text
            if sentence or first_marker(text) or (len(head) > 0 and are_addressed(text)):
                break
        head.append(piece)
    return head


def _is_sure(pairs: list[tuple[str, str]]) -> bool:
    """Whether a line of labels is of a page: by what it calls its facts."""
    known = [label for label, _ in pairs if label in _ALL]
    if pairs and _COUNT.fullmatch(pairs[0][1]):
        return True
    return len(known) > 1 or any(label in KEPT for label in known)


def _has_like(found: Sequence[list[tuple[str, str]]], at: int) -> bool:
    """Whether a line with one known label stands right under or above another, or with the value of
    the upper one between them.
    """
    beside = [each for each in (at - 1, at + 1) if 0 <= each < len(found)]
    if not found[at] or any(found[each] for each in beside):
        return bool(found[at])
    upper = [each for each in (at - 2, at) if each >= 0 and each + 2 < len(found)]
    return any(_awaits(found[each]) and bool(found[each + 2]) for each in upper)


def _awaits(pairs: list[tuple[str, str]]) -> bool:
    """Whether a line is a label alone whose value is still to come."""
    return len(pairs) == 1 and pairs[0][0] in _ALL and not pairs[0][1]


def _on_two_lines(head: Sequence[Piece]) -> list[tuple[int, str, str]]:
    """Labels without a colon, each with its value on the next line, where two at least stand so:
    where, what and the value.
    """
    found = []
    for at, piece in enumerate(head[:-1]):
        label = "".join(_text(piece).split())
        value = _text(head[at + 1])
        if label in _ALL and isinstance(piece, SourceParagraph):
            empty = "".join(value.split()) in _ALL
            found.append((at, label, "" if empty else value))
    return found if len(found) > 1 and any(name in KEPT for _, name, _ in found) else []


def _note(label: str, value: str, facts: WebHead) -> None:
    if not value:
        return
    if label == "字号" and NUMBER.fullmatch(value):
        label = "发文字号"
    if label in _TITLES and is_title_like(value):
        facts.document.setdefault("标题", value)
    elif label in ("时间", "信息时间") and read_page_date(value):
        facts.page.setdefault("发布日期", read_page_date(value))
    elif KEPT.get(label) == "发布日期":
        if date := read_page_date(value):
            facts.page.setdefault("发布日期", value if read_date(value) else date)
    elif label in KEPT:
        facts.page.setdefault(KEPT[label], value)
    elif label in DOCUMENT:
        facts.document.setdefault(DOCUMENT[label], value)


def _facts(piece: Piece) -> list[tuple[str, str]]:
    """The labels of a piece with their values; empty where it is no line of facts."""
    return _in_line(piece.text) if isinstance(piece, SourceParagraph) else _in_table(piece)


def _in_line(text: str) -> list[tuple[str, str]]:
    """The labels of a line that begins with one that is known, or with the date of a page."""
    bulleted = _BULLET.match(text) is not None
    text = _IN_BRACKETS.sub(lambda match: f" {match[1]}：", _BULLET.sub("", text))
    if has_bars(text):
        return _in_cells([cell.strip() for cell in re.split("[|｜]", text)])
    if bulleted and (labelled := _BULLETED.fullmatch(text.strip())):
        return [("".join(labelled[1].split()), labelled[2])]
    text = _GROUP.sub(lambda match: f" {match[1]} ", text).strip()
    first: list[tuple[str, str]] = []
    if match := _DATED.fullmatch(text):
        return [("发布日期", match["date"]), *([("来源", match["by"])] if match["by"] else [])]
    if _COUNT.fullmatch(text):
        return [("浏览次数", text)]
    text = _GLUED.sub(" ", text)
    if (number := NUMBER.match(text)) and len(_LABEL.findall(text)) >= _SURELY:
        return [("发文字号", number[0]), *_in_line(text[number.end() :].strip())]
    text = _TIME_LABEL.sub(lambda match: f"发布日期：{match[1]}", text, count=1)
    if dated := PAGE_DATE.match(text):
        first = [("发布日期", dated[0])]
        text = text[dated.end() :].strip()
        if not text:
            return first
    if _LABEL.match(text) is None:
        rest = _ANY_LABEL.match(text)
        if rest is None or len(_LABEL.findall(text)) < _SURELY:
            return []
    marks = sorted(
        {
            mark.start(1): mark for each in (_ANY_LABEL, _LABEL) for mark in each.finditer(text)
        }.items()
    )
    ends = [*(start for start, _ in marks[1:]), len(text)]
    return first + [
        ("".join(mark[1].split()), text[mark.end() : end].strip(" \t\u3000|｜;；"))
        for (_, mark), end in zip(marks, ends, strict=True)
    ]


_SURELY = 2
"""How many known labels tell a line of facts that begins with another."""


def _in_table(table: SourceTable) -> list[tuple[str, str]]:
    """Cells that are labels, each with the cell after it; cells that are a label and its value."""
    return _in_cells([cell.text for row in table.rows for cell in row if not cell.merged])


def _in_cells(cells: Sequence[str]) -> list[tuple[str, str]]:
    """The same, of the cells one after another."""
    found: list[tuple[str, str]] = []
    waiting = ""
    others = 0
    for text in cells:
        label = "".join(text.split()).rstrip("：:")
        if label in _ALL:
            if waiting:
                found.append((waiting, ""))
            waiting = label
        elif waiting:
            found.append((waiting, text))
            waiting = ""
        elif pairs := _in_line(text):
            found += pairs
        else:
            others += bool(text)
    if waiting and found:
        found.append((waiting, ""))
    known = len(found) > 1 or (bool(found) and not others)
    return found if known and others <= 1 else []


def _is_value(piece: Piece, label: str) -> bool:
    """Whether a line may be the value of the label above it: no title, but of a title's label."""
    if not isinstance(piece, SourceParagraph) or len(piece.text) > _LONGEST_VALUE:
        return False
    whole = "关于" in piece.text and DOCUMENT_NOUNS.search(piece.text) is not None
    return label in _TITLES or not whole


def _text(piece: Piece) -> str:
    """The text of a paragraph, or of a table's cells one after another."""
    if isinstance(piece, SourceParagraph):
        return piece.text
    return " ".join(cell.text for row in piece.rows for cell in row if not cell.merged)
