"""搭配不当：动词和它的宾语配不上。

“提高……的问题”“加快服务水平”“促进事故发生”“实现职责”，换一个配得上的动词。宾语在一句的末尾、动词在一句的开头才查，中间另有动词的不算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

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
- 全面加快服务水平，切实提高供水不足的问题，认真实现监管职责。
"""
RIGHT = """\
正文:
- 全面提高服务水平，加快解决供水不足的问题，认真履行监管职责，加快提升管理水平。
"""

_LEAD = (
    "(?:^|(?<=[，。；：、])|(?<=[要应须将力续步实真效极面格极入力断快]))"
    "(?:要|应|应当|必须|切实|认真|有效|全面|积极|进一步|不断|着力|大力|严格|坚决|扎实|深入|努力|继续|持续|充分|共同|逐步|及时|主动|稳步|自觉|忠实|依法|尽快|抓紧|有力|坚持|真正)*"
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
)


_MAY_END = (
    "(?:问题|困难|矛盾|短板|隐患|水平|职责|义务|事故|火灾|案件|灾害|疫情|险情|行为|之风|浪费|腐败|污染|发生|蔓延|扩散|反弹|高发|频发|多发"
    "|力度|步伐|进度|作用|机制|体系|制度|意识|觉悟|自觉性|责任感|使命感|效率|覆盖面|规模|成本|风险|目标|任务|环境|氛围|精神|传统|责任)"
    "(?=[，。；]|$)"
)
"""How every object ends: most clauses end otherwise, and are looked at no further."""


_GROWING = (
    "(?:得到|有了?)?(?:更加|更为|日益|不断|进一步|明显|显著|大幅|逐步|持续|有所|普遍|日趋|较快)+"
)
_GROWING_WORDS = (
    "更加", "更为", "日益", "不断", "进一步", "明显", "显著", "大幅", "逐步", "持续", "有所",
    "普遍", "日趋", "较快",
)  # fmt: skip
_PREDICATES = (
    ("氛围", "提高|提升|增加|加强|扩大|加快|完善", "浓厚"),
    ("(?:意识|觉悟|信心|活力|后劲|凝聚力|能力)", "加快|扩大|浓厚|优化|完善", "增强"),
    ("(?<!水)(?:水平|质量|效率)", "加快|扩大|增强|增多|浓厚|加大|健全", "提高"),
    ("(?:规模|覆盖面)", "提高|增强|加快|浓厚|优化|改善", "扩大"),
    ("(?:环境|条件|面貌)", "提高|增强|扩大|加快|加大|增加", "改善"),
    ("(?:步伐|进度|速度)", "提高|扩大|增强|改善|完善|加大", "加快"),
    ("(?:机制|体系|制度)", "提高|扩大|增强|加快|改善|浓厚|加大", "完善"),
    ("力度", "提高|扩大|加快|浓厚|改善|完善|健全", "加大"),
)
"""A subject, verbs that it does not go with, and one that it does."""


def _of_subjects(passage: Passage, context: Context) -> Iterator[Finding]:
    """宣传氛围日益提高: what grows otherwise than such things do."""
    if not any(map(passage.text.count, _GROWING_WORDS)):
        return
    for subject, verbs, right in _PREDICATES:
        if not any(map(passage.text.count, verbs.split("|"))):
            continue
        pattern = rf"(?P<subject>{subject}){_GROWING}(?P<verb>{verbs})(?=[，。；、]|$)"
        for match in re.finditer(pattern, passage.text):
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{match[0]}”里，“{match['subject']}”和“{match['verb']}”配不上",
                hint=f"写“{match[0].removesuffix(match['verb'])}{right}”这样的",
                element=match["verb"],
            )


def check(context: Context) -> Iterator[Finding]:
    """Each verb whose object it does not take."""
    for passage in context.passages:
        if not passage.is_prose:
            continue
        text = passage.text
        yield from _of_subjects(passage, context)
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
    if match is None or re.search(f"{_OTHER_VERBS}|[和与及将把对使为]", match["between"]):
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
