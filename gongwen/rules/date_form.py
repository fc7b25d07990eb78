"""日期写法：文字里的日期补了零，年份只写了后两位，一个日期用了几种写法。

阿拉伯数字的日期不编虚位（1月5日，不写01月05日），年份写全四位（2026年，不写26年）；汉字和阿拉伯数字不混用（二〇二六年5月），
几号写“日”，正文里不写2026/5/8、5.8日。
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from .. import patterns as re
from ..document.texts import Passage
from ..problem import Level
from . import Context, Finding

NAME = "日期写法"
LEVEL = Level.WARNING
BASIS = "GB/T 9704-2012 7.3.5.4；GB/T 15835-2011"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 请于2026年06月05日前报送，26年底前全部完成。
"""
RIGHT = """\
正文:
- 请于2026年6月5日前报送，十四五以来的10年底子要打牢，05号楼6月底前完成。
"""
_ZERO = (
    r"(?<!\d)(?:\d{4}年)?(?:0\d{1,2}月(?:\d{1,2}日)?|(?<=年)\d{1,2}月0\d{1,2}日|"
    r"\d{1,2}月0\d{1,2}日)"
)
_SHORT = (
    r"(?<![\d〔（(\[])(?<!\d[.,，．])(?<![近满约过达长历经第每前后这那逾超足整隔共])"
    r"(?P<year>[012]\d)年(?:(?:0?[1-9]|1[0-2])月(?!龄|期)|底|初|上半年|下半年|度(?!过|日))"
)
_SHORT_ALONE = (
    r"(?:^|(?<=[，。；：、（于自从在至到经]))(?<!\d[，、])(?P<year>0\d|[1-3]\d|[89]\d)年"
    r"(?:(?=，)|(?=(?:建成|开通|投入|投用|投运|竣工|完工|开工|动工|成立|设立|起|以来|启用|实施|印发|出台|颁布|修订|召开"
    r"|举办|获评|获得|被评|搬迁|改制|撤销|春|夏|秋|冬|全年|全市|全县|全区|全省|我[市县区省局校])))"
)
"""A year of two figures at the head of a clause, or that something happened in."""
_SHORT_OLD = (
    r"(?:建于|始于|成立于|开工于|竣工于|设立于|(?<=[，。；])于|于(?=0)|(?<=[，。；])自|从)"
    r"(?P<year>0\d|[4-9]\d)年(?!代|来|以)"
)
"""于58年: so many years are no duration there."""
_SHORT_SPAN = (
    r"(?:^|(?<=[，。；：、（]))(?P<year>[0-3]\d)年(?:至|到|—|"
    r"-)(?P<last>[0-3]\d)年(?=[，。；、：]|期间)"
)
_HAN = "[一二三四五六七八九十]{1,3}"
_MIXED = (
    rf"(?<![第\d])(?:[〇○零一二三四五六七八九]{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?|\d{{4}}年{_HAN}月(?!份以|饼|季)"
    rf"(?:{_HAN}日)?|(?<!\d)\d{{1,2}}月{_HAN}[日号]|{_HAN}月\d{{1,2}}[日号])"
)
_DAY_CALLED = r"(?<!\d)\d{1,2}月\d{1,2}号(?!楼|线|院|文|机|公告|令)"
_SLASHED = (
    r"(?<![\dA-Za-z./-])(?:19|20)\d\d([/.-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\d./-])"
)
_DOTTED_DAY = r"(?<![\d.])(?:[1-9]|1[0-2])[.．](?:[1-9]|[12]\d|3[01])日(?=[^\d]|$)"
_BLANK_IN = r"(?:19|20)\d\d年?[.．]? ?(?<=[ .．])\d{1,2}月"
_TWO_FIGURES = r"(?:19|20)\d\d年?(?:—+|-|－|~|～|至|到)\d\d年(?!代)"
_FULL_HAN_YEAR = "(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2}年(?!代)"
_HAN_YEAR = (
    r"(?:^|[，。；：、自从在于到至])(?P<year>[〇零一二三四五六七八九]{2})年"
    r"(?=以来|以前|之前|至今|底|初|[，。]|起)"
)
_SHORT_MAY_BE = r"(?<!\d)\d\d年"
_ZERO_MAY_BE = r"0\d\d?月|月0\d\d?日"
_OTHER_MAY_BE = (
    r"[〇○零一二三四五六七八九]年\d|\d[年月][一二三四五六七八九十]|[一二三四五六七八九十]月\d|\d号|[.．]\d\d?日"
    r"|[ .．]\d\d?月|[—－~～至到-]\d\d年|(?:19|20)\d\d[/.-]\d|[〇零一二三四五六七八九]{2}年"
)
"""What every one has, and few texts: the long patterns are compiled only for those."""
NEEDS = ("年", "月", "日", "/", "20")
_CENTURY, _LAST_CENTURY = 2000, 40
"""Two figures from the second number on are of the last century."""
_NEAR = 8
"""Two figures are a year where a year within so many is written in full in the document."""
_FULL_YEAR = r"(?<!\d)(?:19|20)\d{2}(?=年)"


def check(context: Context) -> Iterator[Finding]:
    """The first of each passage, and how many there are in it."""
    for passage in context.passages_with(*NEEDS):
        may_be = "0" in passage.text and re.search(_ZERO_MAY_BE, passage.text)
        zeros = list(re.finditer(_ZERO, passage.text)) if may_be else []
        if zeros:
            first = zeros[0]
            yield Finding(
                context.spot(passage.place, passage.text, first.start()),
                f"日期“{first[0]}”补了零{_more(zeros)}",
                hint=f"写“{_without_zeros(first[0])}”",
                element=first[0],
            )
        yield from _short_years(passage, context)
        yield from _in_other_ways(passage, context)


def _in_other_ways(passage: Passage, context: Context) -> Iterator[Finding]:
    """A date that is written in two ways at once, or as it is in a table."""
    if not re.search(_OTHER_MAY_BE, passage.text):
        return
    for pattern, what, hint in (
        (_MIXED, "汉字和阿拉伯数字混用", "都用阿拉伯数字"),
        (_DAY_CALLED, "写了“号”", "公文里写“日”"),
        (_DOTTED_DAY, "用了小数点", "写成“几月几日”"),
        (_BLANK_IN, "中间有空格、小数点", "写成“几年几月”"),
        (_TWO_FIGURES, "后一个年份没有写全四位", "年份写全四位"),
    ):
        for match in re.finditer(pattern, passage.text):
            yield _finding(passage, match.start(), match[0], (what, hint), context)
    if passage.is_prose:
        for match in re.finditer(_SLASHED, passage.text):
            if not _is_alone(match):
                said = f"用“{match[1]}”隔开", "正文里写成“几年几月几日”"
                found = _finding(passage, match.start(), match[0], said, context)
                yield replace(found, level=Level.NOTICE)
        in_figures = re.search(r"(?:19|20)\d\d年", passage.text)
        for match in re.finditer(_FULL_HAN_YEAR, passage.text) if in_figures else ():
            said = "用了汉字，同一段里别的年份用阿拉伯数字", "都用阿拉伯数字"
            found = _finding(passage, match.start(), match[0], said, context)
            yield replace(found, level=Level.NOTICE)
        for match in re.finditer(_HAN_YEAR, passage.text):
            if match["year"][0] in "八九〇零一二" and match["year"] not in ("一二", "二三", "三四"):
                said = "没有写全四位", "年份写全四位"
                at, written = match.start("year"), f"{match['year']}年"
                found = _finding(passage, at, written, said, context)
                yield replace(found, level=Level.NOTICE)


def _is_alone(match: re.Match[str]) -> bool:
    """Whether nothing else stands there, or it is a part of a number of something."""
    return match[0] == match.string.strip() or bool(
        re.match(r"[A-Za-z号期]", match.string[match.end() :])
    )


def _finding(
    passage: Passage, at: int, written: str, said: tuple[str, str], context: Context
) -> Finding:
    """`said` = what is wrong, what to write."""
    spot = context.spot(passage.place, passage.text, at)
    return Finding(spot, f"日期“{written}”{said[0]}", hint=said[1], element=written)


def _short_years(passage: Passage, context: Context) -> Iterator[Finding]:
    if not re.search(_SHORT_MAY_BE, passage.text):
        return
    patterns = (_SHORT, _SHORT_ALONE, _SHORT_OLD, _SHORT_SPAN)
    matches = [m for pattern in patterns for m in re.finditer(pattern, passage.text)]
    found = sorted(
        {m.start("year"): m for m in matches if _is_year(m, context)}.values(),
        key=lambda match: match.start("year"),
    )
    if matches:
        first = (found or matches)[0]
        yield Finding(
            context.spot(passage.place, passage.text, first.start("year")),
            f"年份“{first['year']}年”没有写全四位{_more(found)}",
            hint=f"写“{_year_of(first['year'])}年”",
            element=first[0],
            told=bool(found),
        )


def _year_of(figures: str) -> int:
    """The year that two figures stand for."""
    year = int(figures)
    return year + (_CENTURY if year < _LAST_CENTURY else _CENTURY - 100)


def _is_year(match: re.Match[str], context: Context) -> bool:
    """Whether two figures are those of a year; 10年底蕴 and 20年初心 are not."""
    rest = match.string[match.end() : match.end() + 1]
    if match[0][-1] in "底初" and rest in ("蕴", "子", "气", "心", "色", "线", "盘", "衷"):
        return False
    if "last" in match.re.groupindex and int(match["last"]) <= int(match["year"]):
        return False
    year = _year_of(match["year"])
    if match.re.pattern == _SHORT_OLD or (
        match["year"][0] == "0" and match.re.pattern == _SHORT_ALONE
    ):
        return True
    date = context.document.issue_date
    written = {int(each) for each in re.findall(_FULL_YEAR, context.text_of_all)}
    known = written | ({date.year} if date else set())
    if match.re.pattern in (_SHORT_ALONE, _SHORT_SPAN):
        return any(abs(year - each) <= _NEAR for each in known)
    return any(abs(year - each) <= _NEAR for each in known) or (not known and year > _CENTURY + 20)


def _more(found: list[re.Match[str]]) -> str:
    return f"，这一段共有{len(found)}处" if len(found) > 1 else ""


def _without_zeros(date: str) -> str:
    return re.sub(r"(?<!\d)0(?=\d)", "", date)
