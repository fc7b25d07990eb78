"""Faces, sizes and line pitch of what looks like title, headings and text (5.2.2, 7.2.4, 7.3)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ...measure.norm import STANDARD
from ...measure.written import is_ours
from ...problem import Level
from ...problem_ids import FACES_AND_SIZES, LINE_PITCH
from ...sheet.families import face_of
from ...word.foreign_paragraphs import DocxParagraph, number_of
from ..finding import Deviation, Docx, clause, quoted

_PITCH_RANGE = (28.0, 30.0)
_FITTED_RANGE = (26.0, 32.5)
"""What we set text in that shares its page with a signature (7.3.5.5)."""


class _Wanted(Struct, frozen=True):
    what: str
    face: str
    size: float | None
    clause: str


_WANTED = {
    "标题": _Wanted("标题", "小标宋", 22, "7.3.1"),
    "标题末": _Wanted("标题", "小标宋", 22, "7.3.1"),
    "附件标题": _Wanted("附件标题", "小标宋", 22, "7.3.7"),
    "附件标题末": _Wanted("附件标题", "小标宋", 22, "7.3.7"),
    "附件标识": _Wanted("“附件”", "黑体", 16, "7.3.7"),
    "发文机关标志": _Wanted("发文机关标志", "小标宋", None, "7.2.4"),
    "发文字号": _Wanted("发文字号", "仿宋", 16, "7.2.5"),
    "主送机关": _Wanted("主送机关", "仿宋", 16, "7.3.2"),
    "一级标题": _Wanted("一级标题", "黑体", 16, "7.3.3"),
    "二级标题": _Wanted("二级标题", "楷体", 16, "7.3.3"),
    "段落": _Wanted("正文", "仿宋", 16, "5.2.2"),
}
_SIZES = {22: "二号（22磅）", 16: "三号（16磅）"}


def check(docx: Docx) -> Iterator[Deviation]:
    """One finding for each element, face or size that is not as it should be."""
    faces: dict[tuple[str, str], list[str]] = {}
    sizes: dict[tuple[str, float], list[str]] = {}
    for paragraph, known in docx.body:
        role = _role(paragraph, known)
        wanted = _WANTED.get(role)
        if wanted is None or not paragraph.text.strip():
            continue
        size, face = paragraph.size, _face(paragraph, role)
        if face and face_of(face) != wanted.face:
            faces.setdefault((role, face), []).append(paragraph.text)
        if size is not None and wanted.size is not None and size != wanted.size:
            sizes.setdefault((role, size), []).append(paragraph.text)
    for (role, face), texts in faces.items():
        wanted = _WANTED[role]
        message = f"{wanted.what}用了{face}，一般用{wanted.face}：{quoted(texts)}"
        hint = f"改这一层的样式，中文字体选{wanted.face}"
        yield Deviation(FACES_AND_SIZES, Level.WARNING, message, clause(wanted.clause), hint)
    for (role, size), texts in sizes.items():
        wanted = _WANTED[role]
        want = _SIZES[int(wanted.size or 16)]
        message = f"{wanted.what}是{size:g}磅，应为{want}：{quoted(texts)}"
        yield Deviation(
            FACES_AND_SIZES, Level.WARNING, message, clause(wanted.clause), f"字号改为{want}"
        )
    yield from _pitch(docx)


def _role(paragraph: DocxParagraph, known: str) -> str:
    """The element a paragraph is. One that nothing tells of is text if it is over a line long."""
    return known or ("段落" if len(paragraph.text.strip()) > STANDARD.columns else "")


def _face(paragraph: DocxParagraph, role: str) -> str:
    """The face of a heading's beginning, or of a text's end: a heading may run in to text."""
    faces = [run.face for run in paragraph.runs if run.text.strip()]
    return faces[-1 if role == "段落" else 0] if faces else ""


def _pitch(docx: Docx) -> Iterator[Deviation]:
    """Text in other than exact lines of about 28.95 points."""
    odd: dict[str, list[str]] = {}
    ours = is_ours(docx.paragraphs)
    for paragraph, known in docx.body:
        role = _role(paragraph, known)
        if role == "段落" and paragraph.text.strip() and (said := _line(paragraph, ours)):
            odd.setdefault(said, []).append(paragraph.text)
    for said, texts in odd.items():
        message = f"正文行距{said}，排不准每页22行：{quoted(texts)}"
        yield Deviation(
            LINE_PITCH, Level.WARNING, message, clause("5.2.3"), "段落—行距，选“固定值”，28.95磅"
        )


def _line(paragraph: DocxParagraph, ours: bool) -> str:
    """What the line pitch is where it is not right; "" where it is."""
    line = number_of(paragraph.look, "spacing.line") / 20
    rule = paragraph.look.get("spacing.lineRule", "auto")
    lowest, highest = _FITTED_RANGE if ours and paragraph.own_pitch else _PITCH_RANGE
    if rule == "auto":
        multiple = line / 12 if line else 1.0
        return "" if multiple == 1.0 else f"是{multiple:g}倍"
    return "" if lowest <= line <= highest else f"是{line:g}磅"
