"""署名不一：署名不是发文机关，或者标题写的是另一个机关。

署发文机关的全称或规范化简称；与发文机关相同的，不用写“署名”。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.values import as_lines, one_line
from ..paper.unit_names import is_unit
from ..problem import Level
from ..registry.units import Registry, read_units
from . import Context, Finding

NAME = "署名不一"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第九条"
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
发文机关: 云溪市教育局
署名: 云溪市科学技术协会
"""
RIGHT = """\
发文机关: 市教育局
署名: 云溪市教育局
"""
_HEAD = 2
"""Characters that say of which place a body is."""


def check(context: Context) -> Iterator[Finding]:
    """A signature that names none of those who issue."""
    document = context.document
    yield from _title_of_another(context)
    yield from _printed_by_another(context)
    if document.issuer is None or not document.signature:
        return
    issuers = {
        reference.unit.full_name if reference.unit else reference.written
        for reference in read_units(document.issuer, context.registry).references
    }
    lines = ["".join(line.split()) for line in as_lines(document.signature)]
    whole = "".join(lines)
    signed = {_full(line, context.registry) for line in lines} | {_full(whole, context.registry)}
    if signed & issuers or any(_alike(name, each) for name in issuers for each in signed):
        return
    yield Finding(
        document.place("署名"),
        f"署名是“{whole}”，发文机关写的是“{'、'.join(sorted(issuers))}”",
        hint="两处写同一个机关；署名与发文机关相同的，删掉“署名”",
    )


def _printed_by_another(context: Context) -> Iterator[Finding]:
    """云溪市教育局办公室 that prints what the 农业农村局 issues; of governments and commissions an
    office of another name may.
    """
    document = context.document
    printing = document.printing
    if document.issuer is None or printing is None or not printing.office:
        return
    printer = re.sub("(?:办公室|秘书处|综合处|综合科)$", "", "".join(str(printing.office).split()))
    issuers = read_units(document.issuer, context.registry).references
    names = {n for each in issuers for n in (each.written, *(each.unit.names if each.unit else ()))}
    departments = all(re.search("[局厅]$", name) for name in (printer, *names))
    if departments and names and not any(_same(printer, name) for name in names):
        yield Finding(
            printing.place("机关"),
            f"印发机关是“{printing.office}”，发文机关是“{'、'.join(e.written for e in issuers)}”",
            hint="核对印发机关",
            element=printer,
        )


def _title_of_another(context: Context) -> Iterator[Finding]:
    """An issuer that is none of those whose names the title begins with."""
    document = context.document
    title = " ".join(one_line(document.title).split())
    match = re.match("(?P<names>[^《》“”，。]{4,60}?)关于", title)
    if document.issuer is None or match is None:
        return
    names = [name for name in re.split("[ 、]", match["names"]) if name]
    if not all(_is_issuer(name) for name in names):
        return
    issuers = read_units(document.issuer, context.registry).references
    written = {each.written for each in issuers} | {
        name for each in issuers if each.unit for name in each.unit.names
    }
    if not written or any(_same(one, other) for one in names for other in written):
        return
    signed = "、".join(each.written for each in issuers)
    yield Finding(
        document.place("署名" if document.signature else "发文机关"),
        f"署名、发文机关是“{signed}”，标题写的是“{match['names']}”",
        hint="核对是哪个机关发文，两处写同一个机关",
        element=signed,
    )


def _is_issuer(name: str) -> bool:
    """Whether a name may be that of who issues: no words about others stand in it."""
    return (
        len(name) > 3
        and is_unit(name)
        and not re.match("[全我本各该两三]|有关|相关", name)
        and not re.search("转发|批转|印发|对|就|给|致|召开|举办|开展|答复", name)
    )


def _same(one: str, other: str) -> bool:
    """Whether two names may be of one body: 市教育局 of 云溪市教育局, 湖州市卫生健康委 of the
    委员会, 省政府 of 人民政府.
    """
    one, other = (re.sub("人民政府", "政府", "".join(name.split())) for name in (one, other))
    return _alike(one, other) or (one[:_HEAD] == other[:_HEAD] and _short(one) == _short(other))


def _short(name: str) -> str:
    return re.sub("员会|办公室|厅|室|局|和|与", "", name)


def _full(name: str, registry: Registry) -> str:
    unit = registry.find(name)
    return unit.full_name if unit else name


def _alike(one: str, other: str) -> bool:
    """Whether one name is the other with something before it left out: 市教育局, 云溪市教育局."""
    return one.endswith(other) or other.endswith(one) or one in other or other in one
