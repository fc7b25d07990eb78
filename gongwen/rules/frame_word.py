"""句式缺字：公文里固定的句式，少了撑住它的那个字。

“自收到申请之日5个工作日内”漏了“起”，“在市委的坚强领导，”漏了“下”，“未经批准，得占用”漏了“不”，“对书屋进行，”后面漏了动词。
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "句式缺字"
LEVEL = Level.WARNING
BASIS = "句子成分要完整"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 自收到申请之日5个工作日内，对书屋进行，未经批准，得占用场地。在各村的大力支持，任务完成。
"""
RIGHT = """\
正文:
- 自收到申请之日起5个工作日内，对书屋进行检查，未经批准，不得占用场地。
- 在各村的大力支持下，任务完成。
"""

_SOME = "[^，。；：！？“”]"
_BEGINS = "(?:^|(?<=[，。；：]))"
_ENDS = "(?=[，。；]|$)"
_AMONG = "[^，。；：“”中里上时后内间]"


class _Frame(Struct, frozen=True):
    """A word that a passage must have, or several between “|”, the frame without what it lacks, and
    what that is.
    """

    needle: str
    pattern: str
    lacks: str


_FRAMES = (
    _Frame(
        "之日",
        r"(?<![各来亲独擅私])自[^，。；起]{1,24}之日(?=\d|[一二三四五六七八九十]+[个日天])",
        "起",
    ),
    _Frame(
        "日施行|日实施|日执行|日生效|年施行|月施行",
        r"(?<![各来亲独擅私])自[^，。；起]{2,24}(?:之日|\d[日月年])(?:施行|实施|执行|生效)(?=[，。；]|$)",
        "起",
    ),
    _Frame(
        "领导，|支持，|帮助，|努力，|配合，|指导，|关心，|推动，|带领，|关怀，|协助，",
        rf"{_BEGINS}在{_AMONG}{{2,24}}的(?:正确|坚强|统一|亲切|大力|共同|积极|精心|悉心|有力|全力)*"
        "(?:领导|支持|帮助|努力|配合|指导|关心|推动|带领|关怀|协助)(?=，)",
        "下",
    ),
    _Frame(
        "政府，|委，|国务院，|领导小组，|党组，|会议，",
        rf"{_BEGINS}(?:已)?经[^，。；：、由在]{{0,10}}(?:政府|[省市县区]委|国务院|领导小组|党组|常务会议|办公会议|党组会议)(?=，)",
        "“同意”“批准”“研究”这样的词",
    ),
    _Frame("经研究决", "经研究决(?![定议策算])", "定"),
    _Frame("统一，", rf"(?:按照|根据){_SOME}{{2,20}}(?<!不)统一(?=，)", "“部署”“要求”这样的词"),
    _Frame(
        "和，|和。|和；",
        r"(?:规定|要求|精神|部署|意见|办法|通知|条例|单位|部门)和(?=[，。；])",
        "“和”后面的词",
    ),
    _Frame(
        "未经",
        rf"未经{_SOME}{{1,20}}，{_SOME}{{0,8}}?(?<![不只须应取获使值难非懂晓博赢来显变])得(?=擅自|[从开出进占改使生销拆施建对向将转设上发举办复调变引公披挪动用])(?!出|到|以)",
        "不",
    ),
    _Frame(
        "个人得|个人均得|个人都得",
        r"任何(?:单位|组织|机构|部门)(?:和|或者?|、)个人(?:均|都)?得(?![到知以出])",
        "不",
    ),
    _Frame(
        "负牵头|负组织|负具体|负协调|负指导|负实施|负统筹|负落实|负办理",
        rf"由{_SOME}{{2,16}}负(?=牵头|组织|具体|协调|指导|实施|统筹|落实|办理)",
        "责",
    ),
    _Frame(
        "如下",
        rf"{_BEGINS}现(?:有关|相关|具体)[^，。；：将就]{{1,20}}(?:通知|函复|批复|报告|通报|请示|说明|公告|通告)如下",
        "“现”后面的“将”或者“就”",
    ),
    _Frame("结合实", f"结合实{_ENDS}", "际"),
    _Frame("否，请", r"(?:妥否|当否|可否)，请(?:批|示)(?=[。！]|$)", "“批示”“批复”中的一个字"),
    _Frame("特此", r"特此(?:通|报|批|公|说)(?=[。！]|$)", "“通知”“报告”这样的词的后一个字"),
    _Frame(
        "作需|作要|况需|况要|务需|务要|势需|势要",
        r"因(?:工作|情况|业务|形势)(?:需|要)(?=[，。])",
        "“需要”中的一个字",
    ),
    _Frame(
        "民中心|导向|主体|抓手|根本|主线",
        r"以(?:人民|问题|目标|结果|效果|需求|企业|群众|市场|民生)(?:中心|导向|主体|抓手|根本|主线)(?=[，。；、])",
        "为",
    ),
    _Frame("另有规定，", rf"{_BEGINS}除(?:法律、法规|法律|国家|上级|合同)?另有规定(?=，)", "外"),
    _Frame(
        "进行，|进行。|进行；",
        rf"{_BEGINS}(?:要|应|应当|须|负责|组织|依法|及时|定期)?对{_SOME}{{2,30}}(?<![在步序续常期利行同时法地能所线])进行(?=[，。；])",
        "“进行”后面的动词",
    ),
    _Frame(
        "予以，|予以。|予以；|加以，|加以。|加以；|得以，|得以。|得以；|致以，|致以。|致以；",
        r"(?<![难可足])(?:予以|加以|得以|致以)(?=[，。；])",
        "后面的动词",
    ),
    _Frame(
        "不予，|不予。|不予；|尚未，|尚未。|尚未；|以便，|以便。|以便；|按照，|按照。|按照；|对于，|对于。|对于；|关于，|关于。|关于；|为了，|为了。|为了；",
        r"(?:不予|尚未|以便|按照|对于|关于|为了)(?=[，。；])",
        "后面的词",
    ),
    _Frame(
        "应当。|应当；|必须。|必须；|有所。|有所；|切实。|切实；|不得。|不得；|尚未。|尚未；|进一步。|进一步；",
        r"(?:应当|必须|有所|切实|不得|尚未|进一步)(?=[。；])(?<!动弹不得)",
        "后面的词",
    ),
)
NEEDS = tuple(word for each in _FRAMES for word in each.needle.split("|"))
_SHOWN = 24


def check(context: Context) -> Iterator[Finding]:
    """Each frame that lacks what holds it up."""
    for frame in _FRAMES:
        for passage in context.passages_with(*frame.needle.split("|")):
            for match in re.finditer(frame.pattern, passage.text) if passage.is_prose else ():
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"“{match[0][-_SHOWN:]}”漏了{_named(frame.lacks)}",
                    hint=f"补上{_named(frame.lacks)}；没有漏的，不用改",
                    element=match[0],
                )


def _named(lacks: str) -> str:
    return lacks if "“" in lacks or len(lacks) > 1 else f"“{lacks}”"
