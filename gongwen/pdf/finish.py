"""Drafts to PDFs, and what is to be said of each: why it failed, what its fonts lack."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from lxml import etree

from ..problem import Level, Problem
from ..problem_ids import CONVERSION_FAILED, MISSING_GLYPH, OFFICE_UNKNOWN, STAND_IN_FONT
from ..word.package import unpack
from ..word.wordml import DOCUMENT, STYLES, W, parse
from . import faces
from .conversion import Failure, convert_all
from .finished import Finished
from .fonts import Face, Fonts, find_fonts
from .misreadings import ALL
from .office import find_office
from .packages import FONT_SETS
from .probe import Office, known_office
from .render_copy import copied

_MOST = 20
"""How many characters a message lists."""
_SUFFICIENT = (
    "版面的尺寸不受影响；字形更近的代用字体用 make pdf-setup 备齐，"
    "有原来字体的，把字体文件放进 .fonts 文件夹"
)
_PREPARED = "版面的尺寸不受影响；有原来字体的，把字体文件放进 .fonts 文件夹，就用它们"
_INSUFFICIENT = "运行 make pdf-setup 备齐代用的字体；有这些字体的，把字体文件放进 .fonts 文件夹"
_SCRATCH = Path(".cache") / "pdf"
_UNKNOWN = Problem(
    OFFICE_UNKNOWN,
    Level.NOTICE,
    "PDF",
    0,
    0,
    "没有试出这个 LibreOffice 怎样读 Word 的设置，PDF 按 LibreOffice 7.4 的读法做，"
    "换行和印章的位置可能与 .docx 的不同",
    hint="运行 make doctor 看看缺什么，补齐了再运行一次；或者用 Word、WPS 打开 .docx 另存为 PDF",
)
"""Of the program and not of a document, so that a build says it once."""


def finish_all(drafts: Mapping[str, bytes], root: Path) -> dict[str, Finished]:
    """A PDF of each draft (a .docx by the name of its PDF), all by one run where that goes well.

    Where LibreOffice is not there, each has a problem that says so.
    """
    fonts = find_fonts(root)
    office = the_office(root, fonts)
    finished = {}
    for name, result in converted(drafts, root, fonts, office).items():
        if isinstance(result, Failure):
            finished[name] = Finished(None, (_failed(name, result),))
        else:
            said = list(about_fonts(drafts[name], name, fonts)) if fonts else []
            if office and office.misread is None:
                said.append(_UNKNOWN)
            finished[name] = Finished(result, tuple(said))
    return finished


def the_office(root: Path, fonts: Fonts | None, program: Path | None = None) -> Office | None:
    """The LibreOffice that is found here, or that is `program`; None where there is none."""
    program = program or find_office()
    if program is None:
        return None
    return known_office(program, fonts.configuration if fonts else None, root, root / _SCRATCH)


def converted(
    drafts: Mapping[str, bytes], root: Path, fonts: Fonts | None, office: Office | None
) -> dict[str, bytes | Failure]:
    """The same, of any .docx, with nothing to be said of it: a PDF, or why not."""
    if office is None:
        absent = Failure("没有找到 LibreOffice", "运行 make pdf-setup")
        return dict.fromkeys(drafts, absent)
    configuration = fonts.configuration if fonts else None
    copies = {name: copied(draft, office.misread or ALL) for name, draft in drafts.items()}
    return convert_all(copies, office.program, configuration, root / _SCRATCH)


def _failed(name: str, failure: Failure) -> Problem:
    return Problem(CONVERSION_FAILED, Level.ERROR, name, 0, 0, failure.reason, hint=failure.advice)


def about_fonts(draft: bytes, name: str, fonts: Fonts) -> Iterable[Problem]:
    """What a document's fonts lack. What is said of stand-ins names the document's faces and not
    the document, so that a build says it once.
    """
    parts = unpack(draft)
    named = [fonts.face(family) for family in families(parse(parts[STYLES]))]
    replaced = [face for face in named if not face.is_real]
    if replaced:
        yield Problem(
            STAND_IN_FONT,
            Level.NOTICE,
            "PDF",
            0,
            0,
            f"这台电脑没有文件用的字体，PDF 里{_used(replaced)}；.docx 里仍是原来的字体名",
            hint=_advice(replaced, fonts),
        )
    text = "".join(_text(parse(content)) for part, content in parts.items() if _is_text(part))
    lacking = fonts.lacking("".join(filter(_is_visible, text)))
    if lacking:
        yield Problem(
            MISSING_GLYPH,
            Level.WARNING,
            name,
            0,
            0,
            f"这台电脑的字体里没有这些字，PDF 里显示不出来：{_some(lacking)}",
            hint="运行 make pdf-setup；仍然没有的，把含有这个字的字体文件放进 .fonts 文件夹",
        )


def _some(letters: str) -> str:
    """Letters for a message; of very many, as where there is no Chinese font at all, the first."""
    shown = "、".join(letters[:_MOST])
    return shown if len(letters) <= _MOST else f"{shown}……等{len(letters)}个字"


def _advice(replaced: list[Face], fonts: Fonts) -> str:
    """What to do for better faces; pdf-setup has been run where all that it gets is there."""
    if any(not face.found for face in replaced):
        return _INSUFFICIENT
    prepared = all(wanted.is_among(fonts.families) for wanted in FONT_SETS)
    return _PREPARED if prepared else _SUFFICIENT


def families(styles: etree._Element) -> list[str]:
    """The families that the styles of a document name, each once."""
    found = (
        fonts.get(W + script)
        for fonts in styles.iter(W + "rFonts")
        for script in ("eastAsia", "ascii")
    )
    return list(dict.fromkeys(family for family in found if family))


def _used(replaced: list[Face]) -> str:
    said = [f"{face.family}用 {faces.said(face.found)}" for face in replaced if face.found]
    nothing = [face.family for face in replaced if not face.found]
    if nothing:
        said.append(f"{'、'.join(nothing)}没有字体可代")
    return "，".join(said)


def _is_text(part: str) -> bool:
    return part == DOCUMENT or part.startswith(("word/header", "word/footer"))


def _text(tree: etree._Element) -> str:
    return "".join(text.text or "" for text in tree.iter(W + "t"))


def _is_visible(character: str) -> bool:
    """Whether a character needs a glyph: not a space, nor one that steers or joins others."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn")
