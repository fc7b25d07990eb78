"""The text of a new document: what its 文种 begins with, and the skeletons asked for.

Each file of skeletons/ is a piece of YAML; its stem is the name that is typed, its first comment
says what it is. Names that start with _ are not offered: _文稿 is every kind's beginning, parts of
which a kind's data file may replace (骨架), _要素 are the lines an issued document needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..kinds import Kind, kinds, required
from ..registry.office import NO_OFFICE, OwnOffice
from ..registry.series import CodeSeries, code_for
from ..registry.units import Registry, Unit
from ..source.edit.scalars import as_value
from .offered_skeletons import FOLDER, STAGE, WITH, said_of

_KEY = re.compile(r"([^\s#:-][^:]*):")

_HEAD = """\
# yaml-language-server: $schema={schema}
#
# 以“#”开头的行是说明，不印出来。“（）”里是要填的内容，填好后连括号一起换掉；用不着的整段删去。
# 写法：“项目: 内容”，冒号用英文的，后面空一格；几项并列，每项一行，以“- ”开头；下一级多空两格。
"""
_ELEMENTS_HEAD = "# 送审、印发前补上（去掉行首的“# ”就生效，内容换成实际的）：\n"
_LATER = {"征求意见稿": "定稿后依次改成 送审稿、印发稿", "送审稿": "签发后改成 印发稿"}
"""What is said of the 稿本 that are still to come."""
_HERE = re.compile(r"(?P<indent> *)\{(?P<key>正文|附件)\}\n")
"""The line where the 正文 and the 附件 of the other skeletons go."""


class Issuer(Struct, frozen=True):
    """A unit that issues documents, by its full name, and its 代字, as far as they are known."""

    name: str
    series: tuple[CodeSeries, ...]


class Fillings(Struct, frozen=True):
    """What stands in for the units of this office, taken from its registry where there is one.
    `department` issues what goes upward: it is departments that report and ask. `office` is what
    the office says of itself.
    """

    issuer: Issuer = Issuer("云溪市人民政府办公室", (CodeSeries("云政办发"),))
    department: Issuer = Issuer("云溪市教育局", (CodeSeries("云教发"),))
    first_unit: str = "市教育局"
    second_unit: str = "市财政局"
    office: OwnOffice = NO_OFFICE


def fillings_from(registry: Registry) -> Fillings:
    """The office that uses the registry as the issuer, where it says its name, else one that has a
    代字; and two units to stand for those responsible: 局 of the government where there are any.

    A registry of fewer than two units says too little: then the invented ones stay.
    """
    office = registry.office
    found = _from_units(registry.units)
    if not office.name:
        return replace(found, office=office)
    unit = registry.find(office.name)
    own = _issuer(unit) if unit else Issuer(office.name, office.series)
    return replace(found, issuer=own, department=own, office=office)


def _from_units(units: tuple[Unit, ...]) -> Fillings:
    if len(units) < 2:
        return Fillings()
    issuer = next((unit for unit in units if unit.document_code), units[0])
    first, second, *_ = sorted(
        units, key=lambda unit: (not unit.short_name.endswith("局"), unit.category != "政府")
    )
    return Fillings(_issuer(issuer), _issuer(first), first.short_name, second.short_name)


def _issuer(unit: Unit) -> Issuer:
    return Issuer(unit.full_name, unit.series)


def new_document(kind: Kind, wanted: Iterable[str], fillings: Fillings, schema: str) -> str:
    """The YAML of a new document of `kind` with the skeletons `wanted`, in their order.

    Lists under one key are joined, in the place for them where there is one. At most one of the
    skeletons may be among `beginnings`. `schema` is the way from the new file to
    docs/schema/gongwen.json.
    """
    names = with_taken_in(wanted)
    parts = _parts(_text(FOLDER / "_文稿.yaml"))
    parts |= _parts(kind.skeleton)
    pieces = {name: _parts(_text(FOLDER / f"{name}.yaml")) for name in names}
    for name in beginnings(pieces):
        parts |= pieces.pop(name)
    placed = {
        match["key"]: key
        for key, lines in parts.items()
        for line in lines
        if (match := _HERE.fullmatch(line))
    }
    for key in set(placed.values()):
        parts[key] = list(_put_in(parts[key], pieces))
    for piece in pieces.values():
        for key, lines in piece.items():
            if key not in placed:
                parts[key] = [*parts[key], *lines[1:]] if key in parts else lines
    stage = next((each for name in names for each in said_of(name, STAGE)), kind.first_stage)
    parts["正文"] = _elements(kind, stage) + parts["正文"]
    text = "".join(line for lines in parts.values() for line in lines).rstrip("\n") + "\n"
    marks = {
        "{稿本}": stage,
        "{以后的稿本}": _LATER[stage],
        "{取自}": placed.get("正文", "正文"),
        **_marks(kind, fillings),
    }
    for mark, filling in marks.items():
        text = text.replace(mark, filling)
    return _HEAD.format(schema=schema) + "\n" + text


def _put_in(lines: list[str], pieces: dict[str, dict[str, list[str]]]) -> Iterator[str]:
    """The lines with the other skeletons in their places. A list that stays empty is left out with
    its key.
    """
    kept: list[str] = []
    for line in lines:
        match = _HERE.fullmatch(line)
        if match is None:
            kept.append(line)
            continue
        found = [each for piece in pieces.values() for each in piece.get(match["key"], ())[1:]]
        kept += [match["indent"] + each for each in found if each.strip()]
        if not found and kept[-1].strip() == f"{match['key']}:":
            kept.pop()
    yield from kept


def _marks(kind: Kind, fillings: Fillings) -> dict[str, str]:
    """What stands for the words in braces of the skeletons, and for the blanks that the office can
    fill in.
    """
    office = fillings.office
    issuer = fillings.department if kind.upward else fillings.issuer
    superior = office.superiors[0] if kind.upward and office.superiors else ""
    known = {
        "（主送机关）": superior,
        "（抄送机关）": office.copies_to,
        "（联系人姓名）": office.contact,
        "（联系电话）": office.phone,
        "（通信地址）": office.address,
    }
    return {
        "{文种}": kind.name,
        "{发文机关}": issuer.name,
        "{代字}": code_for(issuer.series, kind.name, kind.layout_format) or "（代字）",
        "{公开属性}": "不予公开" if kind.upward else "主动公开",
        "{单位一}": fillings.first_unit,
        "{单位二}": fillings.second_unit,
        "{印发机关}": as_value(office.printing_office or issuer.name, flow=True),
        **{
            blank: as_value(text, flow=not blank.endswith("机关）"))
            for blank, text in known.items()
            if text
        },
    }


def with_taken_in(names: Iterable[str]) -> list[str]:
    """The skeletons, each once, and those that they take in."""
    wanted = list(names)
    taken_in = [each for name in wanted for each in said_of(name, WITH)]
    return list(dict.fromkeys((*wanted, *taken_in)))


def beginnings(names: Iterable[str]) -> list[str]:
    """Those of the skeletons `names` that have a 标题: the whole document begins their way."""
    return [name for name in names if "标题" in _parts(_text(FOLDER / f"{name}.yaml"))]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _parts(text: str) -> dict[str, list[str]]:
    """The lines under each key of the top level, the key's own first and an empty one last. What
    stands before the first key describes the file and is left out.
    """
    parts: dict[str, list[str]] = {}
    key = ""
    for line in f"{text.rstrip()}\n\n".splitlines(keepends=True):
        if match := _KEY.match(line):
            key = match[1]
            parts[key] = []
        if key:
            parts[key].append(line)
    return parts


def _elements(kind: Kind, stage: str) -> list[str]:
    """The lines that `kind` needs at `stage`; and as comments those that it needs when issued, and
    those that any kind may have.
    """
    needed = {name for each in kinds().values() for name in _issued(each)}
    now = required(kind, stage)
    lines = {
        key: part[0]
        for key, part in _parts(_text(FOLDER / "_要素.yaml")).items()
        if key in _issued(kind) or key not in needed
    }
    at_once = [line for key, line in lines.items() if key in now]
    later = [f"# {line}" for key, line in lines.items() if key not in now]
    return [*at_once, *["\n"] * bool(at_once), _ELEMENTS_HEAD, *later, "\n"]


def _issued(kind: Kind) -> tuple[str, ...]:
    """What `kind` needs at the last stage."""
    return required(kind, "印发稿")
