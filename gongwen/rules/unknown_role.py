"""角色未设：文中说到召集人、组长这样的角色，名单里没有设；或者说到牵头单位，任务里只有责任单位。"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.blocks import Responsibility
from ..document.rosters import Role
from ..document.values import one_line
from ..problem import Level
from . import Context, Finding

NAME = "角色未设"
LEVEL = Level.WARNING
BASIS = "文中用的名称要与名单、任务里的一致"
WRONG = """\
正文:
- 名单:
  - {角色: 组长, 人员: 王刚 副市长}
- 会议由总召集人主持。
"""
RIGHT = """\
正文:
- 名单:
  - {角色: 组长, 人员: 王刚 副市长}
- 会议由组长主持。
"""

_ROLES = r"(?P<role>总召集人|(?:副)?总指挥长?|召集人|组长|副组长|(?:副)?指挥长|秘书长|主任委员)"
_USED = (
    rf"(?:由|经|报|向|或者?|受|请|，|。|^|由各?)(?:会议|领导小组|指挥部|联席会议)?{_ROLES}"
    "(?=主持|定期|每[月季年周]|负责|召集|召开|同意|批准|签发|委托|指定|审定|负责|或|决定|审批)"
)
_OF_ANOTHER = "(?:小组|工作组|专班|各组|分组|本组|支部|班子|党小组)"
_LEADING = r"(?:各|由|在)?牵头(?:单位|部门)(?=要|应|负责|对|会同|的协调|统筹|和配合|制定|按)"


def check(context: Context) -> Iterator[Finding]:
    """Roles that no roster has, and 牵头单位 where no task has one."""
    roles = {each.name for each in context.elements if isinstance(each, Role)}
    roles |= set(_typed_roles(context))
    if roles:
        yield from _roles(roles, context)
    yield from _unit_roles(context)
    tasks = [each for each in context.elements if isinstance(each, Responsibility)]
    charged = [each for each in tasks if each.responsible_units is not None]
    if len(charged) > 1 and not any(each.lead_units is not None for each in tasks):
        text = context.searched.text
        if "牵头" in re.sub("牵头(?:单位|部门)", "", text):
            return
        for passage in context.passages_with("牵头单位", "牵头部门"):
            if match := re.search(_LEADING, passage.text):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"文中说到“{match[0]}”，任务里只写了责任单位，没有牵头单位",
                    hint="改成“责任单位”；或在任务里写上“牵头单位”",
                    element="牵头单位",
                )


_ACTS = (
    "(?:^|(?<=[，。；]))(?P<body>组长单位|召集人单位|牵头单位|召集单位)"
    "(?:每(?:年|月|季|周|半)|定期|负责|召开|由|统筹)"
)


def _unit_roles(context: Context) -> Iterator[Finding]:
    """组长单位 where only 牵头单位 are named."""
    text = context.searched.text
    named = [f"{each}单位" for each in ("召集人", "牵头", "责任") if f"{each}单位" in text]
    if not named:
        return
    title = one_line(context.document.title)
    for passage in context.passages_with(
        "单位每", "单位定期", "单位负责", "单位召开", "单位由", "单位统筹"
    ):
        for match in re.finditer(_ACTS, passage.text) if passage.is_prose else ():
            body = match["body"]
            if body in named or body in title or text.count(body) > 1:
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start("body")),
                f"文中说到“{body}”，前面设的是“{'、'.join(named)}”",
                hint="写成一样的；另有这个角色的，先写明",
                level=Level.NOTICE,
                element=body,
            )


_TYPED = rf"^{_ROLES.replace('?P<role>', '')}[：:　 ]"


def _typed_roles(context: Context) -> Iterator[str]:
    """Those of a roster that was typed as running text: 组长：王刚."""
    for passage in context.passages_with("组长", "召集人", "指挥", "秘书长", "主任"):
        if match := re.match(_TYPED, re.sub(r"(?<=^.)[ \u3000]+(?=.[：:])", "", passage.text)):
            yield match[0].rstrip("：:　 ")


def _roles(roles: set[str], context: Context) -> Iterator[Finding]:
    told: set[str] = set()
    for passage in context.passages_with(
        "召集人", "总指挥", "组长", "指挥长", "秘书长", "主任委员"
    ):
        for match in re.finditer(_USED, passage.text) if passage.is_prose else ():
            role = match["role"]
            before = passage.text[max(0, match.start("role") - 4) : match.start("role")]
            if role in told or any(role in each or each in role for each in roles):
                continue
            if re.search(_OF_ANOTHER, before):
                continue
            told.add(role)
            yield Finding(
                context.spot(passage.place, passage.text, match.start("role")),
                f"文中说到“{role}”，名单里没有设，设的是{'、'.join(sorted(roles))}",
                hint="文中和名单写成一样的",
                element=role,
            )
