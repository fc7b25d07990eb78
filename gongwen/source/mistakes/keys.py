"""Keys that were not meant as they were read: blanks in them, texts taken for one, keys typed
twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from gongwen.paper.characters import HAN
from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import (
    COLON_WITHOUT_SPACE,
    DUPLICATE_KEY,
    EMPTY_KEY,
    FULL_WIDTH_COMMA,
    HALF_WIDTH_COLON,
    MERGE_KEY,
    OTHER_MARK,
    SPACE_IN_KEY,
    UNKNOWN_KEY,
    WIDE_SPACE_INDENT,
)
from gongwen.source.mistakes.braces import in_half_width
from gongwen.source.mistakes.columns import item_above
from gongwen.source.mistakes.dashes import NUMBERED_BLOCK
from gongwen.source.mistakes.escapes import escape_problems
from gongwen.source.mistakes.glued_lines import dash_line, no_item
from gongwen.source.mistakes.messages import wide_colon
from gongwen.source.tree import Mapping
from gongwen.source.typed import TypedPair
from gongwen.source.wording import WIDE_SPACES, excerpt, what_follows, wide_name

from ... import patterns as re

_SENTENCE_MARKS = frozenset("，。；、！？“”《》")
_PROSE = r".*[请的了于至将应须由向与及为已现经按].{2}|.*(?:邮箱|电话|传真|联系人|地址|时间|地点)$"
_CLOSE_IN_BRACES = rf"({HAN}{{1,8}}):[ \u3000\u00a0]*(\S.*)"
_LONGEST_KEY = 12
_WHOLE = 60
_QUOTED = rf"[“”‘’「＂]({HAN}{{2,8}})[“”‘’」＂]"

Meant = dict[int, str | None]
"""The keys that were meant otherwise than typed, by the number of their pair; None = no key."""


def key_problems(pairs: list[TypedPair], lines: list[str]) -> tuple[Meant, list[Problem]]:
    """What is wrong with the keys as such, and how those were meant. Blanks that are missing within
    the same braces are one slip.
    """
    meant: Meant = {}
    problems: list[Problem] = []
    sound: tuple[set[str], set[str]] = (set(), set())  # most keys are typed many times
    told_of: set[int] = set()
    for number, pair in enumerate(pairs):
        if not pair.is_plain:
            problems += escape_problems(pair.key, pair.place)
        elif pair.key in sound[pair.in_flow]:
            continue
        elif problem := _key_problem(pair.key, pair.place, in_flow=pair.in_flow):
            if pair.in_flow and problem.rule == COLON_WITHOUT_SPACE:
                if id(pair.within) not in told_of:
                    problems.append(_of_braces(problem, pair.within.place, lines))
                told_of.add(id(pair.within))
            else:
                problems.append(problem)
            quoted = re.fullmatch(_QUOTED, pair.key)
            bare = quoted[1] if quoted else "".join(pair.key.split())
            meant[number] = bare if problem.rule in (SPACE_IN_KEY, UNKNOWN_KEY) else None
        else:
            sound[pair.in_flow].add(pair.key)
    return meant, problems


def _of_braces(problem: Problem, begin: Place, lines: list[str]) -> Problem:
    """The problem, its hint showing all that is in the braces, where they are in one line."""
    typed, brace, _ = lines[begin.line - 1][begin.column - 1 :].partition("}")
    if not brace or begin.line != problem.line:
        return problem
    right = excerpt(in_half_width(f"{typed}}}"), _WHOLE)
    return replace(problem, hint=f"冒号后面空一个半角格：{right}")


def put_right(pairs: list[TypedPair], meant: Meant) -> None:
    """Let the mappings hold the keys that were meant. They are changed in place: what stands about
    them in the tree and in the pairs stays as it is.
    """
    if not meant:
        return
    amiss = {id(pairs[number].within): pairs[number].within for number in meant}
    for mapping in amiss.values():
        for keys in (mapping, mapping.key_places, mapping.places):
            keys.clear()
    for number, pair in enumerate(pairs):
        key, place = meant.get(number, pair.key), pair.value_place
        if id(pair.within) in amiss and not (key is None or key in pair.within or place is None):
            pair.within.put(key, pair.place, pair.value, place)


def repeated_keys(pairs: list[TypedPair], meant: Meant, lines: list[str]) -> Iterator[Problem]:
    """Keys that stand in their mapping already; one may belong to the item of a list above it.
    Where the first key of a mapping comes again, all that follows it does: that is told once.
    """
    repeated = [
        (key, pair)
        for number, pair in enumerate(pairs)
        if (key := meant.get(number, pair.key)) is not None
        and pair.value_place is not None
        and pair.within.key_places[key] is not pair.place
    ]
    counts = Counter(id(pair.within) for _, pair in repeated)
    begun_again: set[int] = set()
    for key, pair in repeated:
        within, first = pair.within, pair.within.key_places[key]
        problem = None
        if key == next(iter(within)) and not pair.in_flow:
            problem = _begun_again(key, first, pair, lines, counts[id(within)])
        if problem:
            begun_again.add(id(within))
            yield problem
        elif id(within) not in begun_again:
            yield _repeated(key, first, pair, lines)


def _repeated(key: str, first: Place, pair: TypedPair, lines: list[str]) -> Problem:
    above = item_above(lines, pair.place.line - 1, pair.place.column - 1)
    inside = ""
    if above is not None:
        inside = f"是第{above[0] + 1}行“{above[1]}”那一条里的，前面再加两个半角空格；不是的，"
    return problem_at(
        pair.place,
        DUPLICATE_KEY,
        Level.ERROR,
        f"“{key}”写了两次，前一次在第{first.line}行",
        hint=f"{inside}两处合成一处，删去另一处",
    )


_FEWEST = 3


def _begun_again(
    key: str, first: Place, pair: TypedPair, lines: list[str], count: int
) -> Problem | None:
    """An item of a list whose dash is missing, so that it goes on with the one before; or a whole
    text that was pasted below itself. `count` keys in all come again.
    """
    line = lines[pair.place.line - 1]
    if lines[first.line - 1][: first.column - 1].endswith("- ") and pair.place.column > 2:
        return problem_at(
            pair.place,
            DUPLICATE_KEY,
            Level.ERROR,
            f"“{key}”前面漏了横线，和第{first.line}行的“{key}”连成了一条",
            hint=f"前面的两个空格换成“- ”，横线与第{first.line}行的横线左边对齐："
            f"- {excerpt(line.strip(), 20)}；不是另一条的，两处合成一处",
        )
    if first.column > 1 or count < _FEWEST:
        return None
    return problem_at(
        pair.place,
        DUPLICATE_KEY,
        Level.ERROR,
        f"“{key}”写了两次，前一次在第{first.line}行：从这一行起像是又写了一份",
        hint=f"两份只留一份，另一份删去：第{first.line}行起的，或者这一行起的",
    )


def sentences(items: list[Mapping], lines: list[str]) -> Iterator[Problem]:
    """Items of a list with one plain key that reads like the beginning of a sentence."""
    for item in items:
        if len(item) != 1:
            continue
        ((key, value),) = item.items()
        if not isinstance(value, str) or len(key) < 4 or not re.match(_PROSE, key):
            continue
        if lines[item.place.line - 1].startswith(key, item.place.column - 1):
            yield _colon_in_text(key, item.key_places[key], value)


def _key_problem(key: str, place: Place, *, in_flow: bool) -> Problem | None:
    """What is wrong with an unquoted key as such; `in_flow` = in braces."""
    if key == "<<":
        return problem_at(
            place,
            MERGE_KEY,
            Level.ERROR,
            "“<<”这个写法这里不用",
            hint="把要合并的各项直接写出来；共用的文字另存为文件，用“引入”",
        )
    if not key:
        return problem_at(
            place,
            EMPTY_KEY,
            Level.ERROR,
            "冒号前面没有项目名",
            hint="在冒号前写上项目名；若这一行是文字，冒号用全角的“：”",
        )
    if in_flow and (problem := _in_braces(key, place)):
        return problem
    if quoted := re.fullmatch(_QUOTED, key):
        return problem_at(
            place,
            UNKNOWN_KEY,
            Level.ERROR,
            f"项目名“{quoted[1]}”两边有引号，读不出项目",
            hint=f"项目名不加引号，写成“{quoted[1]}:”",
        )
    if (slip := dash_line(key)) and not in_flow:
        return no_item(slip[0], f"{key}: ……", place, Level.ERROR)
    if not _SENTENCE_MARKS.isdisjoint(key) or len(key) > _LONGEST_KEY:
        return _colon_in_text(key, place)
    if not in_flow and (problem := _at_line_start(key, place)):
        return problem
    bare = "".join(key.split())
    if bare != key:
        return problem_at(
            place,
            SPACE_IN_KEY,
            Level.ERROR,
            f"项目名“{key}”里有空格",
            hint=f"写成“{bare}:”。若这一行是文字，冒号用全角的“：”",
        )
    return None


def _in_braces(key: str, place: Place) -> Problem | None:
    """What is wrong with a key in braces: it took in the colon, with what follows it."""
    if "：" in key:
        right = re.sub("[ \u3000]*，[ \u3000]*", ", ", re.sub("[ \u3000]*：[ \u3000]*", ": ", key))
        return problem_at(
            place,
            FULL_WIDTH_COMMA,
            Level.ERROR,
            f"花括号里的“{excerpt(key)}”用了全角的冒号，读不出项目",
            hint=f"花括号里的冒号、逗号都用半角，后面空一格：{{{excerpt(right, 30)}}}",
        )
    if close := re.fullmatch(_CLOSE_IN_BRACES, key):
        after = what_follows(key[len(close[1]) + 1])
        return problem_at(
            place,
            COLON_WITHOUT_SPACE,
            Level.ERROR,
            f"花括号里“{close[1]}”的冒号后面{after}，读不出项目",
            hint=f"冒号后面空一个半角格：{{{close[1]}: {excerpt(close[2], 20)}}}",
        )
    return None


def _at_line_start(key: str, place: Place) -> Problem | None:
    """What is wrong with how the line of a key begins."""
    if key[0] in WIDE_SPACES:
        return problem_at(
            place,
            WIDE_SPACE_INDENT,
            Level.ERROR,
            f"“{excerpt(key)}”前面的缩进用了{wide_name(key[0])}，读不出层次",
            hint=f"每层缩进两个半角空格：  {key.strip()}: ……，与同一层的项目名左边对齐",
        )
    if mark := NUMBERED_BLOCK.match(f"{key}:"):
        return problem_at(
            place,
            OTHER_MARK,
            Level.ERROR,
            f"行首的“{mark[1].strip()}”不是表示一条的横线，序数由程序编",
            hint=f"用键盘上的减号“-”，后面空一格：- {key[mark.end() :]}: ……",
        )
    return None


def _colon_in_text(key: str, place: Place, value: str = "……") -> Problem:
    return problem_at(
        Place(place.file, place.line, place.column + len(key)),
        HALF_WIDTH_COLON,
        Level.ERROR,
        f"“{excerpt(key)}”后面是半角冒号，这一行被当作“项目: 内容”，不成一段文字",
        hint=wide_colon(f"{key}：{value}"),
    )
