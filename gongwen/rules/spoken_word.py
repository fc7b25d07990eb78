"""口语词：公文里用了口头上说的话。

“没弄好”“咱们”“搞丢了”“没按时交”，换成书面的说法。引号里的不算，只提示。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.enclosed import is_enclosed
from ..problem import Level
from . import Context, Finding

NAME = "口语词"
LEVEL = Level.NOTICE
BASIS = "公文用书面语"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 整改没弄好的书屋，没按时报材料的，咱们要赶紧督促。
"""
RIGHT = """\
正文:
- 没有整改到位的书屋，未按时报送材料的，要尽快督促，依法没收，严禁弄虚作假，搞好服务。
"""

_DONE = "(?:好|完|成|定|清楚|懂|明白|利索)"
_FRAMES = (
    (
        ("没",),
        f"没有?(?:弄|搞|整)(?!改|治|理|顿|合|修){_DONE}|没(?:办|做){_DONE}",
        "没有完成、没有做好",
    ),
    (
        ("弄", "搞"),
        "(?<!没)(?<!没有)(?:弄|搞)(?:丢|坏|错|砸|乱|懂|完|糟)",
        "书面的动词（损坏、丢失、弄清）",
    ),
    (
        ("没",),
        "(?<![淹沉埋吞出隐泯覆湮鬼神辱抄籍])没(?=按|完成|落实|到位|上报|报送|参加|整改|通过|达到|发现|安排|建立|及时|归还|人管|法儿)",
        "未、没有",
    ),
    (("咱", "啥", "咋", "甭", "压根", "干嘛"), "咱们?|啥|咋样?|甭|压根儿?|干嘛", "书面的说法"),
    (("赶紧", "千万别", "千万不要"), "赶紧|千万别|千万不要", "尽快、切勿"),
    (
        ("好几", "好多", "一大堆", "一大帮"),
        "好几(?=[个次天家项起年])|(?<![很更最较])好多(?=人|单位|问题|地方|群众|学校)|一大[堆帮]",
        "多、许多",
    ),
)
"""What a passage must have, what is spoken, and how one writes it."""
NEEDS = tuple(each for needles, _, _ in _FRAMES for each in needles)


def check(context: Context) -> Iterator[Finding]:
    """Each word that is spoken, but not written."""
    for needles, pattern, right in _FRAMES:
        for passage in context.passages_with(*needles):
            for match in re.finditer(pattern, passage.text) if passage.is_prose else ():
                if is_enclosed(passage.text, match.start()):
                    continue
                rest = passage.text[match.end() : match.end() + 2] if match[0] == "没" else ""
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"“{match[0]}{rest}”是口语",
                    hint=f"换成“{right}”这样的" if "（" not in right else f"换成{right}",
                    element=match[0],
                )
