"""A folder of returned files, each read as what it is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from ..importer.pieces import (
    Piece,
    Source,
    SourceParagraph,
    SourcePicture,
    SourceTable,
    same_width,
)
from ..importer.reading import SUFFIXES, converted_together, is_package, read_file
from ..library.workbook import (
    UnreadableTableError,
    cell_notes,
    hidden_in,
    sheets_written_in,
    workbook_rows,
)
from ..paper.joined_cells import ABOVE, LEFT
from ..secrecy.gate import refuse
from ..secrecy.locked import LOCKED, why_hidden
from ..word.foreign_package import open_package
from ..word.refusal import RefusedError
from . import form_reply, letter_reply, marked_copy
from .about import named_in
from .clauses import SentVersion
from .form_units import by_unit, grids_by_unit
from .packed import PACKED, ReturnedFile, named, opened
from .replies import Fault, RawComment, Reply
from .whose import BESIDE

_SCANS: Final = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".ofd")
_BOOKS: Final = (".xlsx", ".xlsm")
_PASSED: Final = ("~$", ".")


def files_in(folder: Path) -> list[Path]:
    """The returned files of a folder and of those within it, in order."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(_PASSED) for part in path.relative_to(folder).parts)
        and path.name not in ("Thumbs.db", "desktop.ini")
    )


def read_replies(folder: Path, sent: SentVersion) -> Iterator[tuple[Path, Reply]]:
    """Each returned file with what it says; a file with the forms of several units with what each
    of them says. Raises ClassifiedError for one that may not be read here.
    """
    with tempfile.TemporaryDirectory(prefix="gongwen-", ignore_cleanup_errors=True) as inner:
        files = list(_files(folder, Path(inner)))
        texts = [each.path for each in files if each.suffix in SUFFIXES]
        ready = converted_together(texts, least=1)  # what was marked in a copy is in the .docx only
        for each in files:
            for reply in _read(each, sent, ready.get(each.path)):
                yield each.path, reply


def _files(folder: Path, inner: Path) -> Iterator[ReturnedFile]:
    """The files of a folder, and those that are in mails and packed folders."""
    for path in files_in(folder):
        file = named(path, path.relative_to(folder).as_posix())
        if file.suffix not in PACKED:
            yield file
            continue
        content = path.read_bytes()
        refuse(file.shown, content, file.shown)
        if why_hidden(content) == LOCKED:
            yield file
        else:
            yield from opened(file, inner)


def _read(file: ReturnedFile, sent: SentVersion, ready: bytes | None) -> list[Reply]:
    shown, suffix, names = file.shown, file.suffix, file.names
    content = file.path.read_bytes()
    refuse(shown, content, shown)
    if why_hidden(content) == LOCKED:
        said = f"读不出来：文件{LOCKED}；请对方去掉密码再发，或者去掉密码再收"
        return [Reply(shown, "扫描件", names, faults=(Fault("", said),))]
    if file.fault:
        return [Reply(shown, "扫描件", names, faults=(Fault("", file.fault),))]
    if suffix in _SCANS:
        return [Reply(shown, "扫描件", names)]
    try:
        if suffix in _BOOKS:
            return _of_book(shown, content, names)
        if suffix in SUFFIXES:
            return _of_text(file, content, sent, ready)
    except RefusedError as error:
        said = f"读不出来：{error.reason}；{error.advice}"
        return [Reply(shown, "扫描件", names, faults=(Fault("", said),))]
    except UnreadableTableError as error:
        return [Reply(shown, "扫描件", names, faults=(Fault("", f"读不出来：{error}"),))]
    said = f"不读“{suffix}”这种文件"
    said += "，请另存为 .xlsx" if suffix in (".xls", ".et") else "，请解压或另存后再收"
    return [Reply(shown, "扫描件", names, faults=(Fault("", said),))]


def _of_book(shown: str, content: bytes, named: tuple[tuple[str, str], ...]) -> list[Reply]:
    """A workbook: all sheets that people see, without what is hidden on them, which is said; each
    unit's rows where there is a column of units.
    """
    grids = [workbook_rows(content)]
    faults = [*_blanked(grids[0], content, 0, "")]
    for number, name, is_seen in sheets_written_in(content):
        if not is_seen:
            faults.append(Fault(f"工作表“{name}”", "是隐藏的，没有读进去"))
        elif number:
            grids.append(workbook_rows(content, number))
            faults += _blanked(grids[-1], content, number, f"工作表“{name}”")
    for cell, words in cell_notes(content):
        faults.append(Fault(cell, f"格上的批注没有读进去：“{words}”"))
    first, *others = [_of_grid(shown, each, named) for _, each in _sets_by_unit(grids)]
    return [replace(first, faults=(*first.faults, *faults)), *others]


def _sets_by_unit(grids: Sequence[form_reply.Grid]) -> list[tuple[bool, list[form_reply.Grid]]]:
    """Tables as sets of one unit's each, the first of them marked."""
    apart = [[each] for grid in grids for each in grids_by_unit(grid)]
    sets = [list(grids)] if len(apart) == len(grids) else apart
    return [(not at, each) for at, each in enumerate(sets)]


def _blanked(grid: list[list[str]], content: bytes, number: int, where: str) -> Iterator[Fault]:
    """Empty the rows and the columns that nobody sees; what was written there is said."""
    rows, columns = hidden_in(content, number)
    said = "是隐藏的（或者被筛选掉了），没有读进去：“{}”；要收的，取消隐藏再收"
    for at, row in enumerate(grid, 1):
        if words := "；".join(cell for cell in row if at in rows and cell not in ("", LEFT, ABOVE)):
            yield Fault(f"{where}第{at}行", said.format(words))
            row[:] = [""] * len(row)
    for column in columns:
        cells = [row[column - 1] for row in grid if column <= len(row)]
        if words := "；".join(cell for cell in cells if cell not in ("", LEFT, ABOVE)):
            yield Fault(f"{where}第{column}列", said.format(words))
        for row in grid:
            if column <= len(row) and row[column - 1] not in (LEFT, ABOVE):
                row[column - 1] = ""


def _of_text(
    file: ReturnedFile, content: bytes, sent: SentVersion, ready: bytes | None
) -> list[Reply]:
    """A Word file or a text: a form, or those of several units; the draft marked, else a letter."""
    shown, names = file.shown, file.names
    source = read_file(file.path, shown, ready)
    tables = [piece for piece in source.pieces if isinstance(piece, SourceTable)]
    grids = [form_reply.grid_of(table) for table in tables]
    is_word = ready is not None or is_package(content, file.suffix)
    copied = _copied(source, ready or content, is_word=is_word)
    copy = marked_copy.is_copy(copied, sent)
    if any(map(form_reply.is_form, grids)):
        if copy:
            return [_of_draft_with_form(shown, copied, grids, sent, names)]
        apart = by_unit(source.pieces)
        replies = [
            _of_grid(shown, grids, names, each.pieces if first else ())
            for each in apart
            for first, grids in _sets_by_unit(each.grids)
        ]
        faults = (*_around(source)[1], *_remarks(source, copied if is_word else ()))
        return [*replies[:-1], replace(replies[-1], faults=(*replies[-1].faults, *faults))]
    if not _has_words(source):
        said = "里面没有字，多半是扫描的图，要人看"
        return [Reply(shown, "扫描件", names, faults=(Fault("", said),))]
    if copy or marked_copy.is_excerpt(copied, sent):
        comments = tuple(marked_copy.comments_in(copied, sent, whole=copy))
        return [Reply(shown, "草稿修改件", names, comments, none=not comments)]
    return [_of_letter(shown, source, copied if is_word else (), names)]


def _has_words(source: Source) -> bool:
    """Whether there is anything to read: a page that was scanned into Word is a scan."""
    return bool(source.left_out) or any(
        isinstance(each, SourceTable) or (isinstance(each, SourceParagraph) and each.text.strip())
        for each in source.pieces
    )


def _copied(source: Source, content: bytes, *, is_word: bool) -> list[marked_copy.CopiedParagraph]:
    """The paragraphs of a file that may be a copy of the draft; only Word's say what was marked."""
    if is_word:
        return marked_copy.paragraphs_of(open_package(content))
    return [
        marked_copy.CopiedParagraph(
            each.number, each.text, each.text, remarks=[("", "", words) for words in each.remarks]
        )
        for each in source.pieces
        if isinstance(each, SourceParagraph)
    ]


def _of_letter(
    shown: str,
    source: Source,
    copied: Sequence[marked_copy.CopiedParagraph],
    names: tuple[tuple[str, str], ...],
) -> Reply:
    """A letter, with what stands in its header and footer."""
    lines, quoted = letter_reply.own_lines(
        [each for each in source.pieces if isinstance(each, SourceParagraph)]
    )
    comments, faults, none, day, number = letter_reply.read_letter(lines)
    beside, remarks, marks = _around(source)
    faults = [*faults, *quoted, *remarks, *_remarks(source, copied)]
    for table in source.pieces:
        for line in form_reply.grid_of(table) if isinstance(table, SourceTable) else ():
            words = " ".join(cell for cell in line if cell and len(cell) > 1)
            if words:
                faults.append(Fault(f"第{table.number}段的表", f"没有读进去：“{words[:60]}”"))
    comments = [*comments, *beside]
    units = (*letter_reply.names_in_letter(lines), *marks, *names)
    none = none and not comments
    about = tuple(named_in([each.text for each in lines]))
    return Reply(shown, "复函", units, tuple(comments), none, day, number, tuple(faults), about)


def _around(
    source: Source,
) -> tuple[list[RawComment], list[Fault], list[tuple[str, str]]]:
    """The header and the footer of a file: comments in them, what may be one, and what names the
    unit.
    """
    comments: list[RawComment] = []
    faults: list[Fault] = []
    marks: list[tuple[str, str]] = []
    for left in dict.fromkeys((each.text, each.why) for each in source.left_out):
        text, where = left
        if where not in ("页眉", "页脚"):
            continue
        found, doubts, *_ = letter_reply.read_letter([SourceParagraph(text, 0)])
        comments += [replace(each, row=where) for each in found]
        faults += [Fault(where, each.said) for each in doubts]
        marks.append((text, where))
    return comments, faults, marks


def _of_draft_with_form(
    shown: str,
    copied: Sequence[marked_copy.CopiedParagraph],
    grids: Sequence[form_reply.Grid],
    sent: SentVersion,
    named: tuple[tuple[str, str], ...],
) -> Reply:
    """The draft and a form in one file: what the form says, and what was changed in the draft."""
    form = _of_grid(shown, grids, named)
    ours = {each.folded for each in sent.clauses}
    cells = {
        same_width(line)
        for grid in grids
        if form_reply.is_form(grid)
        for row in grid
        for cell in row
        for line in cell.split("\n")
    }
    draft = [
        each
        for each in copied
        if same_width(each.new) in ours
        or not (same_width(each.new) in cells or form_reply.is_own_line(each.new.strip()))
    ]
    comments = (*form.comments, *marked_copy.comments_in(draft, sent))
    faults = tuple(each for each in form.faults if not (comments and each == NOTHING_SAID))
    return replace(form, comments=comments, none=form.none and not comments, faults=faults)


def _remarks(source: Source, copied: Sequence[marked_copy.CopiedParagraph]) -> Iterator[Fault]:
    """The comments of Word and the notes in a file that is no copy of the draft; `copied` has the
    comments that hang on nothing.
    """
    said = [(f"第{each.number}段", remark) for each in source.pieces for remark in each.remarks]
    said += [
        ("", f"批注：{words}") for each in copied if not each.number for _, _, words in each.remarks
    ]
    for row, remark in said:
        yield Fault(row, f"不知道是不是意见，没有读进去：“{remark}”")
    for piece in source.pieces:
        if isinstance(piece, SourcePicture) and not piece.seal_like:
            yield Fault(f"第{piece.number}段", "有一幅图，图里的字没有读进去，要人看")


NOTHING_SAID: Final = Fault("", "没有写意见，也没有勾“无意见”")


def _of_grid(
    shown: str,
    grids: Sequence[form_reply.Grid],
    named: tuple[tuple[str, str], ...],
    pieces: Sequence[Piece] = (),
) -> Reply:
    form = form_reply.FormReply()
    rest = form_reply.paragraph_facts(pieces, form)
    several = len(grids) > 1
    if not any(map(form_reply.is_form, grids)):
        rows = ("第1行" if not grid else "" for grid in grids)
        said = "表里没有“修改意见”一列，没有读进去"
        return Reply(shown, "反馈表", named, faults=(Fault(next(rows, ""), said),))
    for number, grid in enumerate(grids, 1):
        form_reply.read_form(grid, form, f"第{number}张表" if several else "")
    around = list(form_reply.leftover(rest))
    comments, faults, none, day, number_ = letter_reply.read_letter(around)
    everything = (*form.comments, *comments)
    none = (form.none or none) and not everything
    if form.ticked and everything:
        form.faults.append(Fault("", "勾了“无意见”，又写了意见，按有意见收"))
    if not everything and not none:
        form.faults.append(NOTHING_SAID)
    titles = [(each, "表头") for each in form.titles]
    units = (
        (form.facts.get("unit", ""), "表里"),
        *titles,
        *letter_reply.names_in_letter(around),
        *named,
        *((form.facts.get(name, ""), BESIDE) for name in ("contact", "signer")),
    )
    return Reply(
        shown,
        "反馈表",
        tuple(each for each in units if each[0]),
        everything,
        none,
        form.day or day,
        number_,
        (*form.faults, *faults),
        tuple(named_in([form.facts.get("subject", ""), *form.titles, *(p.text for p in around)])),
    )
