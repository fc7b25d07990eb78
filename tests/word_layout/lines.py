"""A paragraph broken into lines as Word does it: characters filled into the width, line ends where
Chinese may break (17.3.1.16 kinsoku), tabs, indents, alignment.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from .choices import Choices
from .content import Paragraph
from .faces import ASCENT, DESCENT, EXACT_ABOVE, Faces
from .styles import ParagraphForm, RunForm

_HALF_POINT = 10
_AUTO = 240
_NOT_FIRST = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)
"""What may not begin a line of Chinese (17.3.1.16); \u2014 is a choice."""
_NOT_LAST = frozenset("$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥")
"""What may not end one."""
_DASH = "—"


class Grid(Struct, frozen=True):
    """The grid of a section (17.6.5): what it adds to each character, its line pitch; 0 = none."""

    added: float = 0.0
    pitch: int = 0


class LineEnds(Struct, frozen=True):
    """What may not begin a line of Chinese, and what may not end one (17.3.1.16)."""

    not_first: frozenset[str]
    not_last: frozenset[str]

    @classmethod
    def of(
        cls, not_first: frozenset[str] | None, not_last: frozenset[str] | None, choices: Choices
    ) -> LineEnds:
        """What a file says, else what Word takes: with the dash a choice."""
        usual = _NOT_FIRST if choices.dash_begins else _NOT_FIRST | {_DASH}
        return cls(
            usual if not_first is None else not_first, _NOT_LAST if not_last is None else not_last
        )


class Setting(Struct, frozen=True):
    """What lines depend on beside their paragraph."""

    grid: Grid
    faces: Faces
    choices: Choices
    tab: int
    """How far apart tab stops are where none are set (17.15.1.25)."""
    line_ends: LineEnds


class Glyph(Struct, frozen=True):
    """One character or picture with its width; a tab has none until it is set."""

    kind: str
    text: str
    width: float
    height: float


class Piece(Struct, frozen=True):
    """Text between tabs, from `left` to `right` of the column."""

    text: str
    left: float
    right: float


class Line(Struct, frozen=True):
    """One line. `baseline` is how far below its upper edge its characters stand."""

    pieces: tuple[Piece, ...]
    height: float
    baseline: float

    @property
    def text(self) -> str:
        return "\t".join(piece.text for piece in self.pieces)

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right


def lines_of(
    paragraph: Paragraph, width: float, setting: Setting, page_number: str = ""
) -> list[Line]:
    """The lines of a paragraph in a column `width` wide."""
    glyphs = _glyphs(paragraph, setting, page_number)
    lines: list[Line] = []
    filler = _Filler(paragraph.form, width, setting)
    for part in _between_breaks(glyphs):
        lines += filler.filled(part, first=not lines, paragraph=paragraph)
    return lines


def _glyphs(paragraph: Paragraph, setting: Setting, page_number: str) -> list[Glyph]:
    found: list[Glyph] = []
    on_grid = paragraph.form.on_grid or setting.choices.grid_off_grid
    for atom in paragraph.atoms:
        if atom.kind in ("text", "held", "page number"):
            text = page_number if atom.kind == "page number" else atom.text
            added = setting.grid.added if on_grid and atom.form.on_grid else 0.0
            found += [
                Glyph(
                    "held" if atom.kind == "held" else "text",
                    each,
                    _width(each, atom.form, setting.faces) + added,
                    0.0,
                )
                for each in text
            ]
        else:
            found.append(Glyph(atom.kind, "", atom.width, atom.height))
    return found


def _width(character: str, form: RunForm, faces: Faces) -> float:
    em = form.size * _HALF_POINT * form.scale / 100
    return faces.width(character, form.latin) * em + form.spacing


def _between_breaks(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    parts: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if glyph.kind == "line":
            parts.append([])
        else:
            parts[-1].append(glyph)
    return parts


class _Filler:
    """Fills lines of a paragraph."""

    def __init__(self, form: ParagraphForm, width: float, setting: Setting) -> None:
        self.form, self.setting = form, setting
        self.edge = width - form.right

    def filled(self, glyphs: list[Glyph], *, first: bool, paragraph: Paragraph) -> list[Line]:
        """What stands between two typed breaks."""
        lines: list[Line] = []
        at = 0
        while at < len(glyphs) or not lines:
            begin = self.form.left + (self.form.first if first else 0)
            end, pieces = self._one(glyphs, at, begin)
            pictures = [glyph.height for glyph in glyphs[at:end]]
            height, baseline = self._height(paragraph, max(pictures, default=0.0))
            aligned = self._aligned(pieces, begin, last=end == len(glyphs))
            lines.append(Line(aligned, height, baseline))
            at, first = end, False
        return lines

    def _one(self, glyphs: list[Glyph], at: int, begin: float) -> tuple[int, list[Piece]]:
        """Where the line that begins with glyph `at` ends, and its pieces."""
        pieces: list[Piece] = []
        x = left = begin
        index = at
        text = ""
        while index < len(glyphs):
            glyph = glyphs[index]
            if glyph.kind == "tab":
                pieces.append(Piece(text, left, x))
                x = left = self._after_tab(x, glyphs[index + 1 :])
                text = ""
            elif x + glyph.width > self.edge + self.setting.choices.slack and index > at:
                if glyph.text == " ":  # blanks hang at a line's end
                    index += 1
                    continue
                end = self._line_end(glyphs, at, index)
                cut = index - end
                if cut and cut <= len(text):
                    x -= sum(each.width for each in glyphs[end:index])
                    text = text[: len(text) - cut]
                return end, [*pieces, Piece(text.rstrip(" "), left, x)]
            else:
                x += glyph.width
                text += glyph.text
            index += 1
        return index, [*pieces, Piece(text.rstrip(" ") or text, left, x)]

    def _after_tab(self, x: float, following: list[Glyph]) -> float:
        """The next stop, the hanging indent among them (17.3.1.37); what follows it may be centred
        on it or end at it.
        """
        piece = 0.0
        for glyph in following:
            if glyph.kind == "tab":
                break
            piece += glyph.width
        stops = [*self.form.tabs]
        if self.form.first < 0:
            stops.append((self.form.left, "left"))
        later = sorted(stop for stop in stops if stop[0] > x)
        if not later:
            return (x // self.setting.tab + 1) * self.setting.tab
        place, how = later[0]
        share = {"left": 0.0, "start": 0.0, "center": 0.5, "right": 1.0, "end": 1.0}[how]
        return max(x, place - piece * share)

    def _line_end(self, glyphs: list[Glyph], at: int, over: int) -> int:
        """The last place at or before glyph `over` where the line may end; where there is none, a
        word longer than the line is broken, but no sign put where it may not stand.
        """
        for end in range(over, at, -1):
            if glyphs[end - 1].kind == "tab" or self._may_break(glyphs[end - 1], glyphs[end]):
                return end
        ends = self.setting.line_ends
        for end in range(over, at, -1):
            if glyphs[end].text not in ends.not_first and glyphs[end - 1].text not in ends.not_last:
                return end
        return over

    def _may_break(self, before: Glyph, after: Glyph) -> bool:
        ends = self.setting.line_ends
        if before.kind == "held":  # 17.3.3.18
            return False
        if after.text in ends.not_first or before.text in ends.not_last or after.text == " ":
            return False
        if self.form.breaks_words or not (_latin(before.text) and _latin(after.text)):
            return True
        return before.text == "-"  # that is what Word's non-breaking hyphen is there to prevent

    def _aligned(self, pieces: list[Piece], begin: float, *, last: bool) -> tuple[Piece, ...]:
        """A line without tabs where its paragraph sets it (17.3.1.13)."""
        if len(pieces) > 1:
            return tuple(pieces)
        (piece,) = pieces
        room = self.edge - begin - (piece.right - piece.left)
        how = self.form.justification
        if how == "center":
            shift = room / 2
        elif how in ("right", "end"):
            shift = room
        elif how == "distribute" or (how == "both" and not last):
            return (Piece(piece.text, begin, self.edge),)
        else:
            shift = 0.0
        return (Piece(piece.text, piece.left + shift, piece.right + shift),)

    def _height(self, paragraph: Paragraph, picture: float) -> tuple[float, float]:
        """Height and baseline of a line with a picture so high, 0 = without."""
        form = self.form
        em = max((atom.form.size for atom in paragraph.atoms), default=paragraph.mark.size)
        em *= _HALF_POINT
        if form.rule == "exact":
            return float(form.line), form.line * EXACT_ABOVE
        ascent = max(picture, em * ASCENT)
        natural = ascent + em * DESCENT
        if form.rule == "atLeast":
            return max(natural, form.line), ascent
        height = natural * form.line / _AUTO
        pitch = self.setting.grid.pitch
        if pitch and form.on_grid:
            height = pitch * -(-height // pitch)
        return height, ascent


def _latin(text: str) -> bool:
    """Whether a character is of a Latin word or a number."""
    return text.isascii() and text not in ("", " ")
