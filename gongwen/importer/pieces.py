"""What every reader makes of a file: paragraphs and tables in order, with where they stood."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from .. import patterns as re
from ..paper.numbering import PADDING
from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import ProblemId

PAGE_HEADING = "h1"
"""The style of a web page's heading."""


class Look(Struct, frozen=True):
    """How a paragraph looked; what the file does not say is left at its default.

    `style` is the name of its Word style, `outline` its outline level (0 = body text), `size` in
    points. `lead` is how many characters at its start stand in a heavier face than the rest.
    `blank` counts the empty lines before it, `indent` the half-widths of blanks at its start.
    """

    style: str = ""
    outline: int = 0
    centred: bool = False
    right: bool = False
    bold: bool = False
    size: float = 0.0
    lead: int = 0
    new_page: bool = False
    blank: int = 0
    indent: int = 0


class SourceParagraph(Struct, frozen=True):
    """One line of text without padding at its ends. `number` is its line or paragraph in the file,
    from 1; `remarks` are comments and notes that hung on it.
    """

    text: str
    number: int
    look: Look = Look()
    remarks: tuple[str, ...] = ()

    def with_text(self, text: str) -> SourceParagraph:
        """The same paragraph, saying `text`."""
        return replace(self, text=text.strip(PADDING))


class SourceCell(Struct, frozen=True):
    """One field of a table's grid; `merged` = it is covered by the field to its left or above.
    `alignment` is how it stands in a table of our own, as 对齐 has it.
    """

    text: str
    merged: str = ""
    alignment: str = ""


Rows = Sequence[tuple[SourceCell, ...]]


class SourceTable(Struct, frozen=True):
    """A grid: every row has as many cells as the widest. `heads` = how many rows the file says are
    its head, None = it says nothing; `is_ours` = this program made it. `widths` are those of its
    columns in proportion, none = the file says none.
    """

    rows: tuple[tuple[SourceCell, ...], ...]
    number: int
    heads: int | None = None
    is_ours: bool = False
    remarks: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()


class SourcePicture(Struct, frozen=True):
    """A picture that can be saved: PNG or JPEG, `suffix` without its dot. `name` is its file's,
    `width` how wide it stood, mm (0 = not said); `floats` = it was anchored over the text;
    `seal_like` = it looks like a seal; `changed` = what the file does to it before it shows it.
    `before` = nothing of its paragraph stands before it; `cell` = where it stood in a table.
    """

    content: bytes
    suffix: str
    number: int = 0
    name: str = ""
    alt: str = ""
    width: float = 0.0
    floats: bool = False
    seal_like: bool = False
    changed: str = ""
    before: bool = False
    cell: str = ""


Piece = SourceParagraph | SourceTable
_SAID_OTHERWISE = re.compile("改写成|写成|由程序|写在“题式”")


def is_gone(why: str) -> bool:
    """Whether a text that was left out for this reason is not said otherwise either, by the YAML or
    on paper: the links of a page, a header.
    """
    return _SAID_OTHERWISE.search(why) is None


class LeftOut(Struct, frozen=True):
    """Text of the source that is not in the YAML, and why, in Chinese."""

    text: str
    number: int
    why: str


class Source(Struct):
    """A file as it was read. `unit` is what its numbers count: 行 or 段; `is_page` = from a web
    page; `is_wrapped` = its lines ended where those of a page did, titles too;
    `is_unbroken` = it lost its line breaks and could not be parted. `pictures` are those that stand
    nowhere yet; `saved` are all of them. `lines` says in which line of the file a
    number stands, where these are not the same. `main_end` is the last paragraph of the block of
    a web page that holds its text, 0 = not known; `turned` are the paragraphs on pages that lie
    sideways; `is_attachment` = it is an attachment alone; `named` is
    what a web page calls the document, "" where it does not say; `links` are the texts of links
    within a paragraph and where they lead.
    """

    file: str
    unit: str
    pieces: list[Piece] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_page: bool = False
    is_wrapped: bool = False
    is_unbroken: bool = False
    open_elements: set[str] = field(default_factory=set)
    pictures: list[SourcePicture] = field(default_factory=list)
    saved: list[SourcePicture] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)
    main_end: int = 0
    turned: list[range] = field(default_factory=list)
    is_attachment: bool = False
    named: str = ""
    links: dict[int, list[tuple[str, str]]] = field(default_factory=dict)

    def open_element(self, key: str) -> None:
        """Note that the source has something of the element `key` that was not written, so that
        nobody says that it lacks it.
        """
        self.open_elements.add(key)

    def add_picture(self, picture: SourcePicture) -> SourcePicture:
        """Note a picture and name its file."""
        named = replace(picture, name=f"图{len(self.saved) + 1}.{picture.suffix}")
        self.saved.append(named)
        self.pictures.append(named)
        return named

    def leave(self, text: str, number: int, why: str) -> None:
        """Note that `text` does not go into the YAML."""
        if text.strip(PADDING):
            self.left_out.append(LeftOut(text.strip(PADDING), number, why))

    def say(self, rule: ProblemId, level: Level, number: int, message: str, hint: str = "") -> None:
        """A problem at line or paragraph `number`, which the message is led in by."""
        spot = f"第{number}{self.unit}：" if number else ""
        place = Place(self.file, number, 1 if number else 0)
        self.problems.append(problem_at(place, rule, level, spot + message, hint=hint))


_SAME = str.maketrans("“”‘’。", "\"\"''.")


def same_width(text: str) -> str:
    """A text for comparing: without blanks, every sign in one width, marks and stops plain."""
    return unicodedata.normalize("NFKC", "".join(text.split())).translate(_SAME)


INVISIBLE = dict.fromkeys(
    [0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)]
)
"""Characters without a face, for str.translate to delete."""


def with_number(number: str, text: str) -> str:
    """A text with the number of an automatic list before it; a blank parts it from a numeral that
    the text begins with, for 2.24小时 could be either.
    """
    touching = number and text.lstrip(PADDING)[:1] in _NUMERALS
    return f"{number} {text}" if touching else number + text


_NUMERALS = tuple("0123456789一二三四五六七八九十")


def clean(text: str) -> str:
    """Text without invisible and control characters, and without padding at its ends; blanks of
    every width inside stay, but a no-break one becomes a plain one.
    """
    text = text.translate(INVISIBLE).replace("\u00a0", " ").replace("\u202f", " ")
    text = "".join(" " if c in "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029" else c for c in text)
    return "".join(c for c in text if c == "\t" or c.isprintable() or c.isspace()).strip(PADDING)
