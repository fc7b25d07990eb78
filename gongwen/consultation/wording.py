"""What replies say in so many words: that there is no comment, what is polite, what asks for a
change; and several comments in one text.
"""

from __future__ import annotations

from typing import Final

from .. import patterns as re

_THING: Final = "(?:意见|建议|异议|看法|想法|补充|修改|改动|问题|内容|地方|之处)"
_OF_IT: Final = (
    "(?:其[他它余]|任何|什么|具体|更多|新的?|进一步|原则性?|实质性?|重[大要]|补充|修改|调整|完善|改动|反馈|书面"
    "|不同|反对|需要?|要|提出?|的|和|及|与|或|、)"
)
_NOT: Final = (
    "(?:[暂均并都]?(?:无|没有?)|别无|尚无|[无不][需须]要?|(?:不|未|没有?)(?:再)?(?:提出?|作出?))"
)
_SAYS_NONE: Final = re.compile(
    r"(?:无|没有|暂无|均无)(?:其他|其它|任何|补充|反馈|书面)?(?:的)?(?:修改|不同|反馈)?(?:的)?(?:意见|建议)"
    r"(?:[和及与、](?:意见|建议))*(?:反馈|回复)?"
    rf"|{_NOT}{_OF_IT}*{_THING}(?=$|[，。；！、,;!\s　了哈呢啊]|[和及或][无没]|反馈|回复|可提)"
    r"|无异议|意见[：:][\s　]*(?:无|没有)(?=[。\s]|$)|^[\s　]*[无／/][。\s]*$"
)
_CHANGES: Final = re.compile(
    "建议|修改为|[改换][为成到]|删[除去掉]|去掉|取消|增加|加上|补[充上]|调整|完善|明确|表述为|[列纳]入"
    "|应[当为由是]|不[宜妥]|不同意(?!见)|反对|来不及|[太偏过][紧长短高低贵多少重]|希望|能不能|能否|可否"
    "|[提降][高低]?[到至为]|减半|予以[减免]"
)
_CALLED: Final = re.compile("(?:修改|具体|反馈)?(?:意见|建议)[：:].")
_OF_SUBSTANCE: Final = re.compile(
    "但|不过|不同意|反对|异议|保留|"
    '建议|希望|应|宜|[须需]|请(?!查收|审阅|知悉)|第.{1,4}[条章节款项部段]|[“"]|改|删|换|增|加|补|取消'
    "|去掉|[列纳]入|太|偏|[过较][紧长短高低]|来不及|不[足宜妥符现]|商|明确|完善|调整|核实|斟酌|难"
)
_UNIT: Final = (
    r"[你您贵我本](?:局|办|委|市|区|县|镇|乡|街道|院|厅|校|行|队|中心|集团|公司|单位|部门)"
)
_PLAIN: Final = "[^第改删增补换应宜请不“”]"
_TEXT: Final = "(?:通知|方案|办法|规定|意见稿|征求意见稿|送审稿|意见|文件|稿|文本|内容|材料)"
_AGREES: Final = re.compile(
    rf"(?:{_UNIT}|我们|[^，。；]{{2,12}}(?:局|办|委|镇|乡|街道|公司|集团))?(?:经研究)?(?:对[^，。；第]{{1,30}})?"
    r"(?:总体上?|基本上?|完全|一致|全部|原则上?|均|都|表示)*(?:同意|赞同|赞成|认同|认可|支持)"
    rf"(?:《》|[该此本上述以的]|{_UNIT}|[^，。；第]{{0,8}}(?:起草|代拟|拟定|拟订|提出)|按程序|按规定|{_TEXT}"
    r"|印发|上报|报批|实施|出台|发布)*"
)
"""The whole of a part that agrees, and says nothing else."""
_ONWARD: Final = re.compile(
    rf"(?:建议|请|望|盼|可)?(?:{_UNIT})?(?:尽[快早]|及[时早]|早日|抓紧|按照?(?:有关|规定|法定)?程序|按规定|予以|组织)*"
    rf"{_TEXT}?(?:印发|出台|发布|实施|施行|报批|上报|报审|推进|执行)"
)
"""The whole of a part that wishes the draft on its way, and nothing else."""
_FRAME: Final = re.compile(
    rf".{{0,40}}(?:收悉|已阅|已收到|已知悉)|(?:{_UNIT})?(?:经|已)?(?:认真)?(?:组织|会同)?{_PLAIN}{{0,12}}(?:研究|讨论|审核|会商|审阅)后?"
    rf"|(?:现将|兹将|现就|兹就|现予?){_PLAIN}{{0,40}}(?:反馈|[函回答]复|报送){_PLAIN}{{0,8}}|按照?{_PLAIN}{{0,30}}要求"
    rf"|{_PLAIN}{{0,50}}(?:提出|反馈|[函回答]复|有|作)(?:如下|以下|.{{0,3}}条).{{0,4}}(?:意见|建议)?"
    rf"|{_PLAIN}{{0,50}}(?:意见|建议|反馈|[函回答]复)如下|(?:以上|上述)?(?:意见|建议)?.{{0,6}}供{_PLAIN}{{0,8}}参考"
    rf"|(?:特此|此复|专此|谨此|此函){_PLAIN}{{0,8}}|附件\s*\d*(?:[：:].{{0,60}}(?:表|稿|函|单|方案|意见|份|略))?|(?:感谢|谢谢){_PLAIN}{{0,8}}[！!]?"
    rf"|(?:联系人|联系电话|电话|传真|邮箱|抄送|公开方式|地址|邮编)[：:][^改换应]*|{_UNIT}"
    rf"|{_PLAIN}{{0,20}}(?:关于|对).{{2,60}}的(?:复函|函|回复|反馈意见|意见)"
    r"|(?:关于|对)[^第]{2,60}的(?:修改|反馈|有关|具体|几[点条]|一些)+(?:意见|建议)(?:和?建议)?"
    r"(?:[（(][^（()）]{2,20}[）)])?"
    rf"|(?:请|望)(?:予)?(?:查收|审阅|知悉|考虑)"
    rf"|经?(?:征求|汇总|征得|会商){_PLAIN}{{0,20}}(?:意见|同意)"
    rf"|(?:{_UNIT})?(?:研究)?(?:认为|觉得)?{_PLAIN}{{0,12}}(?:切实可行|符合实际|(?:很|较)?可行|很好|全面)"
    r"|.{0,12}(?:您|你|你们|大家)好|(?:具体)?(?:意见|建议)(?:和建议)?[详请]?(?:见)?附[后件]"
)
"""The whole of a part between two stops that says nothing of the draft."""
_ABOUT: Final = re.compile(
    rf".{{0,20}}(?:对|就|关于){_PLAIN}{{0,60}}|其[他余它].{{0,4}}"
    r"|[^没有无不缺少漏]{0,20}(?:局|办|委|室|单位|部门|镇|乡|街道|公司|集团|支?队|处|科|股|院|校|[大中小]学"
    r"|中心|政府|社区|村|厅|会|所|站|馆|银行)(?:这边|方面)?[均都]?"
)
"""What is left of a sentence without 无意见."""
_SHORTEST: Final = 3


def says_none(text: str) -> bool:
    """Whether a text says that there is no comment, or agrees, and nothing else but what is polite:
    what else it says may be a comment.
    """
    rest = re.sub("《[^《》]*》", "《》", _SAYS_NONE.sub("，", text))
    parts = [part.strip("：: 　") for part in re.split(r"[，。；！,;!\s　]+", rest)]
    is_none = _SAYS_NONE.search(text) is not None
    if not is_none and not any(_AGREES.fullmatch(part) for part in parts):
        return False
    return not any(_may_be_comment(part) for part in parts)


def _may_be_comment(part: str) -> bool:
    if len(part) <= _SHORTEST and not re.search("[改删增加补]", part):
        return False
    if _AGREES.fullmatch(part) or _ONWARD.fullmatch(part):
        return False
    return bool(_OF_SUBSTANCE.search(part)) or not (is_polite(part) or _ABOUT.fullmatch(part))


def is_polite(part: str) -> bool:
    """Whether a part of a sentence, between two stops, says nothing of the draft: 来函收悉."""
    return bool(_FRAME.fullmatch(part) or _AGREES.fullmatch(part))


def is_comment(text: str) -> bool:
    """Whether a text asks for a change, or is called a comment: 意见：……."""
    return bool(_CHANGES.search(text) or _CALLED.match(text)) and not says_none(text)


_ITEM: Final = re.compile(
    r"(?m)(?:^|(?<=[：:。；]))[\s　]*"
    r"(?:(?P<number>\d{1,2})[.．、）)](?!\d)|[（(](?P<bracketed>\d{1,2})[）)]"
    r"|(?P<circled>[①-⑳])|(?P<chinese>[一二三四五六七八九十]{1,3})、"
    r"|[（(](?P<inner>[一二三四五六七八九十]{1,3})[）)])[\s　]*"
)


def several(text: str) -> list[str]:
    """The comments in one text: its items where they are numbered from 1, its paragraphs where each
    asks for something, else the whole. What stands before the first item is said again with each,
    for it says what they are about.
    """
    found = list(_ITEM.finditer(text))
    numbers = [_number_of(match) for match in found]
    if len(found) < 2 or numbers != list(range(1, len(found) + 1)):
        return _paragraphs(text)
    lead = text[: found[0].start()].strip()
    ends = [match.start() for match in found[1:]] + [len(text)]
    items = [text[match.end() : end].strip() for match, end in zip(found, ends, strict=True)]
    lead = lead if not lead or lead.endswith(("：", ":")) else f"{lead}\n"
    return [f"{lead}{item}" for item in items if item]


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text without numbers, where each is whole and asks for something of its
    own; what begins 理由 or goes on from the line before is none of its own.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    whole = all(line.endswith(_STOPS) for line in lines[:-1])
    own = all(_asks(line) and not _GOES_ON.match(line) for line in lines)
    return lines if len(lines) > 1 and whole and own else [text.strip()]


def _asks(line: str) -> bool:
    return is_comment(line) or bool(re.search("[应须需由]", line))


_STOPS: Final = ("。", "；", ";", "！")
_GOES_ON: Final = re.compile("(?:理由|依据|因为|由于|同时|并且?|改为|修改为|其中|即|如|例如|此外)")


def _number_of(match: re.Match[str]) -> int:
    from ..paper.numbering import read_chinese_numeral

    if match["circled"]:
        return ord(match["circled"]) - ord("①") + 1
    if chinese := match["chinese"] or match["inner"]:
        return read_chinese_numeral(chinese) or 0
    return int(match["number"] or match["bracketed"])


_GROUNDS: Final = re.compile(
    r"(?:^|(?<=[，。；\n]))[\s　]*(?:理由|依据|理由(?:和|及)?依据|修改理由)[：:是为]"
)


def with_grounds(text: str) -> tuple[str, str]:
    """A comment without its grounds (理由：……), and these."""
    match = _GROUNDS.search(text)
    if match is None or not text[: match.start()].strip():
        return text.strip(), ""
    return text[: match.start()].strip(" ，\n　"), text[match.end() :].strip()
