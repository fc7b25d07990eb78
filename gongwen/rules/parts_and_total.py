"""分项合计：几个分项加起来，与总数对不上。

“投入300万元，其中设备100万元、软件150万元”“小学20所、初中8所，共30所”“改造道路12公里（东区4公里、西区5公里）”
“男25人，女16人”这样的都加一遍，汉字的数也算。
“其中”后面没有列全的也有，所以分项少于总数的只提示；分项超过总数的，说明列全的，是警告。
带“约”“以上”“余”的数、比上年增减的数不加。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import Amount, written
from ..problem import Level
from . import Context, Finding

NAME = "分项合计"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 市财政安排300万元，其中场馆改造200万元、图书购置150万元。
"""
RIGHT = """\
正文:
- 市财政安排350万元，其中场馆改造200万元、图书购置150万元。
"""

_NO_PARTS = frozenset(("", "年", "月", "日", "天", "岁", "倍", "%", "个百分点", "次"))
"""Units of what is not added up."""
_LINK = re.compile(
    r"(?P<noun>[^，。；：（）()\d]{0,16})(?P<sign>[，,：:；（(。—])"
    r"(?P<word>其中|具体(?:为|是|包括|安排为?|分布)?|分别(?:为|是|有)?|包括|分为|含|不含)?[：:，,]?"
)
"""What stands between a total and its parts."""
_AMONG = re.compile("[。；]其中[，：:,]?")
_NAMED = r"[^\W\d_]{4}$"
"""What a part is called, to tell by it which of several totals is meant."""
_FEWEST_APART = 3
_IN_ALL = (
    r"[，,、；（(](?:[两二三四五六七八九十]项|两者|各项|上述)?(?:共计?"
    r"|合计|总计|一共|总共)(?:有|为|达|是)?(?:[^\d，。；]{0,4})$"
)
_TOTAL_WORDS = "共|计|总|应|现有|收到|招聘|录用|设|有"
_FULL_WORDS = ("具体", "分别", "分为")
_NOT_ADDED = (
    "同比|增长|增加|减少|下降|[较比]|提高|累计|每|均|另|不含|各|以上|以下|以内|左右|不少于|不低于"
    "|不超过|超过|[约近]|节约|其中|包括|含|折合|相当于|已|还|又|再|上年|去年|分两|至少|最[高低多少]|上限|下限"
)
_ROUGH = "(?:[约近超逾]|接近|不少于|不低于|至少|不超过|超过|大约|将近|上限|第)(?:为|达|安排|投入)?$"
_ROUGH_AFTER = "以[上下内]|左右|多|余"
_SHARE = r"[，,]?占(?:比|[^，。；\d]{0,8})?(?:为|达)?\d+(?:\.\d+)?[%％]"
"""女党员247名，占21.9%；35岁以下318名，占28.2%: each is a part of the total by itself."""
_BETWEEN = "[、，,；;和及与]"
_AGAIN = "(?:共计?|合计|总计)[有为达是]?$"
"""What says the sum once more behind its parts."""
_LONGEST_NAME = 24
_IN_BRACKETS = r"[（(][^（）()]*[）)]"
"""Characters between one part and the next; what is longer is no list."""
_OPEN = "等|其余|剩余|其他"
_NEGATED = "[未不非没]"
_PAIRS = (("男", "女"), ("城", "乡"), ("城", "农"), ("公办", "民办"), ("新建", "改扩?建|续建"))
_WHOLE = (
    "应到|应检|应参|应报|应发|应收|参训|参评|参测|参考|参加|抽检"
    "|共有|现有|共检查|抽查|检测|发出|发放|受理|收到|报名|在册|登记|送检|应"
)
_PART = (
    "实到|实检|实参|实际到|合格|不合格|及格|通过|满意|回收|收回|达标"
    "|发现问题|存在问题|有问题|不达标|立案|整改|录取|录用|采纳|办结|属实|持证|缺席|到会|未到|审结|执结|结案|办复"
)

_CARRIED = "审结|执结|结案"
"""Of these some may have been taken over from the year before."""


_OF_TIMES = re.compile("，其中")
_OF_TERM = re.compile("，其中[^，。；\\d]{1,8}期")
"""次 is added up only where parts are said to be of it."""


class _Parts(Struct, frozen=True):
    """What is listed of a total, with the names of the parts. `is_open`: the list ends in 等, or
    says that it goes on.
    """

    amounts: Sequence[Amount]
    names: Sequence[str]
    is_open: bool

    @property
    def total(self) -> Decimal:
        return sum((each.value for each in self.amounts), Decimal(0))

    @property
    def is_whole(self) -> bool:
        """Whether there can be no other part: 男 and 女, 采纳 and 未采纳."""
        first, last = self.names[0], self.names[-1]
        if len(self.names) < 2:
            return False
        core = re.sub(r"[^\w]", "", first)[-2:]
        if core and re.search(f"{_NEGATED}(?:能|予|被)?{re.escape(core)}", last):
            return True
        return len(self.names) == 2 and any(
            re.search(one, first) and re.search(other, last) for one, other in _PAIRS
        )

    def slack(self, total: Amount) -> Decimal:
        """By how much rounding may have parted the sum from the total."""
        everything = (total, *self.amounts)
        if not any(each.has_decimals for each in everything):
            return Decimal(0)
        finest = min(each.step for each in everything)
        return finest * len(everything) / 2 + (total.step / 2 if total.step > finest else 0)


def check(context: Context) -> Iterator[Finding]:
    """Each total that its parts exceed, or do not make up."""
    for passage in context.passages:
        amounts = context.amounts_of(passage)
        if len(amounts) < 2:
            continue
        told: set[int] = set()
        for total in amounts:
            if total.rough or total.start in told:
                continue
            of_times = total.unit == "次" and _OF_TIMES.match(passage.text, total.end)
            if total.counts in _NO_PARTS and not (of_times or _is_term(passage.text, total)):
                continue
            for finding in _of_total(passage, total, amounts, context):
                told.add(total.start)
                yield finding
                break
        yield from _of_sentence_before(passage, amounts, told, context)
        yield from _by_years(passage, amounts, told, context)


def _is_term(text: str, total: Amount) -> bool:
    """特许经营期30年，其中建设期2年、运营期28年: a term, of which others are parts."""
    if total.unit not in ("年", "个月", "月", "天", "日"):
        return False
    return text[: total.start].endswith(("期", "期限", "工期")) and bool(
        _OF_TERM.match(text, total.end)
    )


def _by_years(
    passage: Passage, amounts: Sequence[Amount], told: set[int], context: Context
) -> Iterator[Finding]:
    """新建12处、改造360公里。其中，2026年新建4处、改造120公里，2027年…: several things by years."""
    text = passage.text
    for match in re.finditer(r"[。；，]其中[，：]?(?=20\d\d年)", text):
        ends = [at for sign in "。；" if (at := text.find(sign, match.end())) >= 0]
        end = min(ends, default=len(text))
        years = [
            m.start() for m in re.finditer(r"20\d\d年", text[:end]) if m.start() >= match.end()
        ]
        if len(years) < 2:
            continue
        rows = [
            [a for a in amounts if at < a.start < stop and a.counts not in _NO_PARTS]
            for at, stop in pairwise([*years, end])
        ]
        units = [each.counts for each in rows[0]]
        if len(units) < 2 or any([each.counts for each in row] != units for row in rows):
            continue
        start = max(text.rfind(sign, 0, match.start()) for sign in "。；") + 1
        for number, unit in enumerate(units):
            totals = [a for a in amounts if start <= a.start < match.start() and a.counts == unit]
            parts = _Parts([row[number] for row in rows], [""] * len(rows), is_open=False)
            if (
                len(totals) != 1
                or totals[0].start in told
                or units.count(unit) > 1
                or any(a.rough for a in (*totals, *parts.amounts))
            ):
                continue
            if abs(parts.total - totals[0].value) > parts.slack(totals[0]):
                yield _finding(context, passage, totals[0], parts)


def _of_total(
    passage: Passage, total: Amount, amounts: Sequence[Amount], context: Context
) -> Iterator[Finding]:
    text = passage.text
    if re.search(_ROUGH, text[: total.start]) or re.match(_ROUGH_AFTER, text[total.end :]):
        return
    if re.search(_IN_ALL, text[: total.start]):
        yield from _summed(passage, total, amounts, context)
    link = _LINK.match(text, total.end)
    if link is None or link["word"] == "不含":
        return
    start = max(text.rfind(sign, 0, total.start) for sign in "。；，（(") + 1
    if any(start <= each.start < total.start and each.counts == total.counts for each in amounts):
        return  # it is one of several itself
    parts = _parts(text, link.end(), _end_of_list(text, link), total, amounts)
    if parts is None:
        return
    noun = _named_apart(text, link.end(), parts.amounts[0])
    if noun and not text[: total.start].endswith(noun) and noun in text[: total.start]:
        return  # it is another total's
    kind = re.sub(r"[^\w]", "", parts.names[0])[-2:]
    if re.search(_PART, kind) and kind in text[start : total.start]:
        return  # 采纳38条，部分采纳5条，未采纳3条: it is one of several of another total
    over = parts.total - total.value
    slack = parts.slack(total)
    word, sign = link["word"] or "", link["sign"]
    if not word and sign in "，," and link["noun"].endswith("中"):
        word = "其中"
    if word in ("其中", "含", "包括") or (word and sign == "。"):
        if over > slack:
            yield _finding(context, passage, total, parts)
        elif total.unit == "次":
            return
        elif over > min(each.step for each in (total, *parts.amounts)):
            yield _finding(context, passage, total, parts, Level.NOTICE)
        elif len(parts.amounts) > 1 and -over > slack and not parts.is_open and word == "其中":
            level = None if parts.is_whole else Level.NOTICE
            yield _finding(context, passage, total, parts, level)
        elif (
            word.startswith(_FULL_WORDS)
            and len(parts.amounts) > 1
            and abs(over) > slack
            and not parts.is_open
        ):
            yield _finding(context, passage, total, parts)
        return
    if len(parts.amounts) < 2 or parts.is_open or abs(over) <= slack:
        if over > slack and len(parts.amounts) == 1:
            yield from _exceeding(passage, total, parts, context)
        return
    if word.startswith(_FULL_WORDS) or sign in "：:—（(" or parts.is_whole:
        yield _finding(context, passage, total, parts)


def _of_sentence_before(
    passage: Passage, amounts: Sequence[Amount], told: set[int], context: Context
) -> Iterator[Finding]:
    """改造小区26个，涉及居民9830户。其中，城东12个、城西9个: the total stands before others."""
    text = passage.text
    if len(amounts) < _FEWEST_APART or "其中" not in text:
        return
    for match in _AMONG.finditer(text):
        behind = (each for each in amounts if each.start >= match.end())
        listed = next((each for each in behind if each.counts not in _NO_PARTS), None)
        if listed is None or "。" in text[match.end() : listed.start]:
            continue
        start = text.rfind("。", 0, match.start()) + 1
        before = [a for a in amounts if start <= a.start < match.start()]
        totals = [a for a in before if a.counts == listed.counts]
        if len(totals) > 1 and (noun := _named_apart(text, match.end(), listed)):
            totals = [a for a in totals if text[: a.start].endswith(noun)]
        if len(totals) != 1 or totals[0].rough or totals[0].start in told:
            continue
        total, ends = totals[0], [at for s in "。；" if (at := text.find(s, match.end())) >= 0]
        if re.search(_ROUGH, text[: total.start]) or re.match(_ROUGH_AFTER, text[total.end :]):
            continue
        parts = _parts(text, match.end(), min(ends, default=len(text)), total, amounts)
        if parts is None or len(parts.amounts) < 2:
            continue
        over = parts.total - total.value
        if over > parts.slack(total):
            yield _finding(context, passage, total, parts)
        elif -over > parts.slack(total) and not parts.is_open:
            yield _finding(context, passage, total, parts, Level.NOTICE)


def _named_apart(text: str, start: int, listed: Amount) -> str:
    """新建水厂36处，改造540处。其中，三年分别新建水厂10处、14处、12处: of which of several
    totals a list is; "" where it does not say.
    """
    head = text[start : listed.start]
    noun = re.search(_NAMED, head)
    return noun[0] if noun and "分别" in head else ""


def _exceeding(
    passage: Passage, total: Amount, parts: _Parts, context: Context
) -> Iterator[Finding]:
    """应到86人，实到92人."""
    before = passage.text[max(0, total.start - _LONGEST_NAME) : total.start]
    clause = re.split("[。；，]", before)[-1] + passage.text[total.end : parts.amounts[0].start]
    if not (re.search(_WHOLE, clause) and re.search(_PART, parts.names[0])):
        return
    if not re.search("另|新增|还|又", parts.names[0]):
        carried = re.search(_CARRIED, parts.names[0])
        yield _finding(context, passage, total, parts, Level.NOTICE if carried else None)


def _summed(
    passage: Passage, total: Amount, amounts: Sequence[Amount], context: Context
) -> Iterator[Finding]:
    """小学20所、初中8所，共30所."""
    text = passage.text
    start = max(text.rfind(sign, 0, total.start - 1) for sign in "。；：") + 1
    word = max(text.rfind(each, start, total.start) for each in ("共", "合计", "总计"))
    if text[word - 1 : word] in ("总", "一"):
        word -= 1
    listed = next((each for each in amounts if start <= each.start < word), None)
    if listed is None or "其中" in re.sub(_IN_BRACKETS, "", text[listed.end : total.start]):
        return  # a total before its parts is told by itself
    begin = start if "其中" not in text[start : listed.start] else listed.start
    parts = _parts(text, begin, word - 1, total, amounts)
    if parts is None or len(parts.amounts) < 2 or parts.is_open:
        return
    if abs(parts.total - total.value) > parts.slack(total):
        yield _finding(context, passage, total, parts)


def _end_of_list(text: str, link: re.Match[str]) -> int:
    """Where a list that begins behind `link` ends: at the bracket, or the end of the sentence."""
    ends = (
        "）)。"
        if link["sign"] in "（("
        else "。"
        if link["word"] or link["sign"] == "："
        else "。；;"
    )
    found = [at for sign in ends if (at := text.find(sign, link.end())) >= 0]
    return min(found, default=len(text))


def _parts(
    text: str, start: int, end: int, total: Amount, amounts: Sequence[Amount]
) -> _Parts | None:
    """The parts of that unit between two places; None where they are no plain list of them."""
    found: list[Amount] = []
    names: list[str] = []
    at = start
    for amount in amounts:
        if amount.start < start or amount.end > end or amount.counts != total.counts:
            continue
        if _in_brackets(text, start, amount.start):
            continue
        name = re.sub(
            rf"{_IN_BRACKETS}|(?<=.)以[上下](?=[^，。；、\d])", "", text[at : amount.start]
        )
        if found and re.search(_AGAIN, name):
            break
        if found and not re.search(_BETWEEN, name):
            return None
        if len(name) > _LONGEST_NAME and found:
            break
        rough = amount.rough or re.match(_ROUGH_AFTER, text[amount.end :])
        if rough or re.search(_NOT_ADDED, name):
            if found and re.search("[，,；]", name) and not rough:
                return _Parts(found, names, is_open=True)
            return None
        found.append(amount)
        names.append(name)
        at = amount.end
    if len(found) > 1 and all(re.match(_SHARE, text[each.end :]) for each in found):
        return _Parts(found, names, is_open=True)
    after = re.sub(_IN_BRACKETS, "", text[at:end])
    if not found or re.match("[及和与、]", after):
        return None
    return _Parts(found, names, is_open=bool(re.search(_OPEN, after)))


def _in_brackets(text: str, start: int, at: int) -> bool:
    before = text[start:at]
    return max(before.rfind("（"), before.rfind("(")) > max(before.rfind("）"), before.rfind(")"))


def _finding(
    context: Context,
    passage: Passage,
    total: Amount,
    parts: _Parts,
    level: Level | None = None,
) -> Finding:
    said = written(parts.total, total)
    listed = "、".join(each.written for each in parts.amounts)
    more = len(parts.amounts) > 1
    message = f"总数是“{total.written}”，" + (
        f"分项“{listed}”加起来是“{said}”" if more else f"其中的“{listed}”却比它大"
    )
    hint = "核对总数和各个分项"
    if level is Level.NOTICE and parts.total < total.value:
        hint += "；“其中”只列了一部分的，不用改"
    elif level is Level.NOTICE:
        hint += "；四舍五入的、含上年结转的，不用改"
    spot = context.spot(passage.place, passage.text, total.start)
    return Finding(spot, message, hint, level, element=total.written)
