"""界限重复：概数、界限说了两遍。

“约30人左右”“超过30%以上”“不超过5天以内”“近百余人”，前后留一个就够了。
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from .. import patterns as re
from ..problem import Level, Place
from . import Context, Finding

NAME = "界限重复"
LEVEL = Level.WARNING
BASIS = "GB/T 15835-2011；语义重复"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 参加人数约300人左右，覆盖率超过90%以上，培训近200余人。
"""
RIGHT = """\
正文:
- 参加人数约300人，覆盖率90%以上，节约资金30余万元，近30多年来变化很大，年龄在18岁以上。
"""
_NUMBER = (
    r"(?P<number>(?:\d[\d,.]*|[一二两三四五六七八九十百千几]+)(?:\.\d+)?[十百千万亿]*"
    r"(?P<some>[多余几]?)[十百千万亿]*"
)
_UNIT = r"(?:个百分点|百分点|[%％‰]|[^\W\d_]{0,4}?)"
_ABOUT = r"(?:大约|大概|将近|接近|(?<![节合条预签违契公制续缔誓邀赴失毁守爽大解相履])约)"
_NEARLY = r"(?:将近|接近|(?<![最附就邻靠贴临亲远])近)"
_ABOVE = "(?:超过|突破|高于|大于|多于|不少于|不低于|不小于|至少|最少|起码|超出)"
_BELOW = "(?:不超过|低于|小于|少于|不多于|不高于|不大于|至多|最多)"
_NOTED = r"(?:（[^（）]{1,6}）)?"
_PATTERNS = (
    (rf"(?P<before>{_ABOUT}){_NUMBER}{_UNIT})(?P<after>左右|上下|(?<!之)之间)", "概数"),
    (rf"(?P<before>{_NEARLY}){_NUMBER}{_UNIT})(?P<after>左右|上下)", "概数"),
    (
        rf"(?P<before>{_ABOUT}|{_NEARLY}){_NUMBER}{_UNIT})(?P<after>以上|以下|以内|之内)(?=[，。；、的]|$)",
        "概数和界限",
    ),
    (rf"(?P<before>{_ABOVE}){_NUMBER}{_UNIT}){_NOTED}(?P<after>以上|之上)", "界限"),
    (
        rf"(?P<before>{_BELOW}){_NUMBER}{_UNIT}){_NOTED}(?P<after>以下|以内|之内)",
        "界限",
    ),
    (
        rf"(?P<before>{_ABOUT}|{_NEARLY})(?P<number>\d[\d,.]*[十百千万亿]*(?P<after>[多余])"
        r"(?![年天月日周世小分元])[十百千万亿]*)",
        "概数",
    ),
    (
        r"(?<!\d)(?P<before>)(?P<number>\d[\d,.]*[十百千万亿]*[多余][十百千万亿]*[^\W\d_]{1,3}?)(?P<after>左右|上下)",
        "概数",
    ),
)
_TWICE = (
    rf"(?P<before>最低|最少|至少|起码)(?:不得|不能|也要)?(?P<after>不少于|不低于|不小于){_NUMBER})",
    rf"(?P<before>最高|最多|至多|最大)(?:不得|不能)?(?P<after>不超过|不多于|不高于|不得超过){_NUMBER})",
    rf"(?P<before>最高|最多|至多)不得超过{_NUMBER}){_UNIT}(?P<after>以内|之内)",
    rf"(?P<before>约计|估计约|大致约|大约|大概){_NUMBER}){_UNIT}(?P<after>左右|上下)",
    rf"(?<![节合条预签违契公制续缔])(?P<before>约)(?:增长|下降|提高|减少|增加|占|达|需|为|有){_NUMBER}){_UNIT}(?P<after>左右|上下)",
    rf"(?P<before>大约|大概)在{_NUMBER})[点时]?{_UNIT}?(?P<after>前后|左右)",
    r"(?P<before>以[上下内])(?P<number>)(?P<after>左右|上下)(?![班级])",
    r"(?P<before>前后|上下)(?P<number>)(?P<after>左右)",
    r"(?P<before>左右)(?P<number>)(?P<after>上下|前后)",
    r"(?P<before>[月日年]?底?前)(?P<number>)(?P<after>之前|之内|以内|以前)(?=[，。；完报成])",
)
_AT_LEAST = (
    (
        ("至少", "最少", "起码"),
        ("以上", "之上"),
        rf"(?P<before>至少|最少|起码)[^\W\d_一二两三四五六七八九十每不]{{1,8}}?{_NUMBER}){_UNIT}{_NOTED}(?P<after>以上|之上)",
    ),
    (
        ("超过", "突破", "高于", "多于", "超出"),
        ("余", "多"),
        r"(?P<before>超过|突破|高于|多于|超出)(?P<number>\d[\d,.]*[十百千万亿]*(?P<after>[多余])"
        r"(?![下额年天月日周世小分元])[十百千万亿]*)",
    ),
    (
        ("年满", "已满"),
        ("以上", "之上"),
        rf"(?P<before>[年已]满){_NUMBER}){_UNIT}{_NOTED}(?P<after>以上|之上)",
    ),
)
_TWICE_WORDS = (
    "不少于",
    "不低于",
    "不小于",
    "超过",
    "不多于",
    "不高于",
    "左右",
    "上下",
    "前之",
    "前以",
)
_SOME = r"\d[十百千万亿]*[多余]"
_ABOUT_WORDS = ("约", "大概", "将近", "接近", "近")
_BOUNDS = ("过", "突破", "高于", "大于", "多于", "少于", "低于", "小于", "至", "最", "起码", "超出")
_CHOICES = (
    (_ABOUT_WORDS, ("左右", "上下", "之间")),
    (("近",), ("左右", "上下")),
    (_ABOUT_WORDS, ("以上", "以下", "以内", "之内")),
    (_BOUNDS, ("以上", "之上")),
    (_BOUNDS, ("以下", "以内", "之内")),
    (_ABOUT_WORDS, ("多", "余")),
    (("多", "余"), ("左右", "上下")),
)
"""What a text must have of each pattern: one of the first, one of the second."""
NEEDS = (*_TWICE_WORDS, *(word for _, behind in _CHOICES for word in behind))


def check(context: Context) -> Iterator[Finding]:
    """Each number that is bounded or made vague twice."""
    told: dict[tuple[Place, str], set[int]] = {}
    for (pattern, what), choices in zip(_PATTERNS, _CHOICES, strict=True):
        vague = "多" in (*choices[0], *choices[1])
        for passage in context.passages_with_each(*choices):
            text = passage.text
            if vague and not re.search(_SOME, text):
                continue
            before = told.setdefault((passage.place, passage.text), set())
            for match in re.finditer(pattern, text):
                said = range(match.start(), match.end())
                if before.isdisjoint(said):
                    before.update(said)
                    yield _finding(context.spot(passage.place, text, match.start()), match, what)
    twice = [
        *((passage, each) for passage in context.passages_with(*_TWICE_WORDS) for each in _TWICE),
        *(
            (passage, pattern)
            for first, last, pattern in _AT_LEAST
            for passage in context.passages_with_each(first, last)
        ),
    ]
    for passage, pattern in twice:
        before = told.setdefault((passage.place, passage.text), set())
        for match in re.finditer(pattern, passage.text):
            said = range(match.start(), match.end())
            if before.isdisjoint(said):
                before.update(said)
                spot = context.spot(passage.place, passage.text, match.start())
                found = _finding(spot, match, "界限")
                yield (
                    replace(found, level=Level.NOTICE)
                    if re.search("[最满]", match["before"])
                    else found
                )


def _finding(place: Place, match: re.Match[str], what: str) -> Finding:
    first, last = match["before"], match["after"]
    if not first:
        first, last = next(each for each in match["number"] if each in "多余"), match["after"]
    return Finding(
        place,
        f"“{match[0]}”{what}说了两遍：“{first}”和“{last}”",
        hint=f"“{first}”“{last}”只留一个",
        element=match[0],
    )
