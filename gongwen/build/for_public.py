"""What the public gets of a document: whether anything, and that nothing 不公开 is in it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from .. import patterns as re
from ..document.parts import Document
from ..formats import formats
from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import NOT_FOR_PUBLIC
from ..rules.withheld_elsewhere import NAME as STILL_THERE

PUBLIC_MARK = "删减版"
_LOOKS = ("styles.xml", "fontTable.xml", "settings.xml", "theme1.xml", "numbering.xml")
"""Parts that say how text looks, whose names of styles are nobody's words."""


def reasons_against(document: Document, found: Iterable[Problem]) -> list[Problem]:
    """Why nothing of a document may be made for the public; `found` is what the rules found."""
    against = []
    for key, value, says in (
        ("密级", document.classification, f"标了密级（{document.classification}）"),
        ("内部标注", document.internal_mark, f"是{document.internal_mark}"),
        ("公开属性", document.publicity == "不予公开", "公开属性是“不予公开”"),
    ):
        if value:
            against.append((document.place(key), says, "改了它的公开属性、标注再做"))
    against += [
        (_place(problem), "标了不公开的文字别处还有", "照上面说的改好再做")
        for problem in found
        if problem.rule == STILL_THERE
    ][:1]
    return [
        problem_at(
            place, NOT_FOR_PUBLIC, Level.WARNING, f"没有生成给公众看的文件：{says}", hint=hint
        )
        for place, says, hint in against
    ]


def _place(problem: Problem) -> Place:
    return Place(problem.file, problem.line, problem.column)


def leaked_in(target: str, content: bytes, withheld: tuple[str, ...]) -> Problem | None:
    """What is said of a file for the public, named as in the output folder, that holds words which
    are 不公开, by a fault of the program or in its name: such a file is not written.
    """
    mark = target.rpartition("（")[2].partition("）")[0]
    is_public = mark.endswith(PUBLIC_MARK) or any(
        each.for_public and target.endswith(f".{each.suffix}") for each in formats().values()
    )
    left = words_left_in(withheld, target, content) if withheld and is_public else []
    if not left:
        return None
    message = f"没有写：标了不公开的“{left[0][:20]}”还在里面"
    hint = "文件名里有的，改文稿的文件名；别处都标了的，把这句话告诉维护的人"
    return Problem(NOT_FOR_PUBLIC, Level.ERROR, target, 0, 0, message, "", hint)


def words_left_in(words: Iterable[str], name: str, content: bytes) -> list[str]:
    """Those of the words that are somewhere in a file: in a part of it, its metadata or name."""
    texts = ["".join(text.split()) for text in (name, *_texts_of(name, content))]
    return [each for each in words if any(each in text for text in texts)]


def _texts_of(name: str, content: bytes) -> Iterator[str]:
    """All that a file says, whatever its format is."""
    import zipfile

    if name.endswith(".pdf"):
        yield from _texts_of_pdf(content)
    elif zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            for part in file.namelist():
                yield part
                if not part.endswith(_LOOKS):
                    yield from _texts_of_markup(file.read(part))
    else:
        yield from _texts_of_markup(content)


def _texts_of_markup(content: bytes) -> Iterator[str]:
    """The words between the tags, joined as they are read, and the tags with their attributes."""
    import html

    text = html.unescape(content.decode("utf-8", "ignore"))
    yield text
    yield re.sub(r"<[^<>]*>", "", text)


def _texts_of_pdf(content: bytes) -> Iterator[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        yield from document.get_metadata_dict().values()
        yield from (item.get_title() for item in document.get_toc())
        for page in document:
            yield page.get_textpage().get_text_range()
    finally:
        document.close()
