"""名称前后不一：一个文件、一个项目的名称，两处只差一两个字。

标题写《云溪书屋建设方案》，正文写《云溪书院建设方案》；印发的是意见，正文写“《……的办法》已经市政府同意”；联合行文的机关，标题里的次序和“发文机关”不同。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..document.values import one_line
from ..paper.characters import unlike_places
from ..problem import Level
from ..registry.units import read_units
from . import Context, Finding

NAME = "名称前后不一"
LEVEL = Level.WARNING
BASIS = "同一件事前后要一致"
WRONG = """\
标题: 关于实施云溪书屋建设方案的通知
正文:
- 《关于批准〈云溪书屋建设方案〉的请示》收悉。
- 同意《云溪书院建设方案》，按《云溪书屋建设方案》实施。
"""
RIGHT = """\
标题: 关于实施云溪书屋建设方案的通知
正文:
- 《关于批准〈云溪书屋建设方案〉的请示》收悉。
- 同意《云溪书屋建设方案》，按《云溪书屋建设方案》实施。
"""

_NAME = "[《〈](?P<name>[^《》〈〉]{6,60})[》〉]"
_NUMBERS = r"[\d一二三四五六七八九十〇零省市州县区镇乡村甲乙丙丁上下东西南北中前后大小男女新老]"
_MOST = 2
_KIND = "(?:意见|办法|方案|规定|细则|规划|计划|预案|要点|通知|措施|制度|规则|决定)$"
_SENT = r"(?:（[^（）]*）)?(?:已经|已|现|业经|经)"


def check(context: Context) -> Iterator[Finding]:
    """Each name that differs a little from one that stands more often, or in the title."""
    yield from _near(context)
    yield from _issued(context)
    yield from _joint(context)


def _near(context: Context) -> Iterator[Finding]:
    title = one_line(context.document.title)
    found: dict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in context.passages_with("《"):
        for match in re.finditer(_NAME, passage.text):
            found[match["name"]].append((passage, match.start("name")))
    text = context.searched.text
    weights = {name: text.count(name) + 2 * (name in title) for name in found}
    for name, spots in found.items():
        if len(spots) > 1 or name in title:
            continue
        for other, weight in weights.items():
            if weight > 1 and weight > weights[name] and _are_near(name, other):
                passage, at = spots[0]
                yield Finding(
                    context.spot(passage.place, passage.text, at),
                    f"这里写的是“{name}”，别处写的是“{other}”",
                    hint="核对哪一个对；是两个文件的，不用改",
                    element=name,
                )
                break


def _are_near(one: str, other: str) -> bool:
    """Whether they differ by two characters side by side, none of which counts or tells where."""
    if len(one) != len(other):
        return False
    unlike = unlike_places(one, other)
    if not unlike or unlike[-1] - unlike[0] >= _MOST or unlike[-1] == len(one) - 1:
        return False
    signs = "".join(each[at] for each in (one, other) for at in unlike)
    return re.search(_NUMBERS, signs) is None


def _issued(context: Context) -> Iterator[Finding]:
    """《……的办法》已经市政府同意, before a text that is called 意见."""
    titles = [one_line(each.title or "") for each in context.document.issued_texts]
    names = {re.sub(_KIND, "", each): each for each in titles if re.search(_KIND, each)}
    own = [passage for passage in context.passages_by_part[0] if passage.is_prose][:2]
    for passage in own if names else ():
        for match in re.finditer(f"{_NAME}(?={_SENT})", passage.text):
            stem = re.sub(_KIND, "", match["name"])
            if stem in names and stem != match["name"] != names[stem]:
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("name")),
                    f"正文写的是《{match['name']}》，所发的是“{names[stem]}”",
                    hint="两处的名称写成一样的",
                    element=match["name"],
                )


def _joint(context: Context) -> Iterator[Finding]:
    """Joint issuers in another order than in the title."""
    document = context.document
    if not document.issuer:
        return
    title = one_line(document.title).partition("关于")[0]
    names = [each.written for each in read_units(document.issuer, context.registry).references]
    places = [title.find(name) for name in names]
    if len(names) > 1 and min(places) >= 0 and places != sorted(places):
        yield Finding(
            document.place("发文机关"),
            f"“发文机关”的次序是“{'、'.join(names)}”，标题里的次序不同",
            hint="主办的机关排在前面，两处写成一样的次序",
            element=names[0],
        )
