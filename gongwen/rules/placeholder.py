"""没有填的空：骨架里要人填写的地方还是原样。

用 new 新建的文稿，要填的地方写成“（事由）”“甲某某”。征求意见稿可以先空着，送审、印发前要填好。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..problem import Level, Place
from . import Context, Finding

NAME = "没有填的空"
LEVEL = Level.ERROR
BASIS = ""
STANDS_ALONE = True
_HEAD = """\
文种: 通知
稿本: 送审稿
标题: 云溪市教育局关于举办读书节的通知
主送: 云溪市人民政府办公室
发文机关: 云溪市教育局
"""
WRONG = _HEAD + "正文: （写明缘由、依据和目的。）\n"
RIGHT = _HEAD + "正文: 为推进全民阅读，市教育局定于6月举办读书节。\n"

_SKELETONS = Path(__file__).parents[1] / "skeletons"
_COMMENT = re.compile(r"(^|\s)#.*")


@cache
def _blanks() -> re.Pattern[str]:
    """What the skeletons leave to be filled in, as they write it."""
    texts = [
        _COMMENT.sub("", line)
        for path in sorted(_SKELETONS.glob("*.yaml"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    found = {blank for text in texts for blank in re.findall(r"（[^（）{}]+）", text)}
    return re.compile("|".join(map(re.escape, sorted(found))) + "|[甲乙丙丁]某某")


def check(context: Context) -> Iterator[Finding]:
    """Each blank of a skeleton that is still there, once a text is past comment."""
    if context.stage == "征求意见稿":
        return
    level = Level.ERROR if context.stage == "印发稿" else Level.WARNING
    for file, text in context.sources.items():
        for number, line in enumerate(text.splitlines(), 1):
            for match in _blanks().finditer(_COMMENT.sub("", line)):
                yield Finding(
                    Place(file, number, match.start() + 1),
                    f"“{match[0]}”还没有填",
                    hint="换成实际的内容；用不着的就把这一行删掉",
                    level=level,
                    element=match[0],
                )
