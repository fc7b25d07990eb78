"""A draft of 机构-….yaml from the units that an imported document names."""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..registry.reader import CATEGORIES
from ..registry.units import Registry, read_units
from .assemble import Imported
from .tree import Tree, noted, plain
from .wording import is_unit
from .yaml_writer import write_yaml

_UNIT_KEYS = ("牵头单位", "责任单位", "配合单位", "单位", "主送", "抄送", "发文机关")
_COLUMN = re.compile(r"(?:责任|牵头|配合|落实)?(?:单位|部门)")
_PLACE = re.compile(r"([^省市县区州]{1,8}?[市县区州])(?=人民|全民|委|政府|.{2,})")
_LOCAL = re.compile(r"(市|县|区|州)(委)?(.+)")


def draft_registry(tree: dict[str, Tree]) -> str:
    """The text of a registry: every unit once, in the order of the document, elided names with
    what was elided, and full names guessed from the issuer's place.
    """
    place = _place(tree)
    units: list[Tree] = [_entry(name, place) for name in unit_names(tree)]
    head = "由导入的文稿起草：全称、类别是推断的，请逐项核对；次序就是名次"
    return write_yaml(noted(units, head))


def with_registry(imported: Imported, name: str) -> str:
    """The document's YAML with 机构表 naming the draft."""
    tree: dict[str, Tree] = {}
    for key, value in imported.tree.items():
        tree[key] = value
        if key == "文种":
            tree["机构表"] = name
    return write_yaml(tree)


def unit_names(tree: Tree) -> list[str]:
    """The units that a document names, each once, in order, elided ones in full (编委办 after
    市委组织部 is 市委编委办 where the document says so elsewhere, else 市编委办).
    """
    lists = [read_units(line, Registry()).references for line in _lines(plain(tree))]
    written = {reference.written for references in lists for reference in references}
    found: dict[str, None] = {}
    for references in lists:
        heads: list[str] = []
        for reference in references:
            name = _in_full(reference.written, heads, written)
            if is_unit(name) and len(name) <= 30:
                found.setdefault(name)
    return list(found)


def _in_full(name: str, heads: list[str], written: set[str]) -> str:
    """`heads` is what the names before began with (市委, 市); it is kept up."""
    if match := _LOCAL.match(name):
        heads[:] = [match[1] + "委", match[1]] if match[2] else [match[1]]
        return name
    if not heads or name.startswith(("各", "团", "中共")) or name in written - {name}:
        return name
    full = [head + name for head in heads]
    return next((each for each in full if each in written), full[-1])


def _lines(tree: Tree) -> Iterator[str]:
    """Every text of the tree that lists units."""
    if isinstance(tree, list):
        for item in tree:
            yield from _lines(item)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key in _UNIT_KEYS and isinstance(value, str):
                yield value
            elif key == "表" and isinstance(value, dict):
                yield from _column_lines(value)
            else:
                yield from _lines(value)


def _column_lines(grid: dict[str, Tree]) -> Iterator[str]:
    columns, rows = grid.get("列"), grid.get("行")
    if not isinstance(columns, list) or not isinstance(rows, list):
        return
    places = [
        place
        for place, head in enumerate(columns)
        if isinstance(head, str) and _COLUMN.fullmatch(head)
    ]
    for row in rows:
        if isinstance(row, list):
            yield from (str(row[place]) for place in places if place < len(row))


def _place(tree: dict[str, Tree]) -> str:
    """云溪市, from the issuer; "" where it does not say."""
    issuer = plain(tree.get("发文机关", ""))
    match = _PLACE.match(issuer) if isinstance(issuer, str) else None
    return match[1] if match and len(match[1]) > 1 else ""


def _entry(name: str, place: str) -> Tree:
    full = name
    match = _LOCAL.fullmatch(name)
    if place and match and place.endswith(match[1]):
        full = f"中共{place}委{match[3]}" if match[2] else f"{place}{match[3]}"
    elif place and name == f"团{place[-1]}委":
        full = f"共青团{place}委员会"
    entry: dict[str, Tree] = {"全称": full}
    if full != name:
        entry["简称"] = name
    entry["类别"] = category(name)
    return entry


_CATEGORIES = (
    ("议事协调机构", r"领导小组|指挥部|联席会议|成员单位|委员会办公室$"),
    ("乡镇", r"[乡镇](?:人民政府)?$|乡镇"),
    ("街道", "街道"),
    ("群团", "总工会|团市委|团县委|团区委|妇联|科协|文联|社科联|工商联|残联|红十字|侨联|关工委"),
    ("高校", "大学|学院"),
    ("媒体", "日报|电视台|广播|融媒体|报社|新闻"),
    ("监察", "纪委|监委"),
    ("司法", "法院|检察院"),
    ("人大", "人大"),
    ("政协", "政协"),
    ("垂直管理", "税务|气象|海关|消防救援|银行|统计调查"),
    ("开发区", "开发区|经开区|高新区|园区|管委会"),
    ("企业", "公司|集团|银行"),
    ("党委", "^[市县区州]委|党校|党委"),
    ("区县", r"^各?[县区]"),
    ("事业", "中心$|学校|医院"),
    ("政府", r"[局委办厅部府室]$"),
)


def category(name: str) -> str:
    """The likeliest 类别 of a unit, by its name."""
    found = next((each for each, pattern in _CATEGORIES if re.search(pattern, name)), "其他")
    return found if found in CATEGORIES else "其他"
