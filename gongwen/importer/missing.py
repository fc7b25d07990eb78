"""忽略: 缺要素 of an imported text: only for elements that nothing in its source could be."""

from __future__ import annotations

from collections.abc import Sequence

from .. import patterns as re
from ..kinds import kinds, required
from ..paper.recipients import are_addressed, introduces, is_label
from ..problem import Level
from ..problem_ids import UNSURE
from .fates import Fate, PieceOutcome, folded, shortened
from .pieces import LeftOut, Source
from .tree import Tree, noted, plain
from .wording import HAN, STOPS, ZEROS, are_units, is_unit, unspaced

_NEVER = ("标题", "正文")
_SHORT = 44
_NUMBERED = r"[〔\[［（(【]\s*\d{4}\s*[〕\]］)）】]\s*(?:第\s*)?\d{0,5}\s*号"
_COUNT = r"(?:\d{1,5}|[一二三四五六七八九十百零〇]{1,6})"
_DAY = (
    rf"(?:(?<!\d)(?:19|20)\d\d|[{ZEROS}一二三四五六七八九]{{4}})\s*[年./-]\s*[\d一二三四五六七八九十]{{1,3}}"
    r"(?:\s*[月./-]\s*[\d一二三四五六七八九十]{0,3}\s*日?)?"
)
_POST = r"(?:总理|主席|省长|市长|州长|县长|区长|部长|主任|局长|厅长|会长|院长|校长|行长|署长)"
_COULD_BE = {
    "发文字号": re.compile(
        rf".*{_NUMBERED}.*|.*(?:\d{{4}}年|公告|通告|令)\s*第\s*{_COUNT}\s*号.*|"
        rf".*令\s*{_COUNT}\s*号.*"
    ),
    "令号": re.compile(rf".*第\s*{_COUNT}\s*号.*"),
    "成文日期": re.compile(
        r"(?!.*日\s*(?:(?:之|以)?前|[起至到后]))"
        rf"(?!.*(?:印\s*发|生效|施行|发布|公布|有效))(?!.*[：:。；])"
        rf"(?:.*{_DAY}.*|\d{{1,2}}\s*月\s*\d{{1,2}}\s*日)"
    ),
    "印发": re.compile(rf".*{_DAY}\s*印\s*发.*"),
    "签发人": re.compile(r".*签\s*发.*"),
    "签署": re.compile(rf"(?:{_POST})\s*.{{0,6}}"),
    "主送": re.compile(
        r"主\s*送\s*[：:].*|"
        r"(?!.*[。；！？])(?!.*(?:如下|以下|下列|下述|下[图表]|通知|要求|内容|包括)[：:]$).*[：:]"
    ),
}  # fmt: skip
"""What a line that could be an element looks like; those recognised as something are not asked."""
_TO_FILL = (
    r"[\[【［〔{{(（<＜]\s*[^\]】］〕}})）>＞]{{0,10}}(?:{words})[^\]】］〕}})）>＞]{{0,6}}"
    r"[\]】］〕}})）>＞]"
)
_PLACEHOLDERS = {
    "发文机关": re.compile(_TO_FILL.format(words="单位|机关|署名|落款|部门|名称")),
    "成文日期": re.compile(_TO_FILL.format(words="日期|时间|年.{0,4}月")),
    "发文字号": re.compile(_TO_FILL.format(words="文号|字号|编号")),
}
"""What stands where the element is still to be written: [发文单位], 【日期】."""
_UNREAD = ("页眉", "页脚", "网页", "落款后面的字")
"""How the reasons begin for which lines were left out that may be more than was thought."""
_SETTINGS = "Markdown 文件开头的设置"
_FIRST, _LAST = 8, 8
"""How many paragraphs at either end of a text its elements stand in."""


def waive_missing(fields: dict[str, Tree], found: Sequence[Fate], source: Source) -> None:
    """An imported text in print that lacks an element is as it is: the waiver says so. Where a line
    could be the element after all, that is told instead and the element stays open.
    """
    if fields.get("稿本") != "印发稿":
        return
    missing = [each for each in _missing(fields) if each not in source.open_elements]
    if source.is_unbroken:
        return  # everything is in one paragraph: nothing can be told to lack
    reasons: dict[str, Tree] = {}
    doubtful: list[tuple[str, int, str]] = []
    lines = _candidates(found, source.left_out, _title(fields))
    for element in missing:
        line = _line_for(element, lines) or _beside(element, fields)
        if line is None:
            reasons[element] = "导入的原文没有这一项"
            continue
        doubtful.append((element, *line))
    for element, number, text in doubtful:
        message = f"没有认出“{element}”，“{shortened(text)}”像是"
        waiver = f"写：忽略: {{缺要素: {{{element}: 原文没有}}}}"
        if reasons:  # a key stands once in a file
            waiver = f"在“忽略”的“缺要素”下面添一行：{element}: 原文没有"
        elif len(doubtful) > 1:
            waiver += "，几项的写在同一个花括号里，用逗号隔开"
        hint = f"是的，写进“{element}”，从它现在的地方删去；不是的，{waiver}"
        source.say(UNSURE, Level.WARNING, number, message, hint)
    if reasons:
        fields["忽略"] = noted({"缺要素": reasons}, "补上缺的要素以后，删去对应的行")


def _missing(fields: dict[str, Tree]) -> list[str]:
    """The elements that the kind requires and the tree lacks."""
    name, layout = str(plain(fields["文种"])), str(plain(fields.get("格式", "")))
    present = {**fields, "署名": fields.get("署名") or fields.get("发文机关") or fields.get("签署")}
    missing = [each for each in required(kinds()[name], "印发稿", layout) if not present.get(each)]
    known = {*_NEVER, *(("署名",) if "发文机关" in missing else ())}  # who issues, signs
    return [each for each in missing if each not in known]


def _title(fields: dict[str, Tree]) -> str:
    title = plain(fields.get("标题", ""))
    return "".join(map(str, title)) if isinstance(title, list) else str(title)


def _candidates(
    found: Sequence[Fate], left_out: Sequence[LeftOut], title: str
) -> list[tuple[int, str]]:
    """The lines that nobody recognised as anything: short paragraphs at either end of the main
    text and of what follows it, lines that are a part of the title, and what was left out unread.
    """
    prose = [fate for fate in found if fate.is_prose and fate.at[0].path[0] != "附件"]
    main = [fate for fate in prose if fate.at[0].path[0] == "正文"]
    after = [fate for fate in prose if fate.at[0].path[0] != "正文"]
    titles = [fate for fate in found if fate.at and fate.at[0].path == ("标题",)]
    parts = [fate for fate in titles if len(folded(fate.text)) < len(folded(title))]
    ends = [*parts, *main[:_FIRST], *main[-_LAST:], *after[:_FIRST], *after[-_LAST:]]
    lines = [(fate.number, fate.text) for fate in ends if fate.outcome is not PieceOutcome.LEFT_OUT]
    lines += [(each.number, each.text) for each in left_out if each.why.startswith(_UNREAD)]
    settings = (each for each in left_out if each.why.startswith(_SETTINGS))
    lines += [(each.number, each.text.partition(":")[2].strip()) for each in settings]
    short = [each for each in lines if len(each[1]) <= _SHORT or are_addressed(each[1])]
    return list(dict.fromkeys(short))


def _line_for(element: str, lines: Sequence[tuple[int, str]]) -> tuple[int, str] | None:
    """The first line that could be the element; of a date, the last."""
    if element in ("发文机关", "署名"):
        named = [line for line in lines if _names_units(re.sub("文件$", "", unspaced(line[1])))]
        return next(iter(named), None) or next(
            (line for line in lines if _PLACEHOLDERS["发文机关"].fullmatch(line[1])), None
        )
    pattern = _COULD_BE.get(element)
    fitting = [line for line in lines if pattern and pattern.fullmatch(line[1])]
    if element in _PLACEHOLDERS and not fitting:
        fitting = [line for line in lines if _PLACEHOLDERS[element].fullmatch(line[1])]
    if element == "主送":
        fitting = [line for line in fitting if not (introduces(line[1]) or is_label(line[1]))]
        fitting = [line for line in fitting if _stands_first(line, lines)]
    return (fitting[-1] if element == "成文日期" else fitting[0]) if fitting else None


def _names_units(text: str) -> bool:
    """Whether a line is the name of a unit, or of several that issue together."""
    several = are_units(text) and text[-1:] not in STOPS and not text.startswith(("各", "有关"))
    return is_unit(text) or several


def _stands_first(line: tuple[int, str], lines: Sequence[tuple[int, str]]) -> bool:
    """Whether no sentence stands above a line, as none does above 主送."""
    above = lines[: lines.index(line)]
    return line[1].startswith("主") or not any(text.endswith(_ENDS) for _, text in above)


_ENDS = ("。", "；", "！", "？")


def _beside(element: str, fields: dict[str, Tree]) -> tuple[int, str] | None:
    """What the title or the page says of who issues, the page of the date."""
    page = plain(fields.get("网页", {}))
    known = page if isinstance(page, dict) else {}
    if element in ("发文机关", "署名"):
        head, about, _ = _title(fields).partition("关于")
        if about and re.fullmatch(rf"[{HAN}（）、\s]{{3,60}}", head):
            return 0, f"标题里的{head}"
        kind = str(plain(fields["文种"]))
        bare = _title(fields).removesuffix(kind)
        if bare != _title(fields) and (is_unit(bare) or bare.endswith(("大会", "会议", "全会"))):
            return 0, f"标题里的{bare}"
    note = str(plain(fields.get("题注", "")))
    if element == "成文日期" and re.fullmatch(rf"[（(]\s*{_DAY}\s*[）)]", note):
        return 0, f"题注{note}"
    key = {"发文机关": "发布机构", "署名": "发布机构", "成文日期": "发布日期"}.get(element, "")
    return (0, f"网页上的{key}{known[key]}") if key in known else None
