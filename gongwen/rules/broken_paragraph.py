"""段落断开：一段话断成了两段，前一段以“，”“、”结尾，断在书名号里，或者后一段以标点开头。

多半是从 Word 粘贴时带来的换行，会照样印成两段。几行都很短的（如公约、口诀），不提醒。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document.texts import PARAGRAPH, Passage
from ..problem import Level
from . import Context, Finding

NAME = "段落断开"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
WRONG = """\
正文: |
  各单位要高度重视，明确专人负责，
  活动方案于月底前报送市教育局。
  有关要求见《云溪市读书节
  活动方案》。
"""
RIGHT = """\
正文: |
  各单位要高度重视，明确专人负责，活动方案于月底前报送市教育局。
"""

_KEYS = (PARAGRAPH, "文", "节", "接排")
_GOES_ON = ("，", "、", ",")
_NO_BEGINNING = tuple("，。、；：！？）》”")
_VERSE = 10
"""Lines no longer than this, two together, are set so on purpose."""

_NEAR = 2
"""More lines than this between two paragraphs, and a table or a roster stands there."""


def check(context: Context) -> Iterator[Finding]:
    """Each place where a sentence goes on in another paragraph."""
    for part in context.passages_by_part:
        passages = [each for each in part if each.key in _KEYS and each.text.strip()]
        for index, passage in enumerate(passages):
            yield from _end(passage, passages[index + 1 : index + 2], context)
            if passage.key == PARAGRAPH and passage.text.startswith(_NO_BEGINNING):
                if passage.text[0] == "”" and "“" in passage.text:
                    continue  # turned round, as another rule tells
                yield Finding(
                    context.spot(passage.place, passage.text, 0),
                    f"这一段以“{passage.text[0]}”开头：{passage.text[:10]}……",
                    hint="接在上一段的后面，去掉中间的换行",
                )


def _end(passage: Passage, following: Sequence[Passage], context: Context) -> Iterator[Finding]:
    text = passage.text.rstrip()
    if following and _is_open(text) and "》" in following[0].text.partition("《")[0]:
        yield Finding(
            context.spot(passage.place, text, text.rindex("《")),
            f"这一段断在书名号里，书名分到了两段：{text[text.rindex('《') :]}",
            hint=f"去掉后面的换行，和下一段“{following[0].text[:8]}……”接成一段",
        )
        return
    if not text.endswith(_GOES_ON):
        return
    spot = context.spot(passage.place, text, len(text) - 1)
    hint = "把话写完；说完了的，末尾改用“。”"
    if following:
        after = following[0].text
        if max(len(text), len(after)) <= _VERSE:
            return
        if following[0].place.line - spot.line <= _NEAR:
            hint = (
                f"去掉后面的换行，和下一段“{after[:8]}……”接成一段；不是一段的，末尾改用“。”或“：”"
            )
    yield Finding(spot, f"这一段以“{text[-1]}”结尾，话没有说完：……{text[-10:]}", hint=hint)


def _is_open(text: str) -> bool:
    """Whether a text ends within the name of a document."""
    return text.count("《") > text.count("》")
