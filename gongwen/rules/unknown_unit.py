"""机构未登记：写到的单位在机构名录里查不到。

主送、抄送、责任单位、名单、职责里的单位都要能在机构表里找到（全称、简称、别名、省去“市”字的写法都可以）。
泛指的（各县区、有关单位，“各镇人民政府、街道办事处”里后面的也是）不查；
本单位.yaml 里写的上级机关和它那一级的部门不查；
名录里没有登记省级以上机关的，写到省政府、国务院这样的上级机关也不查；机构表是空的，都不查。
多半查不到，或者发文机关也查不到的（如导入的外地文件），合并成一条。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .. import patterns as re
from ..document.rosters import Duty
from ..document.values import UnitsTyped
from ..elements.element import Element
from ..library.blanks import has_blank, marks_in
from ..paper.people import ends_in_post
from ..problem import Level, Place
from ..registry.near_names import nearest_names
from ..registry.units import Registry, UnitReference, read_units
from . import Context, Finding

NAME = "机构未登记"
LEVEL = Level.WARNING
BASIS = "机构名称用全称或规范化简称"
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
正文:
- 任务: 开展科普进校园活动。
  责任单位: 市教育委员会
"""
RIGHT = """\
正文:
- 任务: 开展科普进校园活动。
  责任单位: 市教育局
- 任务: 张贴科普海报。
  责任单位: 各镇人民政府、街道办事处
"""

IN_PERSON = "(?:同志|先生|书记|省长|市长|县长|区长|州长|主席|主任|厅长|局长)$"
"""A person; that an upward document must not go to one is another rule's."""

_ADDRESSED = "(?:同志|先生|女士|同学|网友|代表|委员)$"
"""A person whom a letter answers."""
_IN_GENERAL = "各|有关|相关|存档|领导$"
"""Units in general (各县区, 有关单位), the 局领导 that a 纪要 goes to, and the 存档 at the end of
抄送, are no names.
"""
_INNER = "(?:[^市县区州省]{1,8}[科股室]|.{0,2}办公室)"
"""A section of the office itself (医务科, 局办公室), which has its 职责 set out as units have."""

_SUPERIOR = (
    "(?:省|自治区|国务院|国家|全国|中共中央|中央|中华人民共和国|(?:中共)?[^市县区]{2,6}(?:省|自治区))"
    "[^市县区]*"
)
"""What stands above a city: a registry of its own units has none of them."""

UNIT_FIELDS = {
    "主送": "recipients",
    "抄送": "copies_to",
    "发文机关": "issuer",
    "牵头单位": "lead_units",
    "责任单位": "responsible_units",
    "配合单位": "supporting_units",
    "单位": "units",
}


def unit_fields(
    element: Element, keys: Mapping[str, str] = UNIT_FIELDS
) -> Iterator[tuple[UnitsTyped, Place]]:
    """The fields of an element that hold units, with their places; `keys` are the attributes of
    those looked for, by YAML key.
    """
    for key, attribute in keys.items():
        if attribute in element.fields:
            value = getattr(element, attribute)
            if value is not None:
                yield value, element.place(key)


def unit_spot(
    references: Sequence[UnitReference], number: int, place: Place, context: Context
) -> Place:
    """Where the unit `number` of a field that stands at `place` was typed."""
    spot = start = place
    for reference in references[: number + 1]:
        spot = context.spot_of(start, reference.written)
        if spot != start:
            start = Place(spot.file, spot.line, spot.column + 1)
    return spot


_MANY = 5
"""More unknown names than this, the issuer or most of all among them: the registry is of another
place.
"""
_SHOWN = 8


def _is_no_name(written: str, registry: Registry) -> bool:
    """Whether no unit of the registry can be meant: units in general, a superior where it has
    none, a name still to be written.
    """
    if any(written.startswith(place) for place in registry.places_above):
        return True
    if re.fullmatch(_SUPERIOR, written):
        return not any(re.fullmatch(_SUPERIOR, unit.full_name) for unit in registry.units)
    general = re.search(_IN_GENERAL, written) or has_blank(written)
    return bool(general) or any(marks_in(written))


def _has_duties(written: str) -> bool:
    """Whether the duties are those of a post (院长, 住院医师), or of a section of the office."""
    return bool(re.fullmatch(_INNER, written)) or ends_in_post(written)


_SORTS = (
    "(?:县|市|区|旗|镇|乡|街道|村|社区|开发区|园区)+(?:[（(][^（）()]*[）)])?"
    "(?:人民政府|办事处|管委会|管理委员会|党工?委)?"
)


def _goes_on(before: str, written: str) -> bool:
    """Whether a sort of units goes on with the 各 before it: 各镇人民政府、街道办事处."""
    return before.startswith("各") and re.fullmatch(_SORTS, written) is not None


_NONE = ("无", "没有", "暂无", "略", "/", "-", "—")
"""What is typed where no unit is meant."""
_ROLE = r"[（(](?:牵头|负责|主责|主办|配合|参与|协办|协助)(?:单位|部门)?[）)]$"
"""What a unit has to do, typed behind its name."""
_PARTED = r"[;；/／|｜.．\\,，、]|(?:以及|及|和|与)"


def _hint(written: str, registry: Registry, *, listed: bool) -> str:
    """A name with blanks in it, several units not parted as they should be, a name that looks like
    this one, or a new one. `listed` = typed as an item of a list.
    """
    if written in _NONE:
        return "没有的，删去这一行"
    bare = re.sub(_ROLE, "", written)
    if bare != written and registry.known(bare):
        return f"名称后面不写括号：牵头的写进“牵头单位: {bare}”，配合的写进“配合单位: {bare}”"
    whole = "".join(written.split())
    if whole != written and registry.known(whole):
        return f"名称中间不空格：{whole}"
    pieces = ["".join(piece.split()) for piece in re.split(_PARTED, written)]
    for names in ([piece for piece in pieces if piece], written.split()):
        if len(names) > 1 and any(registry.known(name) for name in names):
            if listed:
                return f"一个单位一项：[{', '.join(names)}]"
            return f"单位之间用“、”隔开：{'、'.join(names)}"
    near = nearest_names(written, registry)
    meant = f"是不是{'、'.join(f'“{name}”' for name in near)}；" if near else ""
    return f"{meant}确有这个单位，就把它加进机构名录"


def _is_told(written: str, field: Place, context: Context) -> bool:
    """Whether the reading has told of a name with a full-width comma in brackets [甲，乙]."""
    return "，" in written and context.line_of(field)[field.column - 1 :].startswith("[")


def check(context: Context) -> Iterator[Finding]:
    """Each unit that the registry does not know, once per place; all in one where the registry
    knows the fewest of them.
    """
    registry = context.registry
    if not registry.units:
        return
    unknown: list[tuple[Place, str]] = []
    listed: set[str] = set()
    known = 0
    addressed = context.document.place("主送")
    for element in context.elements:
        for typed, place in unit_fields(element):
            references = read_units(typed, registry).references
            known += sum(1 for reference in references if reference.unit)
            for number, reference in enumerate(references):
                if number and _goes_on(references[number - 1].written, reference.written):
                    continue
                told = (context.kind.upward and re.search(IN_PERSON, reference.written)) or (
                    place == addressed and re.search(_ADDRESSED, reference.written)
                )
                if reference.unit or told or _is_told(reference.written, place, context):
                    continue
                if isinstance(element, Duty) and _has_duties(reference.written):
                    continue
                if not _is_no_name(reference.written, registry):
                    spot = unit_spot(references, number, place, context)
                    unknown.append((spot, reference.written))
                    listed.update([] if isinstance(typed, str) else [reference.written])
    names = list(dict.fromkeys(name for _, name in unknown))
    elsewhere = len(unknown) > known or not _knows_issuer(context)
    if len(names) > _MANY and elsewhere:
        shown = "、".join(f"“{name}”" for name in names[:_SHOWN])
        shown += "……" if len(names) > _SHOWN else ""
        yield Finding(
            unknown[0][0],
            f"写到的机构有{len(names)}个不在机构名录里：{shown}",
            hint="是外地的文件，另写一份名录，在文稿里加一行：机构表: 机构-….yaml"
            "（导入时加 --registry 会起草一份）；确是本地的，加进机构名录",
        )
        return
    for spot, name in unknown:
        hint = _hint(name, registry, listed=name in listed)
        yield Finding(spot, f"机构名录里没有“{name}”", hint=hint, element=name)


def _knows_issuer(context: Context) -> bool:
    issuer = context.document.issuer
    references = read_units(issuer, context.registry).references if issuer else ()
    return any(reference.unit for reference in references)
