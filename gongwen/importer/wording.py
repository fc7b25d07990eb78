"""What words and lines of an official document look like, shared by the recognisers."""

from __future__ import annotations

import re

from ..kinds import kind_names
from ..paper.numbering import read_chinese_numeral

HAN = "\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff"
STOPS = "。！？；：!?;:"

_UNIT_ENDS = (
    *("局", "委", "办", "室", "部", "厅", "署", "院", "社", "台", "府", "会", "中心", "公司"),
    *("单位", "协", "联", "校", "大学", "银行", "集团", "队", "所", "站", "馆", "处", "司", "镇"),
    *("乡", "街道", "区", "县", "市", "州", "旗", "部门", "组", "海关", "机构", "企业", "党委"),
    *("团", "纪委", "监委", "工委", "总局", "行", "各省", "园", "医院", "铁路", "电网", "人大"),
    *("政协", "学校", "科", "指挥部", "盟", "总社", "总公司", "航空", "民航", "网信"),
)
_UNIT = re.compile(
    rf"(?:[{HAN}·“”A-Za-z0-9—\-]|[（(][^（）()]*[）)]){{1,40}}?(?:{'|'.join(_UNIT_ENDS)})"
    r"(?:[（(][^（）()]*[）)])?"
)


_VERB = re.compile(
    "加强|推进|开展|落实|完善|做好|强化|健全|提高|提升|建立|推动|实施|促进|深化|严格|坚持|关于|加快|抓好|明确"
)


def is_unit(name: str) -> bool:
    """Whether a text may be the name of a unit: 市教育局, 各县（区）, 团市委."""
    name = name.strip()
    if _VERB.match(name):
        return False
    return len(name) <= 40 and _UNIT.fullmatch(name) is not None


def names_in(line: str) -> list[str]:
    """The names of a list, 、 ， and , outside brackets parting them."""
    names, depth, start = [], 0, 0
    for index, character in enumerate(line):
        depth += (character in "（(") - (character in "）)")
        if depth <= 0 and character in "、，,":
            names.append(line[start:index])
            start = index + 1
    names.append(line[start:])
    return [name.strip() for name in names if name.strip()]


def are_units(line: str) -> bool:
    """Whether a line holds nothing but units, most of them by the look of their names."""
    line = re.sub(r"等$", "", line.strip().rstrip("。"))
    if not line or re.search(r"[。；;：:！？]", line):
        return False
    names = names_in(line)
    units = sum(map(is_unit, names))
    return all(len(name) <= 30 for name in names) and units * 3 >= len(names) * 2


def unspaced(text: str) -> str:
    """A word typed with room between its characters: 组　长 → 组长, 国 务 院 → 国务院."""
    if re.fullmatch(rf"(?:[{HAN}]\s+)+[{HAN}]", text):
        return "".join(text.split())
    return text


def folded(text: str) -> str:
    """For comparing titles: no blanks, book marks and brackets' width all the same."""
    return re.sub(r"[\s《》〈〉“”]", "", text).translate(str.maketrans("(),:", "（），："))


_DIGITS = {"〇": "0", "○": "0", "Ｏ": "0", "O": "0", "零": "0"} | {
    c: str(i) for i, c in enumerate("一二三四五六七八九", 1)
}
_DATE = re.compile(
    r"(?P<year>\d\s?\d\s?\d\s?\d|[〇○ＯO零一二三四五六七八九]{4})\s*年\s*"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)


def read_date(text: str) -> str:
    """A line that is a full date, as 2026-08-09; "" where it is none or not of the calendar."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return ""
    year = "".join(_DIGITS.get(c, c) for c in "".join(match["year"].split()))
    parts = [_number(match["month"]), _number(match["day"])]
    if not year.isdecimal() or not 1 <= parts[0] <= 12 or not 1 <= parts[1] <= 31:
        return ""
    return f"{year}-{parts[0]:02}-{parts[1]:02}"


def read_page_date(text: str) -> str:
    """A date as web pages write it, 2026-08-09 or 2026/8/9 too, a time of day after it or not."""
    match = re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", text.strip())
    return read_date(f"{match[1]}年{match[2]}月{match[3]}日" if match else text)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else read_chinese_numeral(text) or 0


_OTHER_NOUNS = (
    "方案|办法|规则|职责|要点|规定|细则|名单|表|清单|分工|制度|纲要|规划|计划|章程|条例|预案|标准|指南|"
    "目录|总结|讲话|指标|目标|流程|任务|措施|安排|要求|答复|汇总|台账|说明|情况|议程|须知|协议|合同|规范|"
    "准则|指引|申请|明细|问答|体系"
)
"""What texts that are no document of a 文种 are called, those that one issues or encloses."""
DOCUMENT_NOUNS = re.compile(
    rf"(?:{'|'.join(kind_names())}|{_OTHER_NOUNS})(?:[（(][^（）()]*[）)])?》?$"
)


def is_title_like(text: str) -> bool:
    """Whether a line may be (a line of) a title: short, and no sentence."""
    return (
        len(text) <= 50
        and text[-1] not in "。；;：:！!？?，,、"
        and not read_date(text)
        and len(re.findall("[，,]", text)) <= 1
    )
