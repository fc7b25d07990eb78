"""A PDF that Word, WPS or LibreOffice made of a .docx of ours, measured against that .docx."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from ..measure.clauses import measurements
from ..measure.clauses.found import ALL_FOUND
from ..measure.due import NOT_FOUND
from ..measure.elements import LaidOut, lay_out
from ..measure.measurement import Measurement
from ..measure.pages import MeasuredPage, rows_of
from ..measure.reader import UnreadablePdfError, producer_of, read_pages
from .pdf_plan import NoPlanError, Plan, ProjectPlaces, plan_of

_QUOTED = 16
_FONTS = (
    "  字体不合，多半是这台电脑没有公文的字体"
    "（方正小标宋简体、仿宋_GB2312、楷体_GB2312、黑体、宋体），装上以后重新导出；别的尺寸也可能是换了字体才不合的。"
)


class MeasureLine(Struct, frozen=True):
    """One measure over all pages: the place where it is furthest off, and how many places."""

    clause: str
    name: str
    wanted: str
    measured: str
    tolerance: str
    page: int
    about: str
    places: int
    off: int
    right: bool


class Proof(Struct, frozen=True):
    """What was measured in a PDF, and what was not."""

    file: str
    against: str
    sheet: str
    producer: str
    pages: int
    measures: tuple[MeasureLine, ...]
    unmeasured: tuple[str, ...]

    @property
    def wrong(self) -> list[MeasureLine]:
        return [line for line in self.measures if not line.right]


def proofs_of(
    pdfs: Mapping[str, Path], against: str, places: ProjectPlaces
) -> tuple[list[Proof], list[str]]:
    """The measures of PDFs, each against its plan (`plan_of`), and a message on each that was not
    measured, headed with its key. Raises ClassifiedError.
    """
    proofs, messages = [], []
    for name, pdf in pdfs.items():
        try:
            proofs.append(proof_of(pdf, plan_of(pdf, against, places)))
        except NoPlanError as error:
            messages.append(f"{name}：{error}")
        except UnreadablePdfError:
            messages.append(f"{name}：打不开这个 PDF（没有这个文件、不完整，或者加了密码）")
    return proofs, messages


def proof_of(pdf: Path, plan: Plan) -> Proof:
    """The measures of a PDF. Raises UnreadablePdfError."""
    pages = read_pages(pdf)
    layout = _laid_out(plan, pages)
    measured = list(measurements(layout)) if layout.elements else []
    taken = [each for each in measured if each.measured != NOT_FOUND and each.name != ALL_FOUND]
    missing = [each for each in measured if each.measured == NOT_FOUND]
    return Proof(
        file=pdf.as_posix(),
        against=plan.file,
        sheet=plan.sheet,
        producer=producer_of(pdf),
        pages=len(pages),
        measures=tuple(_lines(taken)),
        unmeasured=(*_unmeasured(layout), *map(_not_found, missing)),
    )


def _laid_out(plan: Plan, pages: Sequence[MeasuredPage]) -> LaidOut:
    """The paragraphs found on the pages: in the order in which the PDF has its text, or in that in
    which it is read; by whichever more are found.
    """
    as_written = lay_out(plan.paragraphs, pages, plan.norm)
    if not as_written.lost:
        return as_written
    as_read = lay_out(plan.paragraphs, [_in_rows(page) for page in pages], plan.norm)
    return min(as_written, as_read, key=lambda layout: len(layout.lost))


def _in_rows(page: MeasuredPage) -> MeasuredPage:
    """A page whose characters follow one another from the upper left to the lower right."""
    upright = [glyph for glyph in page.glyphs if not glyph.turned]
    turned = [glyph for glyph in page.glyphs if glyph.turned]
    in_rows = [glyph for row in rows_of(page.number, upright) for glyph in row.glyphs]
    return msgspec.structs.replace(page, glyphs=(*in_rows, *turned))


def _lines(taken: Sequence[Measurement]) -> Iterator[MeasureLine]:
    groups: dict[tuple[str, str], list[Measurement]] = {}
    for each in taken:
        groups.setdefault((each.clause, each.name), []).append(each)
    for clause, name in sorted(groups, key=_order):
        places = groups[clause, name]
        worst = max(places, key=lambda each: each.off)
        yield MeasureLine(
            clause=clause,
            name=name,
            wanted=worst.shown(worst.wanted),
            measured=worst.shown(worst.measured),
            tolerance="" if isinstance(worst.wanted, str) else f"±{worst.tolerance:g}",
            page=worst.page,
            about=worst.about[:_QUOTED],
            places=len(places),
            off=sum(not each.right for each in places),
            right=worst.right,
        )


def _order(key: tuple[str, str]) -> tuple[bool, list[int], str]:
    """By the numbers of the clause; custom last."""
    clause, name = key
    numbers = [int(part) for part in clause.split(".") if part.isdecimal()]
    return not numbers, numbers, name


def _unmeasured(layout: LaidOut) -> Iterator[str]:
    """What of the plan was not found, so that nothing is said of it."""
    if not any(page.glyphs for page in layout.pages):
        yield "全部：PDF 里没有文字（扫描件，或者导出时把文字转成了图形）"
        return
    if not layout.elements:
        yield "全部：PDF 里的字与 .docx 的对不上（文字没有对照表，或者不是由这一份导出的）"
        return
    for lost in layout.lost:
        yield f"{lost.role or '一段'}“{lost.text[:_QUOTED]}”：PDF 里没有找到这些字"
    if not layout.folios:
        yield "页码：没有找到"
    if not any(page.rules for page in layout.pages) and "发文字号" in layout.roles:
        yield "红线、版记的线：没有找到任何线"


def _not_found(missing: Measurement) -> str:
    """Other programs write text in an order of their own: what is not found may well be there."""
    about = f"（“{missing.about[:_QUOTED]}”）" if missing.about else ""
    return f"{missing.clause} {missing.name}{about}：没有找到"


# What is printed and sent.


def as_table(proof: Proof) -> str:
    """The measures for people: first what is wrong, then what was not measured, then the rest."""
    right = [f"  合  {_said(line)}" for line in proof.measures if line.right]
    return "\n".join([as_summary(proof), *right])


def as_summary(proof: Proof) -> str:
    """The same without what is right."""
    count = sum(line.places for line in proof.measures)
    verdict = f"{len(proof.wrong)}项不合" if proof.wrong else "都合"
    head = [
        f"{proof.file}：{proof.pages}页，量了{len(proof.measures)}项、{count}处，{verdict}。",
        f"  对照 {proof.against}，样式“{proof.sheet}”；"
        f"生成 PDF 的程序：{proof.producer or '不详'}。",
    ]
    wrong = [f"  不合  {_said(line)}" for line in proof.wrong]
    unmeasured = [f"  没有量  {each}" for each in proof.unmeasured]
    faces = [_FONTS] if any(line.name.endswith("字体") for line in proof.wrong) else []
    return "\n".join([*head, *wrong, *unmeasured, *faces])


def _said(line: MeasureLine) -> str:
    about = f"“{line.about}”" if line.about else ""
    places = f"{line.places}处" if line.right else f"{line.places}处有{line.off}处不合"
    tolerance = f"（{line.tolerance}）" if line.tolerance else ""
    return (
        f"{line.clause} {line.name}：应为{line.wanted}{tolerance}，实测{line.measured}，"
        f"第{line.page}页{about}，{places}"
    )


def as_json(proofs: Sequence[Proof]) -> str:
    """One array, an object for each PDF."""
    return msgspec.json.format(msgspec.json.encode(proofs), indent=2).decode()


def as_csv(proofs: Sequence[Proof]) -> str:
    """A table for a spreadsheet, of all PDFs."""
    head = (
        *("文件", "生成 PDF 的程序", "样式", "条款", "项目", "应为", "实测", "允差"),
        *("页", "文字", "处数", "不合", "结论"),
    )
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(head)
    for proof in proofs:
        about = (Path(proof.file).name, proof.producer, proof.sheet)
        for line in proof.measures:
            said = (line.clause, line.name, line.wanted, line.measured, line.tolerance)
            verdict = "合" if line.right else "不合"
            rows.writerow(
                map(_cell, (*about, *said, line.page, line.about, line.places, line.off, verdict))
            )
        for each in proof.unmeasured:
            rows.writerow(map(_cell, (*about, "", each, *[""] * 7, "没有量")))
    return text.getvalue()


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
