"""What a clause says when its number or date is taken out: whether two say it of one thing."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from .. import patterns as re

_ENDS: Final = "，。；：、！？（）\n"
_SENTENCE_ENDS: Final = "。；：！？\n"
_FILLER: Final = (
    "(?:各|有关|相关)(?:乡镇|单位|部门|县区|地区|街道|学校|地)|应当|必须|务必|力争|确保|争取|努力|进一步|之前|以前|以上|以下|以内|左右|上下|不少于|不低于|不超过|不高于"
    "|达到|实现|现有|目前|截至|截止到|共有|共计|合计|总计|一共|计划|预计|统一|全面|至少|最迟|按时|及时|并|且|均"
    "|今年|本年|当年|本年度|年内|年底|月底|上午|下午|下班|该|本|此|其|超过|大约|已经|已|将|把|于|在|到|至|前|底|末|内"
    "|约|近|达|为|是|有|共|了|的|各|要|应|须|请|由|从|自|起|向|再|也|都|个|只|仅|还|可|能|会(?!议)"
)
_CONDITIONS: Final = (
    "其中|对于?|凡|符合|属于|如果|如|若|除|分别|等次|[一二三四]等|首[批次期]|第[一二三四五六七八九十\\d]+|另|同比|上年|去年"
    "|增[加长幅]|减少|下降|提高|[级类档]|原|每增|再|超出|以外"
)
_GOAL: Final = "目标|力争|确保|争取|达到|提高到|不低于|不少于|要|将|计划|拟|到20"
_NOW: Final = "现有|目前|已|截至|累计|完成了|实有|去年|上年|原有|现状|当前"
_YEAR: Final = (
    r"(?:19|20)\d\d(?=年)|今年|去年|明年|本年|上年|后年|前年|上半年"
    r"|下半年|[一二三四]季度|第[一二三四]季度"
)


class Clause(Struct, frozen=True):
    """A clause around a place in a text. `core` = what it says but for the number and words that
    change nothing; `years` are those its sentence speaks of; `before` = what the sentence says in
    front of it.
    """

    core: str
    years: frozenset[str]
    before: str
    whole: str

    @property
    def is_conditional(self) -> bool:
        """Whether it speaks of a part, a case, a change: not of the one thing."""
        return bool(re.search(_CONDITIONS, self.before + self.whole))

    @property
    def mood(self) -> str:
        """Whether it speaks of what is to be, or of what is; "" where it does not say."""
        goal, now = re.search(_GOAL, self.whole), re.search(_NOW, self.whole)
        return "" if bool(goal) == bool(now) else "目标" if goal else "现状"


def clause_at(text: str, start: int, end: int) -> Clause:
    """The clause in which `text[start:end]` stands, which is the number or date."""
    left = max(text.rfind(sign, 0, start) for sign in _ENDS) + 1
    right = min((at for sign in _ENDS if (at := text.find(sign, end)) >= 0), default=len(text))
    sentence = max(text.rfind(sign, 0, start) for sign in _SENTENCE_ENDS) + 1
    return Clause(
        core_of(f"{text[left:start]}{text[end:right]}"),
        frozenset(re.findall(_YEAR, text[sentence:right])),
        text[sentence:left],
        text[left:right],
    )


def sentence_at(text: str, at: int) -> str:
    """The sentence in which a place stands, without its stop."""
    start = max(text.rfind(stop, 0, at) for stop in "。；！？") + 1
    ends = (end for stop in "。；！？" if (end := text.find(stop, at)) >= 0)
    return text[start : min(ends, default=len(text))]


def core_of(words: str) -> str:
    """Words without dates, marks, and what changes nothing."""
    bare = re.sub(r"\d{4}年|[“”《》\s—－–~～-]", "", words)
    return re.sub(_FILLER, "", bare)


def say_the_same(one: Clause, other: Clause) -> bool:
    """Whether two clauses are of one thing, so that their numbers should be the same."""
    if one.core != other.core and sorted(one.core) != sorted(other.core):
        return False
    if one.years != other.years and one.years and other.years:
        return False
    return not (one.mood and other.mood and one.mood != other.mood)
