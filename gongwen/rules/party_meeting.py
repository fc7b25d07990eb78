"""会议届次：党的代表大会、中央全会的届次不存在，或者与年份不符。

开过的会和日期在程序的 lists/会议.csv 里；新开的会，在 content/_核稿/会议.csv（或 .xlsx）里加一行。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.numbering import chinese_numeral, read_chinese_numeral
from ..problem import Level
from . import Context, Finding

NAME = "会议届次"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 深入学习贯彻党的十九届八中全会精神。
"""
RIGHT = """\
正文:
- 深入学习贯彻党的十九届六中全会精神。
"""
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_PLENUM = (
    rf"(?:(?P<year>\d{{4}})年(?:\d{{1,2}}月)?召开的)?(?:党的|中国共产党|"
    f"中共)?第?(?P<term>{_NUMERAL})届"
    rf"(?:中央委员会第?)?(?P<number>{_NUMERAL})中全会"
)
_CONGRESS = rf"党的(?P<term>{_NUMERAL})大(?!型|类|件|事|项|重|方面|措施|任务|工程|行动)"
_SEVERAL = (
    rf"第?(?P<term>{_NUMERAL})届(?P<list>(?:{_NUMERAL}(?:中全会|中)?[、和及])+{_NUMERAL})中全会"
)
"""二十届二中、三中全会."""
_OF_CONGRESS = (
    rf"党的(?P<term>{_NUMERAL})大(?:的)?(?P<number>{_NUMERAL})中全会"
    rf"|党的(?P<term2>{_NUMERAL})大届(?P<number2>{_NUMERAL})?"
)
_DATED_CONGRESS = (
    rf"(?P<year>(?:19|20)\d\d)年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:胜利)?(?:召开|举行|闭幕|"
    f"开幕)?的?(?:中国共产党|党的)第?(?P<term>{_NUMERAL})(?:次全国代表)?大"
)
_ALWAYS_HELD = 2
"""The first plenary sessions of a term elect its leaders; no table needs to hold them."""
NEEDS = ("中全会", "党的")


def check(context: Context) -> Iterator[Finding]:
    """Each session that there never was, or that was held in another year."""
    held = _held(context)
    if not held:
        return
    newest, oldest = max(held), min(held)
    for passage in context.passages:
        for match in re.finditer(_PLENUM, passage.text):
            if wrong := _wrong_plenum(match, held, newest, oldest):
                place = context.spot(passage.place, passage.text, match.start("term"))
                yield Finding(place, *wrong)
        for match in re.finditer(_SEVERAL, passage.text):
            term = read_chinese_numeral(match["term"])
            for each in re.finditer(_NUMERAL, match["list"]):
                number = read_chinese_numeral(each[0])
                if wrong := _never_held(term, number, held, newest):
                    at = match.start("list") + each.start()
                    yield Finding(context.spot(passage.place, passage.text, at), *wrong)
        for match in re.finditer(_DATED_CONGRESS, passage.text):
            year = _congress_years(context).get(read_chinese_numeral(match["term"]) or 0)
            if year and year != match["year"]:
                place = context.spot(passage.place, passage.text, match.start())
                yield Finding(
                    place, f"“{match[0]}”的年份不对", f"党的{match['term']}大是{year}年召开的"
                )
        for match in re.finditer(_OF_CONGRESS, passage.text):
            term_typed = match["term"] or match["term2"]
            place = context.spot(passage.place, passage.text, match.start())
            hint = f"全会写“党的{term_typed}届……中全会”，代表大会写“党的{term_typed}大”"
            yield Finding(place, f"“{match[0]}”把代表大会和全会写在了一起", hint)
        for match in re.finditer(_CONGRESS, passage.text):
            term = read_chinese_numeral(match["term"])
            if term is not None and term > newest + 1:
                place = context.spot(passage.place, passage.text, match.start("term"))
                yield Finding(
                    place,
                    f"没有“{match[0]}”",
                    f"最近一次是党的{chinese_numeral(newest)}大；核对届次",
                )


def _held(context: Context) -> dict[int, dict[int, str]]:
    """The plenary sessions of each term with their dates, by the table."""
    held: dict[int, dict[int, str]] = {}
    for row in context.lists.rows("会议"):
        if plenum := re.fullmatch(_PLENUM, row["会议"]):
            term = read_chinese_numeral(plenum["term"])
            number = read_chinese_numeral(plenum["number"])
            if term and number:
                held.setdefault(term, {})[number] = row["日期"]
        elif row["会议"].endswith("大") and (term := read_chinese_numeral(row["会议"][:-1])):
            held.setdefault(term, {})
    return held


def _congress_years(context: Context) -> dict[int, str]:
    """The year of each congress, by the table."""
    return {
        term: row["日期"][:4]
        for row in context.lists.rows("会议")
        if row["会议"].endswith("大") and (term := read_chinese_numeral(row["会议"][:-1]))
    }


def _never_held(
    term: int | None, number: int | None, held: dict[int, dict[int, str]], newest: int
) -> tuple[str, str] | None:
    """What is said of a session of a term that is over, or of one long after the newest known."""
    if term is None or number is None or term not in held:
        return None
    last = max((*held[term], _ALWAYS_HELD))
    if number <= (last if term < newest else last + 1):
        return None
    written = f"{chinese_numeral(term)}届{chinese_numeral(number)}中全会"
    known = f"{chinese_numeral(term)}届{chinese_numeral(last)}中全会"
    return f"没有“{written}”", f"会议表里最后一次是{known}；新开的会，在会议表里加一行"


def _wrong_plenum(
    match: re.Match[str], held: dict[int, dict[int, str]], newest: int, oldest: int
) -> tuple[str, str] | None:
    """What is wrong with a session, and what to do."""
    term, number = read_chinese_numeral(match["term"]), read_chinese_numeral(match["number"])
    if term is None or number is None or term < oldest:
        return None
    written = f"{match['term']}届{match['number']}中全会"
    if term > newest + 1:
        return f"没有“{written}”", f"最近一届是{chinese_numeral(newest)}届；核对届次"
    sessions = held.get(term, {})
    if term < newest and number > max((*sessions, _ALWAYS_HELD)):
        last = chinese_numeral(max((*sessions, _ALWAYS_HELD)))
        return (
            f"没有“{written}”",
            f"{match['term']}届中央委员会最后一次全会是{last}中全会；核对届次",
        )
    date = sessions.get(number, "")
    if wrong := _never_held(term, number, held, newest):
        return wrong
    if match["year"] and date and not date.startswith(match["year"]):
        return f"“{match[0]}”的年份不对", f"{written}是{date[:4]}年召开的"
    return None
