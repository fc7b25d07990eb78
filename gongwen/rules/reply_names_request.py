"""答复来文：批复、复函没有写答复的是哪一件来文。

批复、复函开头先引来文：你局《关于……的请示》（文号）收悉。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.values import one_line
from ..problem import Level
from . import Context, Finding

NAME = "答复来文"
LEVEL = Level.WARNING
BASIS = "批复、复函要写明答复的来文"
STANDS_ALONE = True
WRONG = """\
文种: 批复
标题: 云溪市人民政府关于同意举办读书节的批复
正文:
- 同意举办读书节。
"""
RIGHT = """\
文种: 批复
标题: 云溪市人民政府关于同意举办读书节的批复
正文:
- 你局《关于举办读书节的请示》（云教〔2026〕8号）收悉。同意举办读书节。
"""

_NAMED = (
    "收悉|来函|来文|来电|《[^《》]*》|〔[0-9]{4}〕"
    "|(?:你|贵)[^。，；]{1,8}(?:关于|报来|请示|提出|报送|所提|转来)"
    "|(?:请示|函|报告|建议|提案)(?:已)?收到|申请"
)


_FIRST = 4
_NOT_A_REQUEST = (
    "《[^《》]{4,80}的?(?P<kind>报告|函|通知|意见|说明)》(?:（[^（）]*）)?(?:已)?(?:收悉|收到)"
)
_BARE = "(?:来函|来文|来电|来信|函)(?:已)?收悉"


def check(context: Context) -> Iterator[Finding]:
    """A 批复 or 复函 whose first paragraphs do not name what they answer."""
    document = context.document
    title = one_line(document.title)
    answers = document.kind == "函" and title.endswith(("复函", "的答复"))
    if document.kind != "批复" and not answers:
        return
    if document.kind == "批复":
        yield from _not_asked(context)
    own = [passage for passage in context.passages_by_part[0] if passage.is_prose]
    bare = next((p for p in own[:2] if re.search(_BARE, p.text)), None)
    if bare is not None and not re.search("《|〔|关于|请示", bare.text.partition("收悉")[0]):
        yield Finding(
            bare.place,
            f"{title[-2:]}只写了来文收悉，没有写来文的标题和文号",
            hint="写成：贵局《关于……的函》（文号）收悉。",
            level=Level.NOTICE,
        )
        return
    if own and not any(re.search(_NAMED, passage.text) for passage in own[:2]):
        yield Finding(
            own[0].place,
            f"{title[-2:]}没有写答复的是哪一件来文",
            hint="开头写：你局《关于……的请示》（文号）收悉。",
        )


def _not_asked(context: Context) -> Iterator[Finding]:
    """《关于……的报告》收悉, in an answer to what was asked for."""
    for passage in context.passages_by_part[0][:_FIRST]:
        match = re.search(_NOT_A_REQUEST, passage.text) if passage.is_prose else None
        if match:
            yield Finding(
                context.spot(passage.place, passage.text, match.start("kind")),
                f"批复答复请示，来文写的是“{match['kind']}”",
                hint="核对来文的文种；来的确是请示的，写“的请示》”",
                element=match["kind"],
            )
            return
