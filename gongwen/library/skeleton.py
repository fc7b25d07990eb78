"""The text of a new document: what its 文种 begins with, and the skeletons asked for.

Each file of skeletons/ is a piece of YAML; its stem is the name that is typed, its first comment
says what it is. Names that start with _ are not offered: _文稿 is every kind's beginning, parts of
which a kind's data file may replace (骨架), _要素 are the lines an issued document needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from ..kinds import Kind, kinds, required
from ..registry.series import CodeSeries, code_for
from ..registry.units import Registry, Unit
from .offered_skeletons import FOLDER

_KEY = re.compile(r"([^\s#:-][^:]*):")

_HEAD = """\
# yaml-language-server: $schema={schema}
#
# 以“#”开头的行是说明，不印出来。“（）”里是要填的内容，填好后连括号一起换掉；用不着的整段删去。
# 写法：“项目: 内容”，冒号用英文的，后面空一格；几项并列，每项一行，以“- ”开头；下一级多空两格。
"""
_ELEMENTS_HEAD = "# 送审、印发前补上（去掉行首的“# ”就生效，内容换成实际的）：\n"


class Issuer(Struct, frozen=True):
    """A unit that issues documents, by its full name, and its 代字, as far as they are known."""

    name: str
    series: tuple[CodeSeries, ...]


class Fillings(Struct, frozen=True):
    """What stands in for the units of this office, taken from its registry where there is one.
    `department` issues what goes upward: it is departments that report and ask.
    """

    issuer: Issuer = Issuer("云溪市人民政府办公室", (CodeSeries("云政办发"),))
    department: Issuer = Issuer("云溪市教育局", (CodeSeries("云教发"),))
    first_unit: str = "市教育局"
    second_unit: str = "市财政局"


def fillings_from(registry: Registry) -> Fillings:
    """An issuer that has a 代字, and two units to stand for those responsible: 局 of the
    government where there are any.

    A registry of fewer than two units says too little: then the invented ones stay.
    """
    units = registry.units
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

    Lists under one key are joined. At most one of them may be among `beginnings`.
    `schema` is the way from the new file to docs/schema/gongwen.json.
    """
    parts = _parts(_text(FOLDER / "_文稿.yaml"))
    parts |= _parts(kind.skeleton)
    pieces = {name: _parts(_text(FOLDER / f"{name}.yaml")) for name in wanted}
    for name in beginnings(pieces):
        parts |= pieces.pop(name)
    for piece in pieces.values():
        for key, lines in piece.items():
            parts[key] = [*parts[key], *lines[1:]] if key in parts else lines
    parts["正文"] = _elements(kind) + parts["正文"]
    text = "".join(line for lines in parts.values() for line in lines).rstrip("\n") + "\n"
    issuer = fillings.department if kind.upward else fillings.issuer
    for mark, filling in {
        "{文种}": kind.name,
        "{发文机关}": issuer.name,
        "{代字}": code_for(issuer.series, kind.name, kind.layout_format) or "（代字）",
        "{公开属性}": "不予公开" if kind.upward else "主动公开",
        "{单位一}": fillings.first_unit,
        "{单位二}": fillings.second_unit,
    }.items():
        text = text.replace(mark, filling)
    return _HEAD.format(schema=schema) + "\n" + text


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


def _elements(kind: Kind) -> list[str]:
    """The lines that `kind` needs when issued, and those that any kind may have, as comments."""
    needed = {name for each in kinds().values() for name in _issued(each)}
    lines = [
        f"# {line}"
        for key, part in _parts(_text(FOLDER / "_要素.yaml")).items()
        for line in part[:1]
        if key in _issued(kind) or key not in needed
    ]
    return [_ELEMENTS_HEAD, *lines, "\n"]


def _issued(kind: Kind) -> tuple[str, ...]:
    """What `kind` needs at the last stage."""
    return required(kind, "印发稿")
