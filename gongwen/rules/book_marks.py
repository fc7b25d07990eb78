"""书名号写法：书名号打成了别的符号：‹ ›、< >、« »、≪ ≫、【 】、引号，或者里面多了空格。

同一份里别的文件有书名号、这一个没有的，提示。
文件、法规的名称用书名号《》，里面再引文件名才用单书名号〈〉（GB/T 15834-2011 4.15）。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import CELL
from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "书名号写法"
LEVEL = Level.WARNING
BASIS = "GB/T 15834-2011 4.15"
STANDS_ALONE = True
COVERS = ("标点不成对", "粘贴的记号")
EACH_PASSAGE = True
WRONG = """\
正文:
- 根据‹云溪市森林防火办法›，请抓好落实。
- 按照<<云溪市读书节方案>>要求，抓好落实。
- 按照《云溪市读书节方案>要求，抓好落实。
- 依据“云溪市养犬管理条例”和≪读书节方案≫，抓好落实。
"""
RIGHT = """\
正文:
- 根据《云溪市森林防火办法》，当森林火险等级>3级、<5级时，请抓好落实。
- 认真学习《关于印发〈读书节方案〉的通知》，落实“一事一议”制度和【附件】的要求。
"""

_OPEN, _CLOSE = "[‹<＜〈«《≪⟪〖【『「“]", "[›>＞〉»》≫⟫〗】』」”]"
_NAME = (
    rf"(?P<open>{_OPEN}{{1,2}})(?P<lead> *)"
    rf"(?P<name>(?:{HAN}|[（）〔〕“”0-9、]){{2,60}}?)(?P<trail> *)(?P<close>{_CLOSE}{{1,2}})"
)
_ACT = (
    "(?:法|条例|办法|规定|细则|方案|意见|通知|规划|标准|决定|纲要|制度|规则|预案|报告|决议|计划|指南"
    "|要点|公约|章程|通报|公告|批复)(?:（[^（）]*）)?$"
)
"""How the names of acts end: what else stands in < > may be a blank to fill in."""
_RULES = "(?:条例|办法|规定|细则|章程|规则)$"
_GROUND = "(?:根据|按照|依据|依照|遵守|执行|印发|修订|修改|违反|转发|废止)$"
"""What stands before the name of an act, so that one in quotation marks is known for one."""
_STATUTE = "中华人民共和国.+(?:法|条例)$"
_NUMBERED = r"（[^（）《》]{1,10}〔\d{4}〕\d{1,4}号）"
_BARE = (
    r"(?:^|(?<=[，。；：、．.）])|(?<=根据|按照|依据|依照|执行|落实|印发|转发|废止|修改))"
    r"(?P<name>[^《》“”，。；：、（）．.]{6,50}(?:办法|规定|条例|细则|规则|方案|意见|规划|预案|决定|通知))"
    + _NUMBERED
)
"""A name with its number and no marks, in a text that marks others."""
_IN_TWO_WAYS = "<＜〖【『「"
"""What else stands in these may be a blank to fill in, or a head in a text."""
NEEDS = (*"‹<＜〈«≪⟪〖【『「›>＞〉»≫⟫〗】』」“", "《", "〔")


def check(context: Context) -> Iterator[Finding]:
    """Each name in marks that are no 《》; 〈〉 within 《》 are right."""
    yield from _bare(context)
    for passage in context.passages_with(*NEEDS):
        for match in re.finditer(_NAME, passage.text):
            before = passage.text[: match.start()]
            inside = before.count("《") > before.count("》")
            after = passage.text[match.end() :]
            within = inside and "》" in after.partition("《")[0]
            if not _is_slip(match, before, inside=inside, within=within):
                continue
            name = f"{'〈' if inside else '《'}{match['name']}{'〉' if inside else '》'}"
            marks = match["open"] + match["close"]
            right = marks == ("〈〉" if inside else "《》")
            fault = "里面有空格" if right else "打成了别的符号"
            if within and marks == "《》":
                fault = "在书名号里面，要用单的"
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{match[0]}”的书名号{fault}",
                hint=f"写成“{name}”",
                element=match[0],
                length=len(match[0]),
            )


def _bare(context: Context) -> Iterator[Finding]:
    for passage in context.passages_with("〔"):
        for match in re.finditer(_BARE, passage.text) if passage.key != CELL else ():
            yield Finding(
                context.spot(passage.place, passage.text, match.start("name")),
                f"“{match['name']}”是文件的名称，没有书名号",
                hint=f"写成“《{match['name']}》”",
                level=Level.NOTICE,
                element=match["name"],
                told=re.search(f"》{_NUMBERED}", context.text_of_all) is not None,
            )


def _is_slip(match: re.Match[str], before: str, *, inside: bool, within: bool) -> bool:
    """Whether a name stands in marks that are wrong for it; `inside` = after an open 《, which is
    closed behind the name where it is `within`.
    """
    marks = match["open"] + match["close"]
    if within and marks == "《》":
        return True
    if marks == "《》" or (inside and marks == "〈〉"):
        return bool(match["lead"] or match["trail"])
    if "“" in match["open"] or "”" in match["close"]:
        return marks == "“”" and bool(
            re.match(_STATUTE, match["name"])
            or (re.search(_GROUND, before) and re.search(_RULES, match["name"]))
        )
    if inside and match["close"].startswith("》"):
        return False  # a name within a name, and the end of both
    return marks[0] not in _IN_TWO_WAYS or bool(re.search(_ACT, match["name"]))
