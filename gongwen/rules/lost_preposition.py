"""介词残缺：“为……而努力”“在……领导下”“以……为指导”，前一半漏了。

“建设美丽云溪而努力奋斗”前面少了“为”，“市委坚强领导下，”前面少了“在”，“坚持新发展理念为指导”少了“以”；“认真贯彻关于节水工作，”后面少了“的要求”这样的宾语。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "介词残缺"
LEVEL = Level.WARNING
BASIS = "语句要完整"
STANDS_ALONE = True
EACH_PASSAGE = True
_OF_FRAMES = {
    "为": ("而努力", "而奋斗", "而拼搏", "而共同", "而不断", "而不懈", "而团结", "而贡献"),
    "在": ("领导下，", "关怀下，", "支持下，", "努力下，", "部署下，", "指导下，"),
    "以": ("为指导", "为主线", "为抓手", "为契机", "为导向", "为载体", "为引领", "为牵引"),
}
"""What the second half of each frame has."""
NEEDS = (*(each for several in _OF_FRAMES.values() for each in several), "关于")
WRONG = """\
正文:
- 市教育局坚强领导下，各学校以读书节为契机，建设书香云溪而努力奋斗。
"""
RIGHT = """\
正文:
- 在市教育局坚强领导下，各学校以读书节为契机，为建设书香云溪而努力奋斗。
"""

_CLAUSE = "[^，。；：！]"
_FRAMES = (
    (
        rf"(?:^|(?<=[，。；：]))(?!为|为了)(?P<clause>(?:奋力|努力|共同|合力|携手)?(?:建设|实现|推动|推进|夺取|谱写|促进|加快|完成|创建|打造){_CLAUSE}{{4,36}})"
        "而(?:共同|不断|不懈)?(?:努力奋斗|不懈奋斗|不懈努力|团结奋斗|努力|奋斗|拼搏|贡献力量)(?=[，。；！]|$)",
        "为",
        "前面加“为”",
    ),
    (
        rf"(?:^|(?<=[，。；：]))(?P<clause>(?!在){_CLAUSE}{{1,24}}(?:坚强领导|正确领导|统一领导|亲切关怀|大力支持|关心支持|共同努力|统一部署|精心指导|有力指导|悉心指导))下(?=，)",
        "在",
        "前面加“在”",
    ),
    (
        rf"(?:^|(?<=[，。；：]))(?P<clause>(?:要|应当?|必须|始终|坚持|紧紧|牢牢)*(?!以|把|将|作){_CLAUSE}{{2,40}})为(?:指导|主线|抓手|契机|导向|载体|引领|牵引)(?=[，。；]|$)",
        "以",
        "前面加“以”",
    ),
)
_HAS = {
    "为": "为",
    "在": "[在于由]",
    "以": "[以把将被作成视]",
}
_MATTERS = "加强|做好|推进|开展|进一步|加快|深化|规范|完善"
_NO_OBJECT = (
    "(?:贯彻|落实|贯彻落实|执行|按照|根据)(?:执行)?"
    rf"(?P<clause>{_CLAUSE}{{0,12}}关于(?:{_MATTERS}){_CLAUSE}{{3,24}})(?=，)"
)
_OBJECT = (
    "的|决定|意见|通知|要求|精神|部署|规定|办法|方案|批复|指示|讲话|安排|论述|《|政策|"
    "文件|条例|决议"
)


def check(context: Context) -> Iterator[Finding]:
    """Each second half of a frame that has no first, and 关于 that no noun ends."""
    for pattern, word, hint in _FRAMES:
        for passage in context.passages_with(*_OF_FRAMES[word]):
            for match in re.finditer(pattern, passage.text) if passage.is_prose else ():
                if not re.search(_HAS[word], match["clause"]):
                    yield Finding(
                        context.spot(passage.place, passage.text, match.start()),
                        f"“{match[0]}”前面漏了“{word}”",
                        hint=f"{hint}，写“{word}{match[0]}”",
                        element=match[0],
                    )
    for passage in context.passages_with_each(("贯彻", "落实", "执行", "按照", "根据"), ("关于",)):
        for match in re.finditer(_NO_OBJECT, passage.text) if passage.is_prose else ():
            if not re.search(_OBJECT, match["clause"].split("关于", 1)[1]):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"“{match[0]}”话没有说完，漏了“的要求”“的意见”这样的词",
                    hint=f"写“{match[0]}的要求”这样的；“关于”后面本来就是一件事的，不用改",
                    level=Level.NOTICE,
                    element=match[0],
                )
