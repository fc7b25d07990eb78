"""What a letter that asks for comments encloses: its drafts, by the files that they are from."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from ..document.parts import Attachment, Document, DraftStage, Numbered, Part
from ..document.tree import parts_of
from ..document.values import one_line
from ..library.documents import name_of


class Enclosed(Struct, frozen=True):
    """The drafts of a letter. `quoted` are the files that they were quoted from, each with its
    稿本 (none = they stand in the letter's own file); `parts` are the drafts as the model has them;
    `has_form` = the form to answer on is enclosed too.
    """

    quoted: dict[Path, DraftStage]
    parts: tuple[Numbered, ...]
    title: str
    has_form: bool


def enclosed(document: Document, path: Path, base: Path) -> Enclosed:
    """What the attachments with a 稿本 are; `base` is what the shown names of files begin at."""
    quoted: dict[Path, DraftStage] = {}
    parts: list[Numbered] = []
    titles: list[str] = []
    has_form = False
    for part in parts_of(document):
        if not isinstance(part, Part):
            continue
        has_form = has_form or part.form is not None
        if part.draft_stage is None:
            continue
        parts.append(part)
        titles.append(one_line(part.title) if part.title else "")
        source = _file_of(part, base)
        if source is not None and source.resolve() != path.resolve():
            quoted[source] = part.draft_stage
    title = titles[0] if len(titles) == 1 else _whole(document, titles)
    return Enclosed(quoted, tuple(parts), title, has_form)


def _file_of(part: Part, base: Path) -> Path | None:
    """The file that the text of a part stands in: its title or 正文 was typed there."""
    shown = part.place("正文").file if part.has("正文") else part.place("标题").file
    file = base / shown
    return file if shown and file.is_file() else None


def _whole(document: Document, titles: list[str]) -> str:
    for item in document.attachments:
        if isinstance(item, Attachment) and item.texts and item.title:
            return one_line(item.title)
    return "、".join(filter(None, titles))


def ledger_name(path: Path, found: Enclosed, content: Path) -> str:
    """What the ledger is called: by the draft where the letter encloses one file's, else by the
    letter; a path below the content root without its suffix.
    """
    (of,) = found.quoted if len(found.quoted) == 1 else (path,)
    return name_of(of.resolve(), content.resolve())
