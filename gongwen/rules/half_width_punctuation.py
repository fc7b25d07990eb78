"""半角标点：中文里用了半角的标点，或者用连字符“-”写起止年份。

与汉字相连的逗号、分号、冒号、问号、叹号、句号、括号、引号用全角，省略号写“……”；网址、邮箱、数字和外文里的不算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.texts import Passage
from ..paper.characters import HAN
from ..problem import Level, Place
from . import Context, Finding

NAME = "半角标点"
LEVEL = Level.WARNING
BASIS = "GB/T 15834《标点符号用法》"
STANDS_ALONE = True
WRONG = """\
正文:
- 各单位要落实责任,加强督查;逾期未办结的(含部分办结),予以通报。
"""
RIGHT = """\
正文:
- 各单位要落实责任，加强督查；逾期未办结的（含部分办结），予以通报。
- 意见请发至 yunxi@example.cn，网址 https://example.cn/a?b=1，8:30开始。
"""

_SLIP = re.compile(
    rf"(?P<dots>(?<={HAN}|[”’》）〕])[.．]{{2,}}|(?<![\x21-\x7e．])[.．]{{3,}}(?![.．]*$))"
    rf"|(?<={HAN}|[”’》）〕])(?:[,;:?!.](?![\w./])|[,;:?!](?=[\w“‘《（]))"
    rf"|(?<=[\w%％])[,;](?={HAN}|[“‘《（])"
    rf"|\((?={HAN})|(?<={HAN}|[”》])[()]"
    rf'|"(?={HAN})|(?<={HAN})"'
    r"|(?<![\d-])(?:19|20)\d{2}年?(?P<dash>-)(?:19|20)\d{2}(?!\d|-\d)"
)
_HALF_WIDTH = re.compile(r"""[.．,;:?!()"-]""")
"""Every slip has one of these; most passages have none."""
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}


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
            hint=_HINTS.get(typed) or f"改用全角的“{_FULL[typed]}”",
        )


def slips_in(text: str) -> list[re.Match[str]]:
    """All the slips of a text."""
    return list(_SLIP.finditer(text)) if _HALF_WIDTH.search(text) else []


_ELLIPSIS = "..."
_HINTS = {
    "-": "起止年份之间用一字线“—”",
    '"': "改用中文引号“”",
    _ELLIPSIS: "省略号写“……”；是一句话完了，写“。”",
}


def _hint_throughout(typed: set[str]) -> str:
    """What to do about all of these signs."""
    signs = [each for each in _FULL if each in typed]
    full = "".join(_FULL[each] for each in signs)
    replaced = f"用编辑器的“替换”，把文字里的半角 {' '.join(signs)} 换成全角的{full}"
    others = [hint for each, hint in _HINTS.items() if each in typed]
    return "；".join([replaced, *others] if signs else others)


def _typed(passage: Passage, match: re.Match[str]) -> str:
    """The sign that was typed, of which more is said in `_FULL` or `_HINTS`."""
    return _ELLIPSIS if match["dots"] else passage.text[_index(match)]


def _index(match: re.Match[str]) -> int:
    return match.start("dash") if match["dash"] else match.start()


def _around(passage: Passage, match: re.Match[str]) -> str:
    index = _index(match)
    return f"“{passage.text[max(0, index - 4) : index + 5]}”"


def _spot(context: Context, passage: Passage, match: re.Match[str]) -> Place:
    return context.spot(passage.place, passage.text, _index(match))
