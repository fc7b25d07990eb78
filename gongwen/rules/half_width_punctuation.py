"""半角标点：中文里用了半角的标点，或者用连字符“-”写起止年份。

与汉字相连的逗号、分号、冒号、问号、叹号、句号、括号、引号用全角，省略号写“……”；网址、邮箱、数字和外文里的不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..paper.half_width import FULL, slips_in
from ..problem import Level, Place
from . import Context, Finding

NAME = "半角标点"
LEVEL = Level.WARNING
BASIS = "GB/T 15834《标点符号用法》"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = tuple(',;:?!.．()"-')
WRONG = """\
正文:
- 各单位要落实责任,加强督查;逾期未办结的(含部分办结),予以通报。
"""
RIGHT = """\
正文:
- 各单位要落实责任，加强督查；逾期未办结的（含部分办结），予以通报。
- 意见请发至 yunxi@example.cn，网址 https://example.cn/a?b=1，8:30开始。
"""
_MOST = 8
"""Where more passages than this have slips, the text was typed so throughout: said once."""


def check(context: Context) -> Iterator[Finding]:
    """The first slip of each passage, and how many there are in it."""
    found = [(passage, slips) for passage in context.passages if (slips := slips_in(passage.text))]
    if len(found) > _MOST:
        passage, slips = found[0]
        yield Finding(
            _spot(context, passage, slips[0]),
            f"全文有{len(found)}段用了半角标点，共{sum(len(slips) for _, slips in found)}处，"
            f"第一处是{_around(passage, slips[0])}",
            hint=_hint_throughout({_typed(p, slip) for p, slips in found for slip in slips}),
        )
        return
    for passage, slips in found:
        more = f"，这一段共有{len(slips)}处" if len(slips) > 1 else ""
        match = slips[0]
        typed = _typed(passage, match)
        what = {"-": "连字符“-”", '"': "英文的引号", _ELLIPSIS: f"“{match[0]}”"}.get(
            typed, f"半角的“{typed}”"
        )
        yield Finding(
            _spot(context, passage, match),
            f"{_around(passage, match)}里用了{what}{more}",
            hint=_HINTS.get(typed) or f"改用全角的“{FULL[typed]}”",
        )


_ELLIPSIS = "..."
_HINTS = {
    "-": "起止年份之间用一字线“—”",
    '"': "改用中文引号“”",
    _ELLIPSIS: "省略号写“……”；是一句话完了，写“。”",
}


def _hint_throughout(typed: set[str]) -> str:
    """What to do about all of these signs. Those that YAML, numbers and names of files are written
    with are not for an editor to replace throughout a file.
    """
    freely = [each for each in FULL if each in typed and each in _FREELY]
    by_hand = [each for each in (*FULL, '"') if each in typed and each not in _FREELY]
    hints = [hint for each, hint in _HINTS.items() if each in typed and each not in by_hand]
    if by_hand:
        signs = " ".join(by_hand)
        hints.insert(0, f"把文字里的半角 {signs} 逐处改成全角的，不要整个文件替换：{_KEPT}")
    if freely:
        full = "".join(FULL[each] for each in freely)
        hints.insert(0, f"用编辑器的“替换”，把半角 {' '.join(freely)} 换成全角的{full}")
    return "；".join(hints)


_FREELY = ";?!()"
_KEPT = "项目名后面的冒号、方括号里隔开各项的逗号、括住整个值的引号是文件的写法，要留着半角"


def _typed(passage: Passage, match: re.Match[str]) -> str:
    """The sign that was typed, of which more is said in `FULL` or `_HINTS`."""
    return _ELLIPSIS if match["dots"] else passage.text[_index(match)]


def _index(match: re.Match[str]) -> int:
    return match.start("dash") if match["dash"] else match.start()


def _around(passage: Passage, match: re.Match[str]) -> str:
    index = _index(match)
    return f"“{passage.text[max(0, index - 4) : index + 5]}”"


def _spot(context: Context, passage: Passage, match: re.Match[str]) -> Place:
    return context.spot(passage.place, passage.text, _index(match))
