"""列举数目：一串列举后面的数目，与列出来的不一样多。

“文件资料、印章证照、固定资产、未办结事项等五类”只列了四类，“双桥、柳林、白庙、三河等3个镇”列了四个；授予称号的“5家单位”，名单里是6家。
只列一两个、用“等”略去其余的不算。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import CHINESE_COUNT, read_count
from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "列举数目"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 书屋分布在东河、西山、南湖、北桥等3个镇。
"""
RIGHT = """\
正文:
- 书屋分布在东河、西山、南湖、北桥等4个镇，江州集团等6家单位参加。
"""

_UNITS = "个方面|个环节|个领域|个部分|个项目|类|种|项|个|家|处|条|名|所|座|款|门|支|部"
_SERIES = (
    f"(?P<list>[^，。；：“”《》（）()]{{1,20}}(?:、[^，。；：“”《》（）()、]{{1,16}})+)等(?P<c"
    rf"ount>\d{{1,2}}|{CHINESE_COUNT})"
    rf"(?P<unit>{_UNITS})(?P<noun>{HAN}{{0,3}})"
)
_COUNTED = r"等[\d一二两三四五六七八九十百]"
"""To be asked before the long pattern is compiled."""
_LEVELS = "省市州县区旗镇乡村"
_ALMOST = 3
"""So many listed, and one more said, are a slip; fewer leave out the rest."""
_WHOLE = (
    "(?:包括|包含|分为|有|即|为|涵盖|含)[^，。；：、]{1,16}$|^[^，。；：、]{0,20}(?:包括|包含|"
    "分为|涵盖)"
)
_AWARDED = (
    f"(?:授予|表彰|命名|确定|认定|评选|评定|通报表扬|通报批评)[^，。；]{{0,40}}?等?(?P<count>"
    rf"\d{{1,3}}|{CHINESE_COUNT})"
    "(?P<unit>家|个|名|位|所|人)(?P<noun>单位|集体|企业|公司|学校|个人|同志|人员|教师|学生|"
    "家庭|村|社区|项目|案例)"
)
_HEADING = (
    f"^(?:[一二三四五六七八九十]{{1,3}}、|[（(][一二三四五六七八九十]{{1,3}}[）)])?(?P<what>[^"
    rf"，。；：（）]{{2,24}})[（(](?:共)?(?P<count>\d{{1,3}}|{CHINESE_COUNT})(?P<unit>家|个|名|"
    "位|所|人|项)[）)]$"
)
_KINDS = (
    ("单位", "集体", "企业", "公司", "学校"),
    ("个人", "同志", "人员", "教师", "学生", "工作者"),
    ("家庭",),
    ("社区", "村"),
    ("项目",),
    ("案例",),
)
_LONGEST_LINE = 60


def check(context: Context) -> Iterator[Finding]:
    """Each number that is not that of what is listed."""
    for passage in context.passages_with("等"):
        if "、" not in passage.text or not passage.is_prose:
            continue
        if not re.search(_COUNTED, passage.text):
            continue
        for match in re.finditer(_SERIES, passage.text):
            yield from _in_sentence(passage, match, context)
    yield from _in_lists(context)


def _in_sentence(passage: Passage, match: re.Match[str], context: Context) -> Iterator[Finding]:
    said, items = read_count(match["count"]), match["list"].split("、")
    if not said or said < 2 or _is_of_another_level(items, match["unit"] + match["noun"]):
        return
    if any(re.search("[和及与]|以及", item) for item in items[:-1]):
        return
    short = len(items) >= _ALMOST and said - len(items) == 1
    head = re.split("[，。；：]", passage.text[: match.end("list")])[-1]
    if len(items) <= said and not (short and re.search(_WHOLE, head)):
        return
    joined = re.search("[和及与]|以及", items[-1])
    if len(items) > said and len(items) - said > 3:
        return  # several things are one of them
    if joined and len(items) + 1 == said:
        return
    yield Finding(
        context.spot(passage.place, passage.text, match.start("count")),
        f"写的是“{match['count']}{match['unit']}{match['noun']}”，前面列了{len(items)}个",
        hint="核对漏了哪一个，还是数字写错了" + ("；“等”后面还有没列的，不用改" if short else ""),
        level=Level.NOTICE if short else None,
        element=match["count"] + match["unit"],
    )


def _is_of_another_level(items: Sequence[str], counted: str) -> bool:
    """Whether villages are listed and towns counted."""
    last = {item[-1] for item in items if len(item) > 2 and item[-1] in _LEVELS}
    of = {sign for sign in counted if sign in _LEVELS}
    return bool(last and of and not last & of)


def _in_lists(context: Context) -> Iterator[Finding]:
    """先进集体（6个） above five lines, or beside 5家单位 in the decision."""
    passages = context.passages
    heads = [
        (number, match)
        for number, passage in enumerate(passages)
        if len(passage.text) < _LONGEST_LINE
        and passage.text.endswith(("）", ")"))
        and (match := re.search(_HEADING, passage.text))
    ]
    if not heads:
        return
    ends = [*(number for number, _ in heads[1:]), len(passages)]
    for (number, match), after in zip(heads, ends, strict=False):
        lines = _entries(passages[number + 1 : after])
        said = read_count(match["count"])
        if said and lines > 1 and 0 < abs(lines - said) <= 2:
            yield _of_list(passages[number], match, f"下面列了{lines}个", context)
    awarded = [
        (passage, match)
        for passage in context.passages_with(
            "授予", "表彰", "命名", "确定", "认定", "评选", "评定", "通报"
        )
        for match in re.finditer(_AWARDED, passage.text)
    ]
    for passage, match in awarded:
        kind = next((kind for kind in _KINDS if match["noun"] in kind), ())
        fitting = [head for _, head in heads if any(word in head["what"] for word in kind)]
        if len(fitting) != 1 or sum(each["noun"] in kind for _, each in awarded) != 1:
            continue
        said, there = read_count(match["count"]), read_count(fitting[0]["count"])
        if said and there and said != there:
            yield _of_list(passage, match, f"名单里“{fitting[0][0]}”", context)


def _entries(lines: Sequence[Passage]) -> int:
    """How many names the lines below a heading have, one a line; 0 where they are others."""
    if any(len(each.text) > _LONGEST_LINE or re.search("[。；、：]", each.text) for each in lines):
        return 0
    return len(lines)


def _of_list(passage: Passage, match: re.Match[str], what: str, context: Context) -> Finding:
    said = f"{match['count']}{match['unit']}"
    return Finding(
        context.spot(passage.place, passage.text, match.start("count")),
        f"写的是“{said}”，{what}",
        hint="核对人数、单位数和名单",
        element=said,
    )
