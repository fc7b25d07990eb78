"""发文登记: the numbers that were given, from the tags of releases and 发文登记.yaml."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

from .. import patterns as re
from ..registry.series import CodeSeries
from ..secrecy.gate import read_or_refuse, refuse_version
from ..secrecy.marks import Mark
from ..source.parse import parse
from ..source.tree import Mapping, Sequence
from .classified import refuse_versions
from .manifest import read
from .repository import HistoryError, Repository
from .tags import KEPT, deleted_tags, tagged_messages

TAGS = "印发/"
FILE = "发文登记.yaml"
_BRACKETS = re.compile(r"[\[【({〈<](\d{4})[\]】)}〉>]")
_TYPED = re.compile(
    r"(?:〔(?P<ahead>\d{4})〕(?P<code_behind>[^\d\s〔〕第号年月]+)"
    r"|(?P<code>[^\d\s〔〕第]+)(?:〔(?P<behind>\d{4})〕|(?P<plain>(?:19|20)\d{2})[-—–]))"
    r"第?(?P<ordinal>\d{1,5})号?"
)
"""Ways to type a number: 云政发〔2026〕第016号, 〔2026〕云政发16号, 云政发2026-16."""
_NUMBER = re.compile(r"(?P<code>.+?)〔(?P<year>\d{4})〕(?P<ordinal>\d+)号")
_COLUMNS = (
    ("文号", 24),
    ("标题", 60),
    ("成文日期", 14),
    ("发文机关", 24),
    ("文稿", 28),
    ("依据", 28),
    ("废止修改", 28),
)


class NumberEntry(Struct, frozen=True):
    """One number given. `source` is the tag of its release, or 发文登记.yaml; of one that was only
    taken, or stands in a document, what it is (取用, 预留, 作废, 文稿), and why (`reason`).
    """

    number: str
    title: str
    date: str
    issuer: str
    document: str
    source: str
    reason: str = ""

    @property
    def parsed(self) -> tuple[str, int, int] | None:
        """代字, year and ordinal; None where the number has no such form (第18期)."""
        match = _NUMBER.fullmatch(self.number) or _NUMBER.fullmatch(bracketed(self.number))
        if match is None:
            return None
        return match["code"], int(match["year"]), int(match["ordinal"])


class Series(Struct, frozen=True):
    """The numbers of one 代字 in one year; those before `first` were given before the program came
    into use (起号), as far as nobody wrote them down.
    """

    code: str
    year: int
    used: tuple[int, ...]
    first: int = 1

    @property
    def next(self) -> str:
        """The next free number."""
        return f"{self.code}〔{self.year}〕{max((*self.used, self.first - 1)) + 1}号"

    @property
    def gaps(self) -> list[int]:
        """Numbers that were left out."""
        return [n for n in range(self.first, max(self.used, default=0)) if n not in self.used]

    @property
    def repeats(self) -> list[int]:
        return sorted({n for n in self.used if self.used.count(n) > 1})


def releases(repository: Repository) -> list[tuple[str, dict[str, Any]]]:
    """The tags of releases with their manifests, by name."""
    return _read(f"refs/tags/{TAGS}", "refs/tags/", repository)


def deleted(repository: Repository) -> list[tuple[str, dict[str, Any]]]:
    """The same of those whose tags were deleted here: their numbers were given all the same."""
    gone = deleted_tags(repository)
    return [each for each in _read(KEPT, KEPT, repository) if each[0] in gone]


def _read(below: str, prefix: str, repository: Repository) -> list[tuple[str, dict[str, Any]]]:
    tagged = tagged_messages(below, prefix, repository)
    manifests = ((name, read(message)) for name, message in tagged)
    return [(name, manifest) for name, manifest in manifests if manifest is not None]


def refuse_releases(found: Iterable[tuple[str, dict[str, Any]]], repository: Repository) -> None:
    """Raises ClassifiedError where one of the releases may not be worked on here: its document, or
    what that was made of, was classified. Its title already tells too much.
    """
    made_of: list[tuple[str, str, str]] = []
    for tag, manifest in found:
        if level := manifest.get("密级"):
            refuse_version(manifest["文稿"], tag, Mark(level))
        made_of += [(tag, f"refs/tags/{tag}^{{commit}}", name) for name in manifest["输入"]]
    refuse_versions(made_of, repository)


def entries(repository: Repository | None, content: Path) -> list[NumberEntry]:
    """All numbers given, by 代字, year and ordinal. Raises HistoryError where 发文登记.yaml cannot
    be read, ClassifiedError where it, or a release, may not be worked on here.
    """
    found = _listed(content / FILE)
    released = [*releases(repository), *deleted(repository)] if repository else []
    if repository:
        refuse_releases(released, repository)
    for tag, manifest in released:
        found.append(
            NumberEntry(
                manifest.get("文号", ""),
                manifest.get("标题", ""),
                manifest.get("成文日期", ""),
                manifest.get("发文机关", ""),
                manifest.get("文稿", ""),
                tag,
            )
        )
    return sorted(
        (each for each in found if each.number),
        key=lambda each: (each.parsed or (each.number, 0, 0), each.document),
    )


def _listed(path: Path) -> list[NumberEntry]:
    """Numbers given elsewhere, which an office writes down by hand."""
    if not path.is_file():
        return []
    read = read_or_refuse(path, path.name).decode("utf-8-sig")
    data, problems = parse(read, path.name)
    if problems or not isinstance(data, Sequence):
        said = f"第{problems[0].line}行：{problems[0].message}" if problems else "要写成一个列表"
        raise HistoryError(f"{path.name} 读不出来，{said}；每项写成：- {{文号: …, 标题: …}}")
    found = []
    for item, place in zip(data, data.places, strict=True):
        number = item.get("文号") if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or not isinstance(number, str):
            raise HistoryError(f"{path.name} 第{place.line}行：这一项没有写“文号”")
        title, date, issuer, document = (
            str(item.get(key) or "") for key in ("标题", "成文日期", "发文机关", "文稿")
        )
        found.append(NumberEntry(bracketed(number), title, date, issuer, document, path.name))
    return found


def series(found: Iterable[NumberEntry], known: Iterable[CodeSeries] = ()) -> list[Series]:
    """The numbers by 代字 and year; `known` says of some with which number, in which year, the
    program came into use: in the first year that there is where that is not said.
    """
    used: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for entry in found:
        if entry.parsed:
            code, year, ordinal = entry.parsed
            used[code, year].append(ordinal)
    begun: dict[tuple[str, int], int] = {}
    for each in known:
        years = [year for code, year in used if code == each.code]
        if each.first > 1 and (year := each.first_year or min(years, default=0)):
            begun[each.code, year] = each.first
    return [
        Series(code, year, tuple(sorted(used.get((code, year), ()))), begun.get((code, year), 1))
        for code, year in sorted({*used, *begun})
    ]


def bracketed(number: str) -> str:
    """A 文号 as it is printed, in whatever way an office types it: with 〔〕, the
    year behind the 代字, and without blanks, 第 and noughts.
    """
    bare = _BRACKETS.sub(r"〔\1〕", "".join(unicodedata.normalize("NFKC", number).split()))
    match = _TYPED.fullmatch(bare)
    if match is None:
        return bare
    year = match["ahead"] or match["behind"] or match["plain"]
    return f"{match['code'] or match['code_behind']}〔{year}〕{int(match['ordinal'])}号"


def spreadsheet(found: Iterable[NumberEntry], said: dict[str, str]) -> bytes:
    """The register as .xlsx, the same bytes for the same entries; `said` is what documents did to
    one another, by their numbers (`effects`).
    """
    from ..render.workbook import list_workbook, packed_workbook

    rows = [
        (
            *(entry.number, entry.title, entry.date, entry.issuer, entry.document, entry.source),
            said.get(entry.number, ""),
        )
        for entry in found
    ]
    heads, widths = zip(*_COLUMNS, strict=True)
    return packed_workbook(list_workbook("发文登记", heads, rows, widths), "发文登记")
