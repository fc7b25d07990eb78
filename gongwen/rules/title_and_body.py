"""标题与正文：标题里的年份、季节、届次、名称，与正文开头说的不同。

标题写“2026年”，正文第一段写“2025年”；标题写“印发节水方案”，正文写“现将《节水工作方案》印发给你们”，请核对。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..document.texts import Passage
from ..document.values import one_line
from ..paper.characters import HAN
from ..paper.enclosed import in_title
from ..problem import Level
from . import Context, Finding

NAME = "标题与正文"
LEVEL = Level.WARNING
BASIS = "标题和正文要一致"
STANDS_ALONE = True
WRONG = """\
标题: 云溪市教育局关于举办2026年春季读书节的通知
正文:
- 为办好2025年春季读书节，现将有关事项通知如下：
"""
RIGHT = """\
标题: 云溪市教育局关于举办2026年春季读书节的通知
正文:
- 2025年读书节以来，成效明显。为办好2026年春季读书节，现将有关事项通知如下：
"""

_MARKED = (
    (re.compile(rf"(?P<mark>(?:19|20)\d\d)(?P<what>年(?:度)?{HAN}{{2}})"), "年份"),
    (re.compile(rf"(?P<mark>[春夏秋冬])(?P<what>[季节]{HAN}{{2}})"), "季节"),
    (
        re.compile(
            rf"第(?P<mark>[一二三四五六七八九十百\d]{{1,4}})(?P<what>[届次批期轮个]{HAN}{{2}})"
        ),
        "届次",
    ),
    (re.compile(rf"(?P<mark>[一二三四]|上半|下半)(?P<what>(?:季度|年){HAN}{{2}})"), "时段"),
)
_DECIDED = r"(?:决定|定|将|拟|计划)于(?P<year>20\d\d)年(?:\d{1,2}月)?"
_CORE = (
    "关于(?:印发|转发|公布|发布|举办|召开|开展|做好|实施|加强|进一步|"
    "推进|组织|同意|批准)*(?P<core>.+?)的?(?:通知|报告|请示|批复|函|"
    "意见|决定|通报|公告|通告|复函|方案)$"
)
_ISSUED = "关于(?:印发|转发|公布|发布|颁布)《?(?P<name>[^《》]+?)》?的(?:通知|公告|通告|函)$"
_ASKED = (
    "关于(?:公开)?(?:征求|听取|征集)(?:对)?《?(?P<name>[^《》]+?)"
    "》?(?:[（(][^（）()]*[）)])?》?的?(?:修改)?意见(?:建议)?的(?:通知|公告|通告|函)$"
)
_SENT = "《(?P<name>[^《》]{4,60})》"
_FIRST = 3
"""Paragraphs that open a text."""
_SHORTEST = 6
_DATE = r"[\d一二三四五六七八九十第]"


def check(context: Context) -> Iterator[Finding]:
    """What the opening says otherwise than the title."""
    title = "".join(one_line(context.document.title).split())
    opening = [p for p in context.passages_by_part[0] if p.is_prose][:_FIRST]
    if not title or not opening:
        return
    yield from _marks(title, opening, context)
    yield from _praise(title, opening, context)
    yield from _decided(title, opening, context)
    issued = re.search(_ISSUED, title)
    asked = re.search(_ASKED, title)
    if issued:
        yield from _issued(issued["name"], opening, context)
    elif asked:
        yield from _issued(asked["name"], opening, context)
    elif match := re.search(_CORE, title):
        yield from _near(match["core"], opening, context)


def _praise(title: str, opening: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """予以通报批评 below a title that praises, or the other way round."""
    for named, other in (("表扬|表彰|嘉奖", "批评"), ("批评", "表扬")):
        said = re.search(named, title)
        if said is None or other in title:
            continue
        for passage in opening:
            match = re.search(f"(?:予以|给予)(?:全[省市县区])?通报{other}", passage.text)
            if match and not re.search(f"通报(?:{named})", passage.text):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"正文写的是“{match[0]}”，标题是“{said[0]}”",
                    hint="核对是表扬还是批评",
                    element=match[0],
                )
                return


def _marks(title: str, opening: Sequence[Passage], context: Context) -> Iterator[Finding]:
    for pattern, what in _MARKED:
        for match in pattern.finditer(title):
            found = [
                (passage, other)
                for passage in opening
                for other in pattern.finditer(passage.text)
                if other["what"] == match["what"] and not in_title(passage.text, other.start())
            ]
            if not found or any(other["mark"] == match["mark"] for _, other in found):
                continue
            passage, other = found[0]
            yield Finding(
                context.spot(passage.place, passage.text, other.start()),
                f"正文写的是“{other[0]}”，标题是“{match[0]}”",
                hint=f"核对{what}",
                element=other[0],
            )


def _decided(title: str, opening: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """决定于2025年10月开展…, where the title is of 2026."""
    years = set(re.findall(r"(?<!\d)20\d\d(?=年)", title))
    if len(years) != 1 or any(year in p.text for year in years for p in opening):
        return
    for passage in opening:
        match = re.search(_DECIDED, passage.text)
        if match and match["year"] not in years:
            yield Finding(
                context.spot(passage.place, passage.text, match.start("year")),
                f"正文写的是“{match[0]}”，标题是“{years.pop()}年”",
                hint="核对年份",
                element=match["year"],
            )
            return


def _issued(name: str, opening: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """The name of what is sent, that is nearly the one in the title."""
    for passage in opening[:2]:
        names = [(m.start(), m["name"]) for m in re.finditer(_SENT, passage.text)]
        if any(_bare(each) == _bare(name) for _, each in names):
            return
        for at, each in names:
            after = passage.text[at + len(each) + 2 :][:12]
            if re.match(
                "(?:（[^（）]*）)?(?:，|。)?(?:印发|转发|发给|下发|印送|转给|分发|公布|发布|予以|已经|已|现征求|现就|现公开|现予|征求)",
                after,
            ) and _is_like(each, name):
                yield Finding(
                    context.spot(passage.place, passage.text, at),
                    f"正文印发的是《{each}》，标题是“{name}”",
                    hint="两处的名称写成一样的",
                    element=each,
                )
                return


def _bare(name: str) -> str:
    return re.sub(r"[\s《》〈〉“”（）()、，]|试行|暂行", "", name)


def _is_like(one: str, other: str) -> bool:
    from difflib import SequenceMatcher  # only where the names differ

    one, other = _bare(one), _bare(other)
    if one in other or other in one:
        return abs(len(one) - len(other)) <= 4
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.75


def _near(core: str, opening: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """A stretch of the title that stands in the opening with one character changed."""
    for stretch in re.split("[“”《》、，和及与（）]", core):
        if len(stretch) < _SHORTEST or any(
            stretch in p.text for p in context.passages_by_part[0][1:]
        ):
            continue
        for passage in opening:
            for at in range(len(passage.text) - len(stretch) + 1):
                window = passage.text[at : at + len(stretch)]
                if window[0] != stretch[0] and window[-1] != stretch[-1]:
                    continue
                unlike = [n for n, (a, b) in enumerate(zip(window, stretch, strict=True)) if a != b]
                if len(unlike) == 1 and not re.search(
                    _DATE, window[unlike[0]] + stretch[unlike[0]]
                ):
                    if not re.match(HAN, window[unlike[0]]):
                        continue
                    yield Finding(
                        context.spot(passage.place, passage.text, at),
                        f"正文写的是“{window}”，标题是“{stretch}”",
                        hint="核对哪一处对",
                        level=Level.NOTICE,
                        element=window,
                    )
                    return
