"""What a paragraph that was kept as plain text might be instead: told, so that nothing that looks
like an element, a number or a remnant of a page is printed in silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from .. import patterns as re
from ..paper.element_lines import element_of_line
from ..paper.recipients import introduces, is_label, is_recipients
from ..problem import Level
from ..problem_ids import UNSURE
from .document_numbers import NUMBER
from .fates import Fate, folded, shortened
from .markdown_signs import SIGNS
from .markers import first_number
from .parts import quoted_titles
from .pieces import Source
from .tree import Tree, plain
from .wording import HAN, is_unit
from .wording import folded as same_title

_NUMERAL = (
    r"(?:第?[一二三四五六七八九十百]{1,4}[、章节条款]|第[一二三四五六七八九十]{1,3}(?:部分|[编篇])|[（(][一二三四五六七八九十\d]{1,3}[）)]|"
    r"\d{1,2}(?:[.．]\d{1,2})+(?![\d%％天个万亿元米倍年公千毫平立吨度级以至岁分小时亩])|"
    r"\d{1,2}[.．、)）](?!\d)|[①-⑳])"
)
_ELEMENTS = (
    ("出席情况", re.compile(r"(?:出席|列席|请假|缺席)(?:人员|单位)?\s*[：:].+")),
    ("发文字号", re.compile(
        rf"[（(]?(?:{NUMBER.pattern}|[〔\[（(【]\d{{4}}[〕\]）)】]\s*第?\s*\d{{1,5}}\s*[号期])[）)]?"
    )),
    ("案号", re.compile(rf"[（(]\d{{4}}[）)][{HAN}\d]{{2,14}}号")),
    ("签发人", re.compile(r"签\s*发\s*人?\s*[：:].{1,30}")),
    ("附件说明", re.compile(r"附\s*(?:件|表)?\s*[：:].{2,60}")),
    ("责任分工", re.compile(
        r"[（(【〔]?(?:牵头|责任|配合|主办|协办|参与|指导)(?:单位|部门|领导)\s*[：:].{2,}"
        r"|(?:完成)?时限\s*[：:].{2,}"
    )),
    ("名单中的一行", re.compile(
        r"(?:常务)?(?:副?\s*(?:组\s*长|主\s*任|总\s*指\s*挥|指\s*挥\s*长|会\s*长|召\s*集\s*人)|"
        r"成\s*员(?:单位)?|委\s*员|秘\s*书\s*长?|联\s*络\s*员)\s*[：:].{2,}"
    )),
)  # fmt: skip
_REMNANTS = (
    ("目录", re.compile(r"目\s*[录次]")),
    ("页码", re.compile(
        r"[-—–－]*\s*\d{1,3}\s*[-—–－]*|第\s*\d{1,3}\s*页(?:\s*[，,/]?\s*共\s*\d{1,3}\s*页)?"
    )),
    (SIGNS, re.compile(
        r"(?:[#>]{1,6}\s.*|```.*|\|.*\||[-*+]\s+\S.*|.*\*\*[\w“《（][^*]*\*\*.*)", re.DOTALL
    )),
    ("图题或表题", re.compile(
        r"[图表]\s*[一二三四五六七八九十\d]{1,3}(?:[-—.．]\d{1,2})?[\s　:：.．]+\S.{0,38}[^。；]"
    )),
    ("专栏的标题", re.compile(r"专栏\s*[一二三四五六七八九十\d]{1,3}[\s　:：]*\S.{0,38}[^。；]")),
    ("网页上的字", re.compile(
        r".*(?:ICP备|网安备|版权所有|技术支持[：:]|网站地图|浏览次数|用户登录|返回顶部|扫一扫|打印本页|"
        r"关闭窗口|上一[篇条][：:]|下一[篇条][：:]|分享到).*"
    )),
    ("网页或法规库的题头", re.compile(
        r"日期\s*[：:]\s*\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\s.{0,60})?|"
        r"【[^【】]{2,8}】.{0,60}|"
        r"(?:索\s*引\s*号|信息来源|发布(?:时间|日期|机构|单位)|公布日期|施行日期|时效性|"
        r"效力(?:级别|位阶)|制定机关|法规类别|有\s*效\s*性|废止时间)\s*[：:].{0,60}"
    )),
)  # fmt: skip
_NO_TITLES = (
    *_REMNANTS,
    (
        "发文字号",
        re.compile(
            rf"(?![^〔\[（(【]*(?:关于|转发|印发|落实|废止)){NUMBER.pattern}.{{0,40}}|"
            rf".*[（(]{NUMBER.pattern}[）)]"
        ),
    ),
    ("附件的标识", re.compile(r"附\s*[件表]\s*[\d一二三四五六七八九十]{0,3}\s*[：:]?")),
    *_ELEMENTS,
)
_HELD_BY = re.compile(r"承办(?:单位|方)\s*[：:]")
_OF_EVENT = re.compile(r"(?:主办|协办|指导|参与)(?:单位|部门)\s*[：:]")
"""Who holds an event, where another line says who sees to it."""
_SPEAKER = re.compile(rf"(?:\S{{3,30}}\s+)?[{HAN}·]{{1,2}}\s{{0,3}}[{HAN}·]{{1,8}}")
_SPOKEN = re.compile(r"(?:讲话|致辞|发言|报告|演讲|述职|主持词|倡议书)[^\w]*$")
_NAME = re.compile(rf"[{HAN}（）]{{4,30}}")
_HEADINGS = ("节", "章")
_TELLING = 8
"""Characters of a line that is no title by chance."""
_HEADLINES = 3
"""How far into a text 主送 may stand."""


def tell_doubts(found: Sequence[Fate], source: Source, present: Mapping[str, Tree]) -> None:
    """A problem for each piece kept as plain text, or as a title, that might be something else;
    none where one was told of the piece already. `present` are the elements that were recognised.
    """
    told = {problem.line for problem in source.problems}
    read = {each.number for each in source.left_out if each.why == SIGNS}
    quoted = quoted_titles(source.pieces)
    lines = plain(present.get("标题", ""))
    title = same_title("".join(map(str, lines)) if isinstance(lines, list) else str(lines))
    main_text = [fate for fate in found if fate.is_prose and fate.at[0].path == ("正文",)]
    in_main = [fate for fate in found if fate.at and fate.at[0].path[0] == "正文"]
    last = in_main[-1] if in_main else None
    is_event = any(_HELD_BY.match(fate.text) for fate in found)
    named = False  # whether the whole title stood above
    body, said = 0, False  # how many paragraphs of the main text, and whether one was a sentence
    for fate in found:
        is_title = bool(fate.at) and fate.at[0].path[-1] == "标题"
        if not fate.is_prose and not is_title:
            continue
        main = fate.at[0].path == ("正文",)
        body += main
        first = main and body <= _HEADLINES and not said and "主送" not in present
        said = said or (main and fate.text.endswith(("。", "；", "！", "？")))
        if fate.number in told:
            continue
        again = len(fate.text) >= _TELLING and same_title(fate.text) == title
        is_title, named = is_title and not (again and named), named or again
        what = beside_title(fate.at[0].text) if is_title else might_be(fate.text, first=first)
        if is_event and _OF_EVENT.match(fate.text):
            what = ""
        if not what and again and not is_title:
            what = "标题，又写了一次"
        if not what and not is_title and same_title(fate.text) in quoted:
            what = "正文里提到的那份文件的标题"
        if not what and main and body <= _HEADLINES and _SPEAKER.fullmatch(fate.text):
            what = "讲话人、作者" if _SPOKEN.search(str(plain(present.get("标题", "")))) else ""
        if not what and main_text and fate is main_text[-1] and fate is last:
            what = "署名" if _may_sign(fate.text, "发文机关" in present) else ""
        if what and not (what == SIGNS and fate.number in read):
            kept = "标题" if is_title else "文字"
            message = f"“{shortened(fate.text)}”像是{what}，照原样写成了{kept}"
            source.say(UNSURE, Level.WARNING, fate.number, message, _hint(what))


def _may_sign(text: str, signed: bool) -> bool:
    """Whether the last line of a text may be 署名; of one that is `signed`, a further name."""
    if signed:
        return all(map(is_unit, text.split()))
    return _NAME.fullmatch(text) is not None


_HINTS = {
    "发文字号": "是这份公文的，写进“发文字号”，从这里删去；不是的，照这样留着",
    "签发人": "写进“签发人”，从这里删去",
    "主送机关": "是主送的，去掉冒号写进“主送”，从这里删去；不是的，照这样留着",
    "成文日期": "写进“成文日期”，从这里删去；不是的，照这样留着",
    "抄送机关": "写进“抄送”，从这里删去；不是的，照这样留着",
    "印发机关和印发日期": "写进“印发”的“机关”“日期”，从这里删去",
    "附注": "写进“附注”，从这里删去",
    "稿本标记": "写进“稿本”，从这里删去",
    "署名": "写进“发文机关”，从这里删去；不是的，照这样留着",
    "附件的标识": "从这里起是附件的，移到“附件”里",
    "案号": "要印在标题下面的，写进“题注”，从这里删去；不是的，照这样留着",
    "讲话人、作者": "写成“题注”，或者照这样留着",
    "页码": "不是正文的，删去",
    "目录": "删去这一行；要目录的，换成内容块“目录”",
    "出席情况": "写进“出席”“列席”“请假”，或者照这样留着",
    "标题，又写了一次": "多余的，删去",
    "正文里提到的那份文件的标题": "从这里起是印发或转发的文件的，移到“印发件”里",
    "网页上的字": "不是正文的，删去",
    "网页或法规库的题头": "不是正文的，删去",
    SIGNS: "删去记号，要分层的写成“节”",
    "专栏的标题": "里面是表的，写进“表题”；是文字的，写成“节”，加“编号: 无”；或者照这样留着",
    "图题或表题": "写进下面的“图题”或上面的“表题”，或者照这样留着",
    "附件说明": "写进“附件”，说明由程序印",
    "责任分工": "写成“任务”的“责任单位”等，或者照这样留着",
    "名单中的一行": "写成“名单”，或者照这样留着",
}


def _hint(what: str) -> str:
    """What to do where a paragraph is `what`."""
    if what.startswith("序数"):
        return "是标题的，写成“节”；是条目的，写成“条目”，序数由程序加；不是的，照这样留着"
    return _HINTS[what]


def might_be(text: str, *, first: bool = False) -> str:
    """What a paragraph looks like; "" where it is a paragraph like any other. `first` = it is among
    the first of the main text.
    """
    if element := element_of_line(text):
        return element
    for what, pattern in (*_ELEMENTS, *_REMNANTS):
        if pattern.fullmatch(text):
            return what
    if first and (is_recipients(text) or _looks_like_recipients(text)):
        return "主送机关"
    return _numbered(text, _NUMERAL) if first_number(text) is None else ""


def _numbered(text: str, numeral: str) -> str:
    """A line that begins with a number."""
    match = re.match(numeral, text)
    return f"序数“{match[0].strip()}”开头的标题或条目" if match else ""


def beside_title(text: str) -> str:
    """What a line taken for one of a title looks like instead; "" where it may well be one."""
    for what, pattern in _NO_TITLES:
        if pattern.fullmatch(text):
            return what
    return element_of_line(text) or _numbered(text, rf"{_NUMERAL}|\d{{1,2}}\s+(?=[{HAN}])")


def _looks_like_recipients(text: str) -> bool:
    """Whether a short line that ends in a colon announces nothing."""
    return (
        text.endswith(("：", ":"))
        and len(text) <= 60
        and not re.search(
            "[。；！？]|[如以下][下列述图表]|通知[：:]$|要求[：:]$|内容|[是为见][：:]$", text
        )
        and re.match(f"[{HAN}]", text) is not None
        and not introduces(text)
        and not is_label(text)
    )


def tell_repeated(found: Sequence[Fate], source: Source) -> None:
    """A heading that has nothing beneath it and comes again is a line of the table of contents."""
    headings = [fate if fate.at and fate.at[0].path[-1] in _HEADINGS else None for fate in found]
    texts = [folded(fate.text) if fate else "" for fate in headings]
    told = {problem.line for problem in source.problems}
    for at, (fate, after) in enumerate(pairwise(headings)):
        if fate and after and texts[at] in texts[at + 1 :] and fate.number not in told:
            message = f"“{shortened(fate.text)}”后面又有一次，像是目录里的一行，照原样写成了标题"
            source.say(UNSURE, Level.WARNING, fate.number, message, "是目录的，删去")
