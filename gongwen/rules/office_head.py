"""办公室设在哪里：办公室设在一个单位，办公室主任却由另一个单位的负责人兼任。

“办公室设在市统计局，由市农业农村局局长兼任办公室主任”，名单里写明了职务的，只写姓名的也核对。
由政府副秘书长这样的更高一级的人兼任的，不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.rosters import Person
from ..problem import Level
from . import Context, Finding

NAME = "办公室主任"
LEVEL = Level.WARNING
BASIS = "前后的单位、职务要一致"
STANDS_ALONE = True
NEEDS = ("办公室设在",)
WRONG = """\
正文:
- 领导小组办公室设在市教育局，办公室主任由市科技局局长兼任。
"""
RIGHT = """\
正文:
- 领导小组办公室设在市教育局，办公室主任由市教育局副局长兼任。
"""

_SET = (
    r"办公室设在(?P<seat>[^，。；：（）]{2,16}?)(?:[（(][^（）]{1,20}[）)])?[，；。]"
    r"[^。；]{0,16}?由(?P<head>[^，。；]{2,30}?)(?:同志)?(?:兼任|担任)(?:办公室)?(?:主任)?"
)
_BODY = "(?:局|委员会|委|科|处|股|中心|所|站|支队|大队|厅|部)"
_POST = (
    r"(?:副?(?:局长|主任|科长|处长|股长|部长|厅长|所长|站长|支队长|大队长)|负责人|主要负责同志)$"
)


def check(context: Context) -> Iterator[Finding]:
    """Each office whose head is of another body of the same rank than the one it is in."""
    posts = {
        "".join(each.name.split()): "".join(each.post.split())
        for each in context.elements
        if isinstance(each, Person) and each.post
    }
    for passage in context.passages_with(*NEEDS):
        for match in re.finditer(_SET, passage.text):
            seat, head = match["seat"], match["head"]
            post = posts.get(head, head)
            if _is_of_another(seat, post):
                said = f"“{head}”的职务是“{post}”" if post != head else f"主任由“{head}”兼任"
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"办公室设在“{seat}”，{said}",
                    hint="核对单位和姓名；确是由别的单位的负责人兼任的，不用改",
                    element=head,
                )


def _is_of_another(seat: str, post: str) -> bool:
    """Whether a post is that of a body that ends as the seat does, and is another."""
    body = re.sub(_POST, "", post)
    if not re.search(f"{_BODY}$", seat) or body == post:
        return False
    ends = re.search(_POST, post)
    if not re.search(f"{_BODY}$", body) and ends:
        body = post[: ends.start()] + ends[0].removeprefix("副")[0]  # 市统计局长, 建设管理科科长
    return body[-1:] == seat[-1] and _core(seat) not in body and _core(body) not in seat


def _core(name: str) -> str:
    """A name without its place and its kind: 市统计局 is 统计, 局建设管理科 is 建设管理."""
    return re.sub(f"^[省市县区州局厅委]|{_BODY}$", "", name)
