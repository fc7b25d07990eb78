"""批注残留：起草、审核时写的批注、疑问留在了正文里。

“（数字待核）”“【此处请市教育局补充】”“（张三：建议删去）”“？？”，印发以前办完、删掉。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.characters import HAN
from ..paper.people import is_name
from ..problem import Level
from . import Context, Finding

NAME = "批注残留"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
EACH_PASSAGE = True
NEEDS = ("（", "(", "【", "[", "〔", "？", "?")
WRONG = """\
正文:
- 全市现有书屋120家（数字待核），【此处请市教育局补充】。
"""
RIGHT = """\
正文:
- 全市现有书屋120家（不含学校），奖项分设一、二、三等奖（名额另行通知），由市教育局补充审核。
"""

_WORDS = (
    "待核|待定稿|待补|待确认|待查|待落实后填|请核|请补|请确认|请修改|请.{1,8}(?:补充|核实|确认|提供|修改)(?!意见)|需核实|需确认|核一下|查一下|再核|暂缺|此处|此句|此段|这里要|这句|这段"
    "|建议删|建议改|拟删|已删|原文为|原为|应为|改为|改成|修改为(?!准)|已改|未改|存疑|有疑问|是否.{0,10}[？?]$|[？?]$|批注|审核意见|领导意见|备注：|注意："
)
_NOTE = (
    rf"[（(【\[](?P<note>[^（）()【】\[\]《》]{{0,24}}?(?:{_WORDS})[^（）()"
    rf"【】\[\]《》]{{0,16}})[）)】\]]"
)
_OF_FORM = (
    f"以下|简称|原{HAN}{{2,12}}(?:局|委|厅|镇|乡|村|县|区|校)|"
    "第[一二三四五六七八九十\\d]+条|有效期|可[改]|名称|更名|地名|现"
)
_QUESTIONS = "[？?]{2,}|（[？?]+）|【[^【】]{0,20}[？?]】"
_SIGNS = (
    "待",
    "请",
    "核",
    "查",
    "暂缺",
    "此",
    "这",
    "删",
    "改",
    "为",
    "存疑",
    "有疑问",
    "？",
    "?",
    "批注",
    "意见",
    "注",
)
_IN_BRACKETS = r"[（(\[【〔](?P<note>[^（）()\[\]【】〔〕]{1,40})[）)\]】〕]"
_SAYS = (
    rf"^此[数处项句][^，。；]{{0,12}}[待核补改定]|待{HAN}{{1,8}}[核定补]$|^[?？!！]{{1,}}$|[?？]{{2,}}|待(?:进一步)?(?:核实|核对|核准|查证|查实|落实后补|补充|补齐|完善|修改|斟酌|商榷|更新|补数|领导定|领导审定|核定数据|确认数据)"
    r"|(?:此处|这里|这句|这段|本段|此句|此段|该段|该句|上句|下句|这个数|数据|数字|时间|名称|人名|文号|原文|措辞|表述|口径|依据|标题)(?:还|需|须|请|要|应|是否|再|有误|有待|不对|不准|存疑|似|好像|待)"
    r"|^(?:请|再|记得)(?:.{0,6})?(?:核实|核对|核一下|核准|补充|补上|确认|斟酌|修改|改一下|查一下|把关|审定|定夺|落实一下)"
    r"|(?:核实|核对|确认|补充|修改|斟酌|补|改|查|统一|润色)(?:一下|后再定|后填|下)$"
    r"|(?:是否|能否|可否)(?:删|改|保留|合适|妥当|准确|需要|写|加|合并|提|属实)"
    r"|^(?:建议|拟|已|应|可)(?:删去|删除|删掉|删|改为|改成|修改|增加|补充|调整|合并|移到|挪到|移至)"
    r"|^[^，。；]{0,6}(?:删|改|加|增|补)(?:于|自)?\d{1,2}[./月]\d{1,2}|^\d{1,2}[./月]\d{1,2}日?[^，。；]{0,6}(?:改|加|删|增|补)"
    r"|^(?:批注|修订|审阅|备注|起草人注|编者|修改意见|领导意见|领导批示|审核意见)[：:]|^(?:TODO|todo|OK|ok|FIXME)$"
    r"|(?:据说|不确定|吃不准|拿不准|存疑|暂缺|略有出入|有出入|原稿|原件不清|看不清|字迹不清)"
    r"|^(?:原|旧)?(?:为|作|写|写作|稿为|文为)“[^”]*”$|^[^，。；]{1,6}(?:局长|主任|科长|处长|市长|县长|区长|书记|部长|秘书长|领导)(?:改|批示|要求|说|意见|提出|已改|审改)"
)
_OF_PERSON = (
    r"^(?P<who>[^，。；：:]{1,4})(?:改|加|批|注|补|意见|批注|修改|审改|说|提)?[：:](?P<says>.+)$"
)
_BY_POST = "(?:处|局|科|工|总|老师|主任|秘书|书记|长)$"
_REMARK = "改|删|核|补|查|建议|请|同意|加|确认|待|再|是否|[这此该]|意见|写|问|[?？]|缺|不"
"""What one who goes through a draft says of it, and no value: 高度：2米 has none of these."""
_TRACKED = r"(?:批注|修订)\s*\[[A-Za-z\d]+\]\s*[：:]"
"""What Word prints of a comment: 批注[A1]:"""
_FOR_READERS = r"无须|可附页|另附|例如|如[：，]|见附件|附件|联系人|电话|填写|填报|勾选|签字|盖章"
"""What is said to who fills a form in, or reads it."""


def check(context: Context) -> Iterator[Finding]:
    """Each note that a drafter or a reviewer left."""
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        told: set[int] = set()
        notes = re.finditer(_NOTE, text) if any(map(text.count, _SIGNS)) else ()
        tracked = re.finditer(_TRACKED, text) if "批注" in text or "修订" in text else ()
        for match in (*notes, *re.finditer(_QUESTIONS, text), *_remarks(text), *tracked):
            if any(match.start() <= at <= match.end() for at in told):
                continue
            if re.search(_OF_FORM, match[0]):
                continue
            told.add(match.start())
            yield Finding(
                context.spot(passage.place, text, match.start()),
                f"“{match[0]}”像是起草、审核时的批注",
                hint="办完以后删掉；正文本来就有的，不用改",
                level=Level.NOTICE if context.stage == "征求意见稿" else None,
                element=match[0],
            )


def _remarks(text: str) -> Iterator[re.Match[str]]:
    """What drafters say to each other in brackets, and nobody to a reader."""
    for match in re.finditer(_IN_BRACKETS, text):
        note = match["note"].strip()
        said = re.search(_SAYS, note) or _is_of_person(note)
        if said and not re.search(_FOR_READERS, note):
            yield match


def _is_of_person(note: str) -> bool:
    """Whether someone says something of the draft: 张三：建议删去; 王处：这个数再核."""
    match = re.match(_OF_PERSON, note) if "：" in note or ":" in note else None
    if match is None or not re.search(_REMARK, match["says"]):
        return False
    who = match["who"]
    return is_name(who) or (
        is_name(f"{who[0]}某") and (len(who) == 1 or bool(re.search(_BY_POST, who)))
    )
