"""自称与简称：自称与发文机关不合，称对方的话前后不一，简称没有约定就用，或者约定以后又用另一个。

厅的文件写“我局”，对市的函写“贵县”；约定简称“领导小组”，后面又写“读书领导小组办公室”；没有约定，就写《实施方案》。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..document.texts import Passage
from ..paper.characters import HAN, is_abridged
from ..paper.enclosed import is_enclosed
from ..problem import Level
from ..registry.units import read_units
from . import Context, Finding

NAME = "自称与简称"
LEVEL = Level.WARNING
BASIS = "前后的称呼要一致"
STANDS_ALONE = True
WRONG = """\
发文机关: 云溪市教育局
标题: 云溪市教育局关于征集读书节作品的通知
正文:
- 请将书面意见反馈我厅。
"""
RIGHT = """\
发文机关: 云溪市教育局
标题: 云溪市教育局关于征集读书节作品的通知
正文:
- 请将书面意见反馈我局。
"""

_OURS = r"我(?P<unit>[局厅委部院办])(?![属市县里外])"
_THEIRS = r"(?<![富珍宝昂高名尊])(?P<how>[贵你])(?P<level>[市县区州省镇乡])(?![民场长级域委])"
_ONE_LEVEL = (
    rf"^(?:{HAN}{{1,4}}?)(?P<level>[市县区州省镇乡])"
    rf"(?:人民政府|{HAN}{{2,12}}(?:局|委|厅|办公室)|委)"
)
_GENERIC = (
    "《(?P<name>(?:实施|工作|总体|管理|暂行|行动)?(?:方案|办法|规划|预案|意见|规定|细则|条例|"
    "计划|通知|指南))》"
)
_DEFINED = (
    rf"(?P<full>{HAN}{{4,30}})[（(][^（）()]{{0,10}}?以下(?:均|统)?简?称[：:为]?"
    rf"“?(?P<short>{HAN}{{3,8}})”?[）)]"
)
_JOINS = (
    "报由经向对在按设的各下及和是至到为送成立本该与交将请从市省县区州原其级我你贵、，。；：“”"
    "《》（）"
)
_BODY = "(?:办公室|成员|会议|组长|主任)"
_ENDS = tuple(f"{kind}》" for kind in (
    "方案", "办法", "规划", "预案", "意见", "规定", "细则", "条例", "计划", "通知", "指南",
))  # fmt: skip
_OFTEN = 2


def check(context: Context) -> Iterator[Finding]:
    """What the document calls itself, whom it is sent to, and what it has a short name for."""
    own = [passage for passage in context.passages_by_part[0] if passage.is_prose]
    yield from _ours(own, context)
    yield from _theirs(own, context)
    yield from _generic(context)
    if "称" in context.searched.text:
        for passages in context.passages_by_part:
            yield from _variants([each for each in passages if each.is_prose], context)


def _finding(
    context: Context, passage: Passage, match: re.Match[str], message: str, hint: str
) -> Finding:
    spot = context.spot(passage.place, passage.text, match.start())
    return Finding(spot, message, hint, element=match[0])


def _ours(own: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """我局, in a text of a 厅."""
    issuer = context.document.issuer
    if not issuer:
        return
    written = [each.written for each in read_units(issuer, context.registry).references]
    names = "".join(
        (unit.full_name if (unit := context.registry.find(each)) else "") + each for each in written
    )
    kind = re.search("[局厅部院委]$|委员会$|办公[室厅]$", written[0]) if written else None
    if kind is None:
        return
    own_name = f"我{kind[0][0]}"
    for passage in own:
        for match in re.finditer(_OURS, passage.text):
            if match["unit"] not in names and not is_enclosed(passage.text, match.start()):
                message = f"发文机关是“{'、'.join(written)}”，正文自称“{match[0]}”"
                hint = f"写“{own_name}”；核对发文机关"
                yield _finding(context, passage, match, message, hint)


def _theirs(own: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """贵县, to a 市; 你市 beside 贵市."""
    recipients = context.document.recipients
    if context.document.kind not in ("函", "批复") or recipients is None:
        return
    references = read_units(recipients, context.registry).references
    to = re.match(_ONE_LEVEL, references[0].written) if len(references) == 1 else None
    if to is None:
        return
    yield from _of_bureau(own, references[0].written, context)
    for passage in own:
        for match in re.finditer(_THEIRS, passage.text):
            if match["level"] != to["level"] and not is_enclosed(passage.text, match.start()):
                message = f"主送的是“{references[0].written}”，正文称“{match[0]}”"
                hint = f"写“{match['how']}{to['level']}”；核对主送机关"
                yield _finding(context, passage, match, message, hint)


def _of_bureau(own: Sequence[Passage], recipient: str, context: Context) -> Iterator[Finding]:
    """贵县, to a bureau of the same place as the one that writes."""
    unit = re.search(r"[局委厅]$", recipient)
    issuer = str(context.document.issuer or "")
    place = re.match(_ONE_LEVEL, recipient)
    if unit is None or place is None or not issuer.startswith(recipient[: place.end("level")]):
        return
    for passage in own if re.search("[局委厅]$", issuer) else ():
        for match in re.finditer(_THEIRS, passage.text):
            if match["level"] == place["level"] and not is_enclosed(passage.text, match.start()):
                message = f"主送的是“{recipient}”，正文称“{match[0]}”"
                hint = f"写“{match['how']}{unit[0]}”；核对主送机关"
                yield _finding(context, passage, match, message, hint)


def _generic(context: Context) -> Iterator[Finding]:
    """《实施方案》, which nothing is said to be called by."""
    text = context.text_of_all
    told: set[str] = set()
    for passage in context.passages_with(*_ENDS):
        for match in re.finditer(_GENERIC, passage.text):
            name = match["name"]
            defined = rf"称[^。；）)]{{0,40}}?《?“?{name}|[“（(]{name}|《{name}》[（(]"
            if name in told or re.search(defined, text) or not passage.is_prose:
                continue
            told.add(name)
            message = f"“{match[0]}”没有说明是哪一个文件的简称"
            hint = f"第一次写全称的地方加上“（以下简称{match[0]}）”，或者写全称"
            yield _finding(context, passage, match, message, hint)


def _variants(passages: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """市防总办公室, where 市防指 is what a headquarters is called; 农普领导小组办公室."""
    text = "\n".join(passage.text for passage in passages)
    for match in re.finditer(_DEFINED, text):
        short = match["short"]
        full = re.split("成立|设立|建立|组建|调整|承担|由", match["full"])[-1]
        if text.count(short) <= _OFTEN:
            continue
        other = (
            rf"(?:{re.escape(short[:-1])}(?!{short[-1]}){HAN}|[^\W\d_]{{2,3}}"
            rf"{re.escape(short)}){_BODY}"
        )
        for passage in passages:
            for found in re.finditer(other, passage.text):
                body = re.search(f"{_BODY}$", found[0])
                name = found[0][: body.start()] if body else found[0]
                bare = re.split(f"[{_JOINS}]", name.removesuffix(short))[-1]
                is_longer = name.endswith(short)
                if is_longer and (len(bare) < _OFTEN or not is_abridged(bare, full)):
                    continue
                name = bare + short if is_longer else name
                if name in full or re.search(rf"称[“]?{re.escape(name)}", text):
                    continue
                yield Finding(
                    context.spot(passage.place, passage.text, found.start()),
                    f"简称说的是“{short}”，这里写“{name}”",
                    hint=f"写“{short}”；是别的机构的，不用改",
                    level=Level.NOTICE,
                    element=name,
                )
