"""没有填的空：骨架里要人填写的地方还是原样，或者留着“（填写……）”“××”。

用 new 新建的文稿，要填的地方写成“（事由）”“甲某某”。
征求意见稿可以先空着，只提示还有几处；送审、印发前要填好。
印发稿里还有没填的空，等于缺要素，不生成文件。
“××”“XX”“某某某”“会议认为，……”“（填写……）”和夹在文字里的“（职务）”有时是附件里的样表本来就有的，只警告；写在标题、主送、抄送、文号、署名这些项目里的，是错误。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..library.blanks import (
    blanks,
    is_certain,
    is_redacted,
    lines_of_heads,
    marks_in,
    without_comment,
)
from ..problem import Level, Place
from . import Context, Finding

NAME = "没有填的空"
LEVEL = Level.ERROR
BASIS = ""
REFUSES = True
STANDS_ALONE = True
_HEAD = """\
文种: 通知
稿本: 送审稿
标题: 云溪市教育局关于举办读书节的通知
主送: 云溪市人民政府办公室
公开属性: 主动公开
发文机关: 云溪市教育局
"""
WRONG = _HEAD + "正文: （写明缘由、依据和目的。）\n"
RIGHT = _HEAD + "正文: 为推进全民阅读，市教育局定于6月举办读书节，请丁某某同志讲话。\n"


def check(context: Context) -> Iterator[Finding]:
    """Each blank that is still there, once a text is past comment; before, how many there are."""
    found = list(_found(context))
    if context.stage == "征求意见稿":
        if found:
            _, words, place = found[0]
            yield Finding(
                place,
                f"还有{len(found)}处没有填，这里是第一处：“{words}”",
                hint="送审、印发前填好；用不着的行删掉",
                level=Level.NOTICE,
            )
        return
    for certain, words, place in found:
        final = certain and context.stage == "印发稿"
        yield Finding(
            place,
            f"“{words}”还没有填",
            hint="换成实际的内容；用不着的就把这一行删掉"
            + ("" if certain else "；样表里本来就有的，不用改"),
            level=Level.ERROR if final else Level.WARNING,
            element=words,
        )


def _found(context: Context) -> Iterator[tuple[bool, str, Place]]:
    """The blanks in the order of the files: whether each is certainly one, its words, place."""
    for file, text in context.sources.items():
        lines = text.splitlines()
        heads: frozenset[int] | None = None
        for number, typed in enumerate(lines, 1):
            blank = "（" in typed or "某" in typed
            if not (blank or marks_in(typed)):  # most lines
                continue
            line = without_comment(typed)
            for match in blanks().finditer(line) if blank else ():
                place = Place(file, number, match.start() + 1)
                yield is_certain(match[0], line), match[0], place
            for match in marks_in(line):
                heads = lines_of_heads(map(without_comment, lines)) if heads is None else heads
                if number in heads or not is_redacted(match):
                    yield number in heads, match[0], Place(file, number, match.start() + 1)
