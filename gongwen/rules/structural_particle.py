"""的地得：“的”“地”“得”用错了，语法上只有一种写法。

只查有把握的：能愿动词和修饰语后面的“的”接着动词（要扎实的推进），“的”“地”后面是补语（完成的很好、取的了明显成效），
“地”后面是名词（扎实地作风）。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..problem import Level
from . import Context, Finding

NAME = "的地得"
LEVEL = Level.WARNING
BASIS = "状语后面用“地”，补语前面用“得”"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 要扎实的推进各项工作，任务完成的很好。
"""
RIGHT = """\
正文:
- 要扎实地推进各项工作，任务完成得很好，这是有效的推进机制，做的工作很扎实。
"""
_MANNER = (
    "扎实|认真|积极|切实|有效|有力|努力|主动|严格|全面|深入|及时|准确|科学|合理|充分|自觉|坚决|坚定|"
    "稳步|稳妥|有序|有针对性|有计划|有步骤|有重点|创造性|更好|更快|更加有效|更加扎实|高质量|高标准|"
    "迅速|果断|妥善|广泛|大力|规范|持续|不断|逐步|系统|进一步|大大|逐渐|日益|精准|细致|耐心|热情|诚恳|客观|公正"
)
_MANNER_LONG = (
    "坚定不移|毫不动摇|扎扎实实|实实在在|认认真真|脚踏实地|旗帜鲜明|一如既往|持之以恒|因地制宜|有条不紊|循序渐进|与时俱进|雷厉风行"
    "|不折不扣|千方百计|想方设法|全力以赴|齐心协力|同心协力|满腔热情|大张旗鼓|始终如一|坚持不懈|毫不松懈|毫不放松|毫无保留|实事求是"
    "|科学合理|深入细致|积极主动|积极稳妥|稳妥有序|扎实有效|持续深入|高效|平稳|如期|圆满|顺利|更加自觉|更加主动|更加积极|自觉自愿|严肃认真|严格规范"
    "|最大限度|最大程度|切切实实|切实有效|自始至终|更好更快|更大力度|更大程度|大幅度|尽最大努力"
    "|公平公正|依法依规|又好又快|分门别类|大刀阔斧|原原本本|完完整整|仔仔细细|清清楚楚|卓有成效|坚持不渝|有的放矢|有针对性|全面系统|及时有效|积极有效"
)
_DO = (
    "推进|推动|开展|落实|贯彻|执行|做好|抓好|完成|组织|实施|解决|处理|处置|学习|宣传|加强|提高|提升|"
    "改进|改善|履行|履职|服务|参与|参加|配合|支持|保障|维护|发挥|把握|掌握|了解|反映|反馈|报送|上报|"
    "报告|排查|整改|检查|督促|指导|引导|遵守|调动|促进|化解|防范|应对|回应|听取|分析|研究|总结|谋划"
    "|预防|遏制|减少|降低|扩大|缩小|缓解|满足|调动|激发|挖掘|提供|争取|节约|压缩|优化|完善|健全|保护|防止|避免|消除|方便"
)
_NOUN = (
    "措施|机制|办法|态度|作风|氛围|体系|制度|方案|能力|手段|途径|方式|环境|支撑|保障|基础|力度|效果|情况|过程|计划"
    "|方法|机构|人员|团队|项目|课题|任务|目标|思路|观念|意识|平台|模式|队伍|工作|服务|管理|条件|政策|经验|成果|成效|作用|意见|建议|要求|内容|渠道|水平|质量|对策|策略|活动"
)
"""What makes a noun with the verb before it: 有效的保障措施."""
_OBJECT = f"(?!(?:{_NOUN})(?:[，。；、和与及来]|$))[^，。；、：的了过着性化型类]"
_CLAUSE = ("，", "；", "。", "、", "")
_MODAL = "要|应|须|必须|应当|需要|能够|能|可以|将|会|继续|进一步|更加|就|都|来|去|，|；|。|、|^"
_SHORT_MAY_BE = "[的地](?:很|更|不|非常)?[紧实好牢严细准快稳深透全活通住起清远高强到扎彻出不]"
_AROUND = 8
_MAY_BE = "[的地][很非十比更不相特越极较]|[取获赢博]的"
_VERB_OF_RESULT = (
    "完成|做|办|干|抓|搞|落实|执行|推进|开展|发展|组织|处理|变|显|贯彻|掌握|准备|表现|写|讲|说|走|学|配合"
    "|生活|过|管|建|守|算|看|想|听|谋划|部署|安排|研究|考虑|解决|保障|维护|服务|运行|发挥|进行|管理|经营|治理|整治"
    "|开|谈|教|演|唱|操作|协调|沟通|控制|衔接|布置|利用|使用|保存|建设|改造|培训|宣传|演练"
)
_ADVERBIAL = (
    rf"(?P<lead>{_MODAL})(?P<manner>{_MANNER}|{_MANNER_LONG})(?P<wrong>[的得])"
    rf"(?P<verb>{_DO})(?={_OBJECT})"
)
_RESULT = (
    rf"(?P<verb>{_VERB_OF_RESULT})(?P<wrong>[的地])"
    "(?P<how>(?:很|非常|十分|比较|更加|更|不够|不太|相当|特别|越来越|极其|较)"
    "(?:好|扎实|顺利|成功|出色|到位|充分|及时|彻底|圆满|细致|深入|认真|规范|有序|理想|快|慢|差|多|少|细|实|稳|准"
    "|牢|深|透|严|紧|高|远|强|美|幸福|安全|便捷|方便|舒心|放心|踏实|平稳|紧密|牢固|具体|周密|周到|周全|科学|合理|精准"
    "|清楚|明确|完善|有效|好看|准确|全面|积极|优秀|突出|清晰|透彻|仔细|复杂|困难|重要|迫切|明显|活跃|丰富)"
    "(?:更(?:细|实|好|稳|准|深|牢|快|高|强|严|紧|美|远)|、更?[^，。；、的]{1,4})*(?=[，。；！]|$))"
)
_GAINED = (
    "(?<![录领收采提获争抽选摄汲考支窃骗盗换听索吸榨])(?P<verb>取|获|赢|博)(?P<wrong>的)"
    "(?P<how>了?(?:明显|显著|良好|较好|重大|积极|新的|阶段性|圆满|丰硕|一定|突破|实效|成效|成绩|进展|胜利|成功|预期|全面))"
)
_BEFORE_NOUN = (
    rf"(?P<lead>[，。；、有树立以用]|^)(?P<manner>{_MANNER})(?P<wrong>地)"
    "(?P<noun>(?:工作|思想|生活|学习)?(?:作风|态度|措施|成绩|成效|进展|经验|基础|环境|氛围|形势|精神|办法|举措|机制|方案|制度|局面"
    "|条件|意识|能力|水平))(?=[，。；、和与]|$)"
)


_SHORT_RESULT = (
    "(?:^|(?<=[，。；、要会能就作事责任管理队伍]))(?P<verb>抓|管|做|干|办|学|落|压|守|看|查|跑|站|坐|行|用|放|说|讲|想|改|整|建|治|控|防|接|联|推|"
    "走|盯|吃|摸|挖|夯|筑|扛|担|谋|议|评|考|练|教|帮|扶|统|贴|融|拉|布|排|稳|兜|钻|写)(?P<wrong>[的地])"
    "(?P<how>(?:很|更|不|非常)?(?:紧|实|好|牢|严|细|准|快|稳|深|透|全|活|通|住|起|清|远|高|强|到位|扎实|彻底|出色|不错))(?=[、，。；！]|$)"
)
"""抓的紧、抓得实."""
_THINGS = (
    "工作|准备工作|情况|问题|要求|意见|责任|任务|制度|措施|卫生|状况|卫生状况|质量|安全|标准|条件|环境|设施|设备|数量|人员|资金|项目"
    "|能力|作用|效果|成果|经验|作风|生活|利益|权益|需求|诉求|困难|方案|计划|目标|内容|重点|原因|过程|范围|程序|结果|水平|机制|体系"
)
_BEFORE_THINGS = rf"(?P<wrong>[地得])(?P<noun>(?:{_THINGS})(?![了过着]))"
"""食堂得卫生状况, 开学前地准备工作: no particle but 的 stands before what is a thing."""
_PLACED = frozenset("前后中时内上下间里期")
_RULED = frozenset("很不太较更最多少好地得着了过")


_ENDS = "".join(sorted({word[-1] for word in f"{_MANNER}|{_MANNER_LONG}".split("|")}))
_MAY_BE_ADVERBIAL = f"[{_ENDS}][的得][{''.join(sorted({word[0] for word in _DO.split('|')}))}]"
_MAY_BE_BEFORE_NOUN = f"[{_ENDS}]地[工思生学作态措成进经基环氛形精办举机方制局条意能水]"
"""What every one has, and few texts: the long patterns are compiled only for those."""
NEEDS = ("的", "地", "得")


def check(context: Context) -> Iterator[Finding]:
    """Each particle that grammar does not allow where it stands."""
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        for match in re.finditer(_ADVERBIAL, text) if re.search(_MAY_BE_ADVERBIAL, text) else ():
            if _is_attributive(match):
                continue
            right = f"{match['manner']}地{match['verb']}"
            yield _finding(context, passage, match, right)
        short = re.search(_SHORT_MAY_BE, text)
        for match in re.finditer(_SHORT_RESULT, text) if short and passage.is_prose else ():
            yield _finding(context, passage, match, f"{match['verb']}得{match['how']}")
        yield from _before_things(passage, context)
        for pattern in (_RESULT, _GAINED):
            for match in re.finditer(pattern, text) if re.search(_MAY_BE, text) else ():
                right = f"{match['verb']}得{match['how']}"
                yield _finding(context, passage, match, right)
        before_noun = "地" in text and re.search(_MAY_BE_BEFORE_NOUN, text)
        for match in re.finditer(_BEFORE_NOUN, text) if before_noun else ():
            yield _finding(context, passage, match, f"{match['manner']}的{match['noun']}")


def _before_things(passage: Passage, context: Context) -> Iterator[Finding]:
    """Each 地 or 得 that is a word by itself, and stands before a thing."""
    text = passage.text
    if not passage.is_prose or not re.search(f"[地得](?:{_THINGS})", text):
        return
    for match in re.finditer(_BEFORE_THINGS, text):
        at = match.start()
        start = max(0, at - _AROUND)
        before = piece = ""
        for piece in context.cut(text[start : match.end() + 2]):
            if start == at:
                break
            before, start = piece, start + len(piece)
        by_itself = len(before) > 1 and before[-1] not in _RULED
        if start != at or not (by_itself or before in _PLACED):
            continue
        if piece != match["wrong"] or (match["wrong"] == "地" and _is_manner(before)):
            continue
        yield _finding(context, passage, match, f"的{match['noun']}")


def _is_manner(word: str) -> bool:
    """Whether what stands before 地 may be an adverb, and a verb follow that is missing here."""
    return word in f"{_MANNER}|{_MANNER_LONG}".split("|") or len(word) > 3


def _is_attributive(match: re.Match[str]) -> bool:
    """Whether it may be the attribute of a noun: ，有效的解决问题的办法. After 要 and the like it
    is none.
    """
    rest = re.split("[，。；！]", match.string[match.end() :], maxsplit=1)[0]
    return match["lead"] in _CLAUSE and (match["wrong"] == "得" or "的" in rest)


def _finding(context: Context, passage: Passage, match: re.Match[str], right: str) -> Finding:
    spot = context.spot(passage.place, passage.text, match.start("wrong"))
    written = match[0][len(match.groupdict().get("lead") or "") :]
    return Finding(
        spot,
        f"“{written}”里的“{match['wrong']}”用错了",
        hint=f"写“{right}”",
        element=written,
    )
