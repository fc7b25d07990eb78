"""高低次序：按高低列出来的几级，次序乱了，或者与“由高到低”相反，或者两串对应倒了。

“一级、二级、三级、四级，分别用红色、黄色、橙色、蓝色标示”，黄色在橙色前面；“由低到高分为Ⅰ级、Ⅱ级、Ⅲ级、Ⅳ级”，也不对。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .. import patterns as re
from ..document.texts import Passage
from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "高低次序"
LEVEL = Level.WARNING
BASIS = "前后要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 预警由高到低分为一级、二级、三级，分别用红色、黄色、橙色标示。
"""
RIGHT = """\
正文:
- 预警由高到低分为一级、二级、三级，分别用红色、橙色、黄色标示。
"""

_SCALES: tuple[tuple[str, ...], ...] = (
    ("蓝色?", "黄色?", "橙色?", "红色?"),
    ("一般", "较大", "重大", "(?:特别重大|特大)"),
    ("(?:轻度|轻微)", "中度", "(?:严重|重度)", "(?:特大|特别严重|特重|极重)"),
    ("(?:Ⅳ|IV)级?", "(?:Ⅲ|III)级?", "(?:Ⅱ|II)级?", "(?:Ⅰ|I)级?"),
    ("四级", "三级", "二级", "一级"),
    ("不合格", "(?:基本)?合格", "良好", "优秀"),
    ("低风险", "(?:一般|中)风险", "较大风险", "(?:高|重大)风险"),
)
"""What is said of the lowest, the next … the highest."""
_BEHIND = f"{HAN}{{0,4}}?"
_DIRECTED = "[由从](?P<from>低|高|轻|重|弱|强|小|大)[到至往向](?:高|低|重|轻|强|弱|大|小)"
_RISING = frozenset("低轻弱小")
_FEWEST = 3
_TOGETHER = "分别|对应|依次|相应"
NEEDS = ("、",)


def check(context: Context) -> Iterator[Finding]:
    """Each sentence whose degrees are out of order."""
    for passage in context.passages_with_each(NEEDS, ("级", "色", "重大", "度", "合格", "风险")):
        if passage.text.count("、") < _FEWEST - 1:
            continue
        start = 0
        for sentence in re.split("(?<=[。；])", passage.text):
            yield from _in_sentence(passage, sentence, start, context)
            start += len(sentence)


def _in_sentence(
    passage: Passage, sentence: str, start: int, context: Context
) -> Iterator[Finding]:
    runs: list[tuple[int, int, str]] = []
    for scale in _SCALES:
        for at, degrees, words in _runs(sentence, scale):
            steps = {other - one > 0 for one, other in pairwise(degrees)}
            if len(steps) > 1 or len(set(degrees)) < len(degrees):
                message = f"“{words}”高低的次序乱了"
                yield _finding(passage, start + at, message, words, context)
                return
            runs.append((at, 1 if True in steps else -1, words))
    runs.sort()
    directed = re.search(_DIRECTED, sentence)
    if directed and runs and len(runs) <= 2:
        way = 1 if directed["from"] in _RISING else -1
        wrong = [run for run in runs if run[0] > directed.start() and run[1] != way]
        if wrong:
            message = f"说的是“{directed[0]}”，列的是“{wrong[0][2]}”"
            yield _finding(passage, start + wrong[0][0], message, wrong[0][2], context)
            return
    if len(runs) == 2 and runs[0][1] != runs[1][1] and re.search(_TOGETHER, sentence):
        message = f"“{runs[0][2]}”和“{runs[1][2]}”高低的次序相反"
        yield _finding(passage, start + runs[1][0], message, runs[1][2], context)


def _runs(sentence: str, scale: tuple[str, ...]) -> Iterator[tuple[int, list[int], str]]:
    """Where three degrees of a scale or more stand side by side, parted by 、 or 和."""
    item = "|".join(f"(?P<d{n}>{word})" for n, word in enumerate(scale))
    found = [
        (m.start(), m.end(), int((m.lastgroup or "d0")[1:])) for m in re.finditer(item, sentence)
    ]
    run: list[tuple[int, int, int]] = []
    for each in (*found, (len(sentence) + 99, 0, 0)):
        if run and not re.fullmatch(
            f"{_BEHIND}(?:（[^（）]*）)?[、和](?:[^、，。；]{{0,2}})?",
            sentence[run[-1][1] : each[0]],
        ):
            if len({degree for *_, degree in run}) >= _FEWEST:
                yield run[0][0], [one[2] for one in run], sentence[run[0][0] : run[-1][1]]
            run = []
        run.append(each)


def _finding(passage: Passage, at: int, message: str, words: str, context: Context) -> Finding:
    return Finding(
        context.spot(passage.place, passage.text, at),
        message,
        hint="核对各级的次序",
        element=words,
    )
