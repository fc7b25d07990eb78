"""搭配不当：动词和它的宾语、主语配不上。

“提高……的问题”“加快服务水平”“促进事故发生”“实现职责”，换一个配得上的动词。宾语在一句的末尾、动词在一句的开头才查，中间另有动词的不算。
“规模逐步提高”“意识不断完善”，主语和后面的动词配不上；“造成经济增长”，不好的才说“造成”。
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .. import patterns as re
from ..document.texts import Passage
from ..problem import Level
from . import Context, Finding

NAME = "搭配不当"
LEVEL = Level.WARNING
BASIS = "动词和宾语要搭配"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 全面加快服务水平，切实提高供水不足的问题，认真实现监管职责，居民节水意识不断完善。
"""
RIGHT = """\
正文:
- 全面提高服务水平，加快解决供水不足的问题，认真履行监管职责。
- 加快提升管理水平，居民节水意识不断增强。
"""

_LEAD = (
    "(?:^|(?<=[，。；：、])|(?<=[要应须将力续步实真效极面格极入力断快]))"
    "(?:要|应|应当|必须|切实|认真|有效|全面|积极|进一步|不断|着力|大力|严格|坚决|扎实|深入|努力|继续|持续|充分|共同|逐步|及时|主动|稳步|自觉|忠实|依法|依规|依纪|从严|严肃|尽快|抓紧|有力|坚持|真正)*"
)
_OTHER_VERBS = (
    "解决|提高|提升|增强|改善|改进|完善|健全|加强|加快|加大|推动|推进|促进|实现|履行|落实|发挥|做好|抓好|防范|防止|遏制|化解|减少|降低"
    "|制止|反对|杜绝|严控|打击|减轻|清除|扑救|抑制|控制|预防|查处|惩治|破解|攻克|完成|达到|保持|形成|取得|参与|支持|引导|鼓励|协调|督促|组织"
    "|消除|避免|整改|治理|处理|处置|应对|查处|发现|排查|研究|发生|存在|影响|反映|体现|建设|建立|开展|承担|执行|监督|检查|服务于|利用"
)


class _Mismatch(Struct, frozen=True):
    """Verbs that an object does not take, the object, and a verb that it takes."""

    verbs: str
    noun: str
    right: str
    level: Level | None = None
    across: bool = False
    """Whether verbs may be between them: they are no others, but what is said of the object."""


_MISMATCHES = (
    _Mismatch(
        "提高|提升|增强|扩大|加快|促进|推进|加大|实现|发扬|树立|完善|健全|增加|培养|加强|强化",
        "的(?:突出|实际|主要|具体)?(?:问题|困难|矛盾|短板|隐患)",
        "解决",
    ),
    _Mismatch(
        "加快|加大|促进|推进|扩大|实现|发扬|开展|落实|树立|遏制|履行|建立|发挥|抓紧",
        "(?<!水)水平",
        "提高",
    ),
    _Mismatch("增强|加强|强化|加大", "(?<!水)水平", "提高", across=True),
    _Mismatch("加强|强化|增强|抓好|落实", "力度", "加大", across=True),
    _Mismatch("行使", "(?<!其他)(?:职责|义务)", "履行", Level.NOTICE),
    _Mismatch("履行|执行|承担|遵守", "(?:权力|职权)", "行使"),
    _Mismatch("加强|增强", "(?:工作|服务|办事|行政|生产|审批|运行|使用)效率", "提高"),
    _Mismatch("发扬|展现", "(?:积极|重要|主体|示范|带头|骨干|桥梁纽带|模范)作用", "发挥"),
    _Mismatch("树立|建立|制造|实现|完善|加强", "(?:舆论|浓厚|良好|社会)(?:的)?氛围", "营造"),
    _Mismatch("制造|发扬|树立", "(?:良好|宽松|优良|有利|公平)的?[^，。]{0,6}环境", "营造"),
    _Mismatch(
        "降低", "(?:事故|火灾|案件|灾害|险情|溺水|违法行为)(?:的)?(?:发生|频发|多发)", "减少"
    ),
    _Mismatch("开展|实现|树立|取得", "(?:高潮|热潮)", "掀起"),
    _Mismatch("掀起|开展|树立", "(?:热情|积极性)", "激发"),
    _Mismatch("培养|培育|建设", "(?:文艺|优秀|文学|美术|影视)作品", "创作"),
    _Mismatch("扩大|加快|加大|履行|遏制|发扬", "(?:素质|满意度|知名度|质效|质量)", "提高"),
    _Mismatch(
        "提高|提升|增强|扩大|促进|完善|加强",
        "(?:企业|群众|基层|学生|农民|师生|社区)的?[^，。]{0,4}负担",
        "减轻",
    ),
    _Mismatch("提高|提升|增强|促进|加强|完善|实现", "差距", "缩小"),
    _Mismatch("提高|提升|加强|扩大|发挥|履行|加快|推进", "合法权益", "维护"),
    _Mismatch("提高|提升|增强|履行|发扬", "渠道", "拓宽"),
    _Mismatch(
        "实现|提高|提升|促进|推进|加快|加大|扩大|发扬|改善|发挥|遏制|增强|树立|开展|完成|解决",
        "(?:职责|职能职责|义务|法定职责)",
        "履行",
    ),
    _Mismatch(
        "促进|推进|加快|提高|提升|实现|增强|扩大|加强|保障|推动|完善|改善|增加|鼓励",
        "(?:事故|火灾|案件|灾害|疫情|险情|溺水|违法行为|违纪行为|违规行为|不正之风|失信行为|浪费|腐败|污染)(?:的)?(?:发生|蔓延|扩散|反弹|高发|频发|多发)?",
        "遏制",
    ),
    _Mismatch("提高|提升|加快|促进|实现|履行|改善|推进|遏制|扩大|完善", "力度", "加大"),
    _Mismatch("提高|提升|加大|扩大|增强|改善|履行|发挥|遏制|加强", "(?:步伐|进度)", "加快"),
    _Mismatch(
        "提高|加快|加大|改善|履行|遏制|扩大|促进|提升|加强|推进",
        "(?:积极|重要|主体|主导|引领|示范|带头|骨干|桥梁纽带|模范|战斗堡垒)作用",
        "发挥",
    ),
    _Mismatch("提高|加快|加大|履行|遏制|扩大|发挥|促进", "(?<!新)(?:机制|体系|制度)", "完善"),
    _Mismatch(
        "加快|加大|履行|遏制|促进|发挥|扩大|完善|健全|推进|开展",
        "(?:意识|觉悟|自觉性|责任感|使命感)",
        "增强",
    ),
    _Mismatch(
        "加快|加大|履行|遏制|发挥|扩大|完善", "(?:工作|服务|办事|行政|生产|审批)效率", "提高"
    ),
    _Mismatch(
        "提高|加大|履行|遏制|发挥|完善|促进|增强",
        "覆盖面|(?<!的)(?:投资|生产|种植|养殖|招生|消费|就业)规模",
        "扩大",
    ),
    _Mismatch(
        "提高|加快|履行|发挥|扩大|完善|加强|促进",
        "(?:生产|运行|行政|物流|制度性交易|企业)成本",
        "降低",
    ),
    _Mismatch(
        "提高|加快|履行|发挥|扩大|完善|促进|加大|增强|推进",
        "(?:安全|金融|债务|廉政|社会|法律|各类)风险",
        "防范",
    ),
    _Mismatch(
        "提高|加快|履行|发挥|扩大|完善|促进|增强|遏制|加强|加大",
        "(?:目标|任务)",
        "完成",
        Level.NOTICE,
    ),
    _Mismatch(
        "提高|加快|加大|履行|发挥|遏制", "(?:生活|人居|居住|营商|投资|发展|市场|生态)环境", "改善"
    ),
    _Mismatch("发扬|加快|加大|履行|遏制|改善|提高", "(?:社会|工作|舆论|浓厚|良好)氛围", "营造"),
    _Mismatch(
        "提高|加快|扩大|促进|履行|改善|遏制|发挥|加大",
        "(?:艰苦奋斗|优良|光荣|团结|奉献|斗争|钉钉子)[^，。；]{0,6}(?:精神|传统)",
        "发扬",
    ),
    _Mismatch(
        "提高|扩大|促进|改善|遏制|发挥|加快|履行",
        "(?:法律|刑事|行政|纪律|领导)责任",
        "追究",
        Level.NOTICE,
    ),
    _Mismatch(
        "追究|承担|履行|压实|夯实|扛起|压紧压实",
        "(?:直接|主要|第一|相关|有关|具体)?(?:责任人员?|责任者)",
        "追究责任、处理",
    ),
)


_MAY_END = (
    "(?:责任人员?|责任者|问题|困难|矛盾|短板|隐患|水平|职责|义务|事故|火灾|案件|灾害|疫情|险情|行为|之风|浪费|腐败|污染|发生|蔓延|扩散|反弹|高发|频发|多发"
    "|力度|步伐|进度|作用|机制|体系|制度|意识|觉悟|自觉性|责任感|使命感|效率|覆盖面|规模|成本|风险|目标|任务|环境|氛围|精神|传统|责任"
    "|权力|职权|高潮|热潮|热情|积极性|作品|素质|满意度|知名度|质效|质量|负担|差距|合法权益|渠道)"
    "(?=[，。；]|$)"
)
"""How every object ends: most clauses end otherwise, and are looked at no further."""


_HOW = (
    *("日益", "不断", "逐步", "持续", "明显", "显著", "进一步", "稳步", "大幅", "有所", "得到"),
    *("有了", "全面", "更加", "逐年", "日趋", "愈加", "愈发", "切实", "有效", "极大", "空前"),
)
"""How things become more: what stands between a subject and its verb."""
_SUBJECTS = (
    ("氛围|气氛", "提高|提升|加强|扩大|加快|完善|加大", "浓厚"),
    ("水平", "扩大|加强|增强|改善|加快|加大|完善", "提高"),
    ("质量|满意度|素质", "扩大|加强|增强|加快|加大|完善", "提高"),
    ("效率", "扩大|加强|增强|加快|加大|完善", "提高"),
    ("规模|覆盖面|范围", "提高|加强|增强|加快|改善|完善", "扩大"),
    ("环境|面貌", "提高|加强|增强|扩大|加快|加大", "改善"),
    ("力度", "扩大|加快|改善|完善|提高", "加大"),
    ("意识|责任感|获得感", "扩大|加快|加大|改善|完善", "增强"),
    ("能力|活力", "加快|加大|改善|完善", "增强"),
    ("作用", "提高|加快|扩大|改善|完善|加大", "发挥"),
    ("收入", "加强|增强|扩大|加快|改善|完善", "增加"),
    ("问题|困难|矛盾|隐患", "提高|提升|加强|增强|完善", "解决"),
    ("差距", "提高|提升|加强|增强|加快|完善", "缩小"),
    ("步伐|进度", "提高|加强|增强|扩大|加大|完善|改善", "加快"),
    ("结构", "提高|加强|扩大|增强|加大", "优化"),
    ("体系|机制|制度", "提高|扩大|加大|增强|提升", "完善"),
    ("秩序", "提高|提升|扩大|增强|加大", "好转"),
    ("成本|负担", "加强|增强|完善|改善", "降低"),
)
"""What changes, verbs that are not said of it, and one that is."""
_BAD = "造成|导致|招致|酿成"
_GOOD = (
    rf"(?P<bad>{_BAD})了?(?P<good>[^，。；、不]{{0,8}}(?:经济|收入|产业|质量|效率|满意度|水平|环境|能力|面貌|事业|秩序)"
    "[^，。；、不过缓]{0,4}(?:增长|提高|提升|好转|改善|增强|发展|繁荣|进步|优化)"
    "|(?:良好|积极|热烈|圆满)的?[^，。；、不]{0,6}(?:效果|影响|反响|氛围|成效|作用|局面))(?=[，。；]|$)"
)


_CHANGES = (
    f"(?P<subject>{'|'.join(subjects for subjects, _, _ in _SUBJECTS)})(?:{'|'.join(_HOW)})+地?"
    f"(?P<verb>{'|'.join(dict.fromkeys('|'.join(verbs for _, verbs, _ in _SUBJECTS).split('|')))})"
    "了?(?=[，。；]|$)"
)


def _of_subjects(passage: Passage, context: Context) -> Iterator[Finding]:
    """规模逐步提高."""
    for match in re.finditer(_CHANGES, passage.text) if passage.is_prose else ():
        subject, verb = match["subject"], match["verb"]
        for subjects, verbs, right in _SUBJECTS:
            if subject in subjects.split("|") and verb in verbs.split("|"):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("verb")),
                    f"“{match[0]}”里，“{subject}”和“{verb}”配不上",
                    hint=f"写“{subject}……{right}”这样的",
                    element=verb,
                )


def _of_good_things(passage: Passage, context: Context) -> Iterator[Finding]:
    """造成经济增长: what is good is not so said."""
    for match in re.finditer(_GOOD, passage.text) if passage.is_prose else ():
        yield Finding(
            context.spot(passage.place, passage.text, match.start()),
            f"“{match[0]}”说的是好事，用了“{match['bad']}”",
            hint="写“带来”“取得”“促进”这样的",
            level=Level.NOTICE,
            element=match["bad"],
        )


def check(context: Context) -> Iterator[Finding]:
    """Each verb whose object, or whose subject, it does not take."""
    for passage in context.passages_with(*_HOW):
        yield from _of_subjects(passage, context)
    for passage in context.passages_with(*_BAD.split("|")):
        yield from _of_good_things(passage, context)
    for passage in context.passages:
        if not passage.is_prose:
            continue
        text = passage.text
        for end in re.finditer(_MAY_END, text):
            start = max(text.rfind(mark, 0, end.start()) for mark in "，。；：、") + 1
            clause = text[start : end.end()]
            for each in _MISMATCHES:
                if not any(verb in clause for verb in each.verbs.split("|")):
                    continue  # most end here, without a pattern
                if re.search(f"(?:{each.noun})$", clause) and (m := _mismatch(each, clause)):
                    yield _finding(passage, start, each, m, context)
                    break


def _mismatch(each: _Mismatch, clause: str) -> re.Match[str] | None:
    """The verb and the object of a clause; None where they fit, or another verb is between."""
    match = re.search(
        rf"{_LEAD}(?P<verb>{each.verbs})(?P<between>[^“”（）]{{0,12}}?)(?P<noun>{each.noun})$",
        clause,
    )
    others = each.right if each.across else _OTHER_VERBS
    if match is None or re.search(f"{others}|[和与及将把对使为到]|责任的", match["between"]):
        return None
    return match


def _finding(
    passage: Passage, start: int, each: _Mismatch, match: re.Match[str], context: Context
) -> Finding:
    verb, noun = match["verb"], match["noun"].removeprefix("的")
    return Finding(
        context.spot(passage.place, passage.text, start + match.start("verb")),
        f"“{verb}{match['between']}{match['noun']}”里，“{verb}”和“{noun}”配不上",
        hint=f"写“{each.right}……{noun}”这样的",
        level=each.level,
        element=verb,
    )
