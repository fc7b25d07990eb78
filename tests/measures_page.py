"""docs/版面测量.md: what was measured, as a page for people, a column for each LibreOffice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from gongwen.measure.measurement import Measurement
from gongwen.reference.markdown import table

FILE = "版面测量.md"
_HEAD = """\
# 版面测量

<!-- 由 tests/measure/test_layout.py 生成，不要手改；更新：
UPDATE_MEASURES=1 python build.py test -n 0 tests/measure -->

例子和变体（content/、tests/variants/）的每一份都转成 PDF，在每一页上量。
下表一项一行：标准的条款、应为多少，每个 LibreOffice 量出来**与标准差得最多的那一处**是多少
（超出允差的注明不合），在哪份文稿的第几页，一共量了几处。
标准写了±1毫米的按它，其余一般允许差0.5毫米。没有公文字体的用代用字体。
文稿里有的，就应当量得到：应当量到而 PDF 上没有找到的，算不合，不算没有。
一行＝225÷22毫米，一字＝156÷28毫米。
标点各占一字，连用的也不挤压（每行28字，5.2.3）。
“”）。”这样几个标点连用，隔开的是标点自己一字之内的空白，不是空格；Word 文件里同样设为不挤压。

没有量过的：Word、WPS；7.4、25.2、26.8 以外的 LibreOffice（Ubuntu 24.04 的是24.2）。
量的是 `make pdf` 转出来的 PDF。26.8 是 Debian 13 backports 的，程序不替人备，量的时候写明它在哪里：
`OFFICE=/opt/libreoffice/program/soffice python build.py test -n 0 tests/measure`。
别的版本也这样量，几个用冒号隔开。

不经过程序、直接用 LibreOffice 打开 .docx 的，与这里量的不同：标点悬在版心外，汉字与数字之间加了空；
26.8 里悬在外面的逗号、顿号，有的还不印出来（两端对齐、行里有另一种字体或数字的）。
要 PDF 的，用 `make pdf`。
"""
_COUNT = re.compile(r"^- LibreOffice (\S+)：(.*)$", re.MULTILINE)
_FIXED = 4
_OF_ENGINE = 3

Key = tuple[str, str]
"""Clause and name of a measure."""


class Line(Struct, frozen=True):
    """One measure over all documents: the place where it was furthest off, and how many places."""

    worst: Measurement
    document: str
    places: int


class Column(Struct, frozen=True):
    """What one LibreOffice shows: in words how much was measured, and the cells of each measure,
    what is wanted and its tolerance first.
    """

    count: str
    cells: Mapping[Key, tuple[str, ...]]


def summary(measured: Mapping[str, Iterable[Measurement]]) -> list[Line]:
    """One line for each measure (clause and name), by clause."""
    lines: dict[Key, Line] = {}
    for document, measurements in measured.items():
        for each in measurements:
            key = (each.clause, each.name)
            line = lines.get(key)
            if line is None:
                lines[key] = Line(each, document, 1)
            elif each.off > line.worst.off:
                lines[key] = Line(each, document, line.places + 1)
            else:
                lines[key] = Line(line.worst, line.document, line.places + 1)
    return [lines[key] for key in sorted(lines, key=_order)]


def _order(key: Key) -> tuple[bool, list[int], str]:
    """By the numbers of the clause; custom last."""
    clause, name = key
    numbers = [int(part) for part in clause.split(".") if part.isdecimal()]
    return not numbers, numbers, name


def column(measured: Mapping[str, Iterable[Measurement]]) -> Column:
    """The column of one LibreOffice, from the measurements of each document."""
    listed = {name: list(each) for name, each in measured.items()}
    lines = summary(listed)
    out = sum(not each.right for each_of in listed.values() for each in each_of)
    count = (
        f"量了{len(listed)}份文稿、{len(lines)}项、{sum(line.places for line in lines)}处，"
        f"不合的{out}处。"
    )
    return Column(count, {(line.worst.clause, line.worst.name): _cells(line) for line in lines})


def _cells(line: Line) -> tuple[str, ...]:
    worst = line.worst
    return (
        worst.shown(worst.wanted),
        "" if isinstance(worst.wanted, str) else f"±{worst.tolerance:g}",
        worst.shown(worst.measured) + ("" if worst.right else "（不合）"),
        f"{line.document} {worst.page}",
        str(line.places),
    )


def columns_of(page: str) -> dict[str, Column]:
    """The columns of a page that was written before, by version."""
    counts = {match[1]: match[2] for match in _COUNT.finditer(page)}
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if re.match(r"\| (\d|惯例)", line)
    ]
    columns = {}
    for number, (version, count) in enumerate(counts.items()):
        start = _FIXED + number * _OF_ENGINE
        columns[version] = Column(
            count,
            {
                (row[0], row[1]): (row[2], row[3], *row[start : start + _OF_ENGINE])
                for row in rows
                if row[start]
            },
        )
    return columns


def page(columns: Mapping[str, Column]) -> str:
    """The page, older LibreOffices first."""
    versions = sorted(columns, key=lambda version: [int(part) for part in version.split(".")])
    keys = sorted({key for each in columns.values() for key in each.cells}, key=_order)
    rows = []
    for key in keys:
        cells = [columns[version].cells.get(key) for version in versions]
        wanted = next(each for each in cells if each)
        own = (each[2:] if each else ("",) * _OF_ENGINE for each in cells)
        rows.append((*key, *wanted[:2], *(cell for three in own for cell in three)))
    head = ("条款", "项目", "应为", "允差")
    heads = (
        title for version in versions for title in (f"LibreOffice {version}", "在哪里", "处数")
    )
    counts = "\n".join(f"- LibreOffice {version}：{columns[version].count}" for version in versions)
    return f"{_HEAD}\n{counts}\n\n{table((*head, *heads), rows)}\n"
