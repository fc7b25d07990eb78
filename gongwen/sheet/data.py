"""What a style sheet says: the page and the named styles, each measure with its clause."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final, Literal, get_args

from msgspec import Struct, field

from ..problem import Place
from .lengths import Scale, length
from .places import Places

STANDARD_SHEET: Final = "gbt9704"
"""The sheet of the national standard."""
BASE_STYLE = "基准"
RULE: Final = "下边线"
"""The measure of a style that has parts: `RuleBelow`."""

StyleForm = Literal["段落", "字符", "表格"]

FONTS: Final = ("仿宋", "楷体", "黑体", "宋体", "小标宋")
RuleForm = Literal["单线", "上粗下细", "上细下粗"]
RULE_FORMS: Final[tuple[RuleForm, ...]] = get_args(RuleForm)
"""式样 of a 下边线."""
SINGLE_RULE: Final[RuleForm] = "单线"
_THIN: Final = 3
"""The thin line of a double rule, and the gap between the two, are a third of the thick one."""
LEADERS: Final[Mapping[str, str]] = {"点": "dot", "线": "underscore", "无": "none"}
"""前导符 before a 右制表位 → ST_TabTlc (17.18.72)."""
SAME_AS_CHINESE = "同中文"
SINGLE_LINE = "单倍"
ROOMS: Final = ("段前", "段后", "单元格上边距", "单元格下边距")
"""Lengths that Word cannot have below 0; where they are reckoned and come out so, 0 is written."""
HALF_POINT: Final = 10
"""Twips."""
GRID_SWITCH: Final = "对齐网格"
_NATURAL: Final = 1.3
"""Pitch of a line set 单倍, in sizes of its characters."""


class RuleBelow(Struct, frozen=True):
    """A line under a paragraph: its thickness and its distance from the text in twips. `form` is
    单线, or a double rule of which the thick line has the thickness (10.1).
    """

    thickness: int
    distance: int
    colour: str
    form: RuleForm = SINGLE_RULE

    @property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """Its lines from top to bottom: from its upper edge to theirs, and how thick each is."""
        thick, thin = self.thickness, max(1, round(self.thickness / _THIN))
        match self.form:
            case "单线":
                return ((0, thick),)
            case "上粗下细":
                return ((0, thick), (thick + thin, thin))
            case "上细下粗":
                return ((0, thin), (2 * thin, thick))

    @property
    def height(self) -> int:
        """From the text down to its lower edge."""
        offset, thickness = self.lines[-1]
        return self.distance + offset + thickness


class Measure(Struct, frozen=True):
    """One measure of a style or of the page. Lengths are twips, sizes half points, colours RRGGBB,
    switches bool, places as `Places` has them; `basis` is the clause it comes from, 惯例, or ""
    where none was given.
    """

    value: int | float | str | bool | RuleBelow
    basis: str
    typed: str = ""
    """As the sheet has it: 37毫米, 2字."""
    place: Place = Place("")
    parts: Mapping[str, Measure] = {}
    """Of a 下边线: what it says of each, by the keys of the sheet."""


class Style(Struct, frozen=True):
    """A named style. `name` is what Word shows; `based_on` and `next` are keys of the sheet.

    `kept` are measures that it has from what it is based on, or from no style, and that its clause
    is about all the same (沿用). `used_in` is the paragraph style in whose text a character style
    stands. `place` is where the sheet says what it is based on, or begins with it; `reason` the
    authority named there.
    """

    key: str
    name: str
    kind: StyleForm
    based_on: str | None
    next: str | None
    basis: str
    measures: Mapping[str, Measure]
    kept: tuple[str, ...] = ()
    used_in: str = ""
    place: Place = Place("")
    reason: str = ""


class LineSetting(Struct, frozen=True):
    """How a paragraph style fills lines: widths of a Chinese character and of half a one on the
    grid; indents, `first` beside `left`. Twips.
    """

    full: float
    half: float
    left: int
    right: int
    first: int


class BlockSetting(Struct, frozen=True):
    """How the paragraphs of a style stand: from one line to the next; the room above, and what is
    below, with a rule and its distance; whether they begin a page, stay with the next, are not
    parted, leave no single line. Twips.
    """

    pitch: float
    above: float
    below: float
    new_page: bool
    keeps_next: bool
    whole: bool
    widows: bool


class Page(Struct, frozen=True):
    """The page in twips (clause 5). The grid follows from the lines and characters asked for."""

    width: int
    height: int
    top: int
    left: int
    right: int
    bottom: int
    footer: int
    rows: int
    columns: int
    header: int = 851
    """From the paper's edge to the header, which holds the mark of a letter (10.1)."""
    letter_footer: int = 1134
    """From the paper's edge to the foot of a letter's footer: its second double rule (10.1)."""
    letter_bottom: int = 1404
    """From the paper's edge to the last line of a letter's first page, above that rule (10.1)."""
    seal: int = 2381
    """Width of a seal that is supplied as a picture."""
    bare_header: int = 851
    """From the paper's edge to a header of other formats: empty, or a draft's watermark."""
    turned_edges: int = 567
    """From a landscape page's edges to its header and footer, which hold but an anchor."""
    tab: int = 420
    """How far apart tab stops are where none are set."""
    imprint_apart: bool = False
    """Whether the imprint stands on an even page of its own."""
    mirrored: bool = False
    """Whether the margins of even pages are those of odd ones, left and right exchanged."""
    reach_above: int = 0
    """How far the lines reach out of the type area above, so that what is printed fills it."""
    reach_below: int = 0
    """The same below."""
    own_row: int = 0
    """The line pitch of a page that is turned: that of the others; 0 = what `rows` fill."""
    own_character: int = 0
    """The same of a character's width."""

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def area_height(self) -> int:
        """The height of the type area."""
        return self.height - self.top - self.bottom

    @property
    def letter_more(self) -> int:
        """How much higher than others the first page of a letter is, below."""
        return max(0, self.text_bottom - self.letter_bottom)

    @property
    def text_height(self) -> int:
        """The height of the lines of a page."""
        return self.area_height + self.reach_above + self.reach_below

    @property
    def text_top(self) -> int:
        """From the paper's edge to the first line."""
        return self.top - self.reach_above

    @property
    def text_bottom(self) -> int:
        """From the last line to the paper's edge."""
        return self.bottom - self.reach_below

    @property
    def row(self) -> int:
        """Line pitch: the largest that leaves `rows` lines on a page (5.2.3)."""
        return self.own_row or self.text_height // self.rows

    @property
    def character(self) -> int:
        """Width of one character of the base size on the grid (5.2.3): the largest in whole twips
        by which `columns` fill a line. A program that rounds would take another, and LibreOffice
        leaves free at the edges what whole characters do not fill.
        """
        return self.own_character or self.text_width // self.columns


class Sheet(Struct, frozen=True, dict=True):
    """A style sheet, read with everything it is based on."""

    name: str
    page: Page
    page_measures: Mapping[str, Measure]
    fonts: Mapping[str, str]
    styles: Mapping[str, Style]
    words: Mapping[str, Measure] = field(default_factory=dict)
    """Wording, by the keys of 用语; what a sheet leaves out is the program's."""
    places: Places = Places()
    font_measures: Mapping[str, Measure] = field(default_factory=dict)
    """字体: the kind of each face, by its key."""
    lengths: Mapping[str, float] = field(default_factory=dict)
    """The lengths of 版面 by their keys, in twips that are not rounded: what a style may reckon
    with.
    """

    @property
    def faces(self) -> list[str]:
        """The typefaces the styles name."""
        return [face for face in self.fonts.values() if face != SAME_AS_CHINESE]

    @property
    def size(self) -> int:
        """Size of the base style, half points."""
        return self.size_of(BASE_STYLE)

    @property
    def char_space(self) -> int:
        """What the grid adds to each character, in 1/4096 point (17.6.5, ISO 29500-1)."""
        return (self.page.character - self.size * HALF_POINT) * 4096 // 20

    def measure(self, key: str, name: str) -> Measure | None:
        """A measure of a style, its own or inherited."""
        if (key, name) not in self._found:
            self._found[key, name] = self._look_up(key, name)
        return self._found[key, name]

    @cached_property
    def _found(self) -> dict[tuple[str, str], Measure | None]:
        """What was asked for already: typesetting asks for the same ones thousands of times."""
        return {}

    def _look_up(self, key: str, name: str) -> Measure | None:
        style: Style | None = self.styles[key]
        while style is not None:
            if name in style.measures:
                return style.measures[name]
            style = self.styles[style.based_on] if style.based_on else None
        return None

    def lines_of(self, key: str) -> LineSetting:
        """How a style fills lines."""
        if key not in self._settings:
            full = self.character_of(key)
            half = full - self.size_of(key) * HALF_POINT / 2
            first = self.twips(key, "首行缩进") - self.twips(key, "悬挂缩进")
            left, right = self.twips(key, "左缩进"), self.twips(key, "右缩进")
            self._settings[key] = LineSetting(full, half, left, right, first)
        return self._settings[key]

    def blocks_of(self, key: str) -> BlockSetting:
        """How the paragraphs of a style stand."""
        if key not in self._blocks:
            rule = self.rule_below(key)
            self._blocks[key] = BlockSetting(
                self._pitch_of(key),
                self.length(key, "段前"),
                self.length(key, "段后") + (float(rule.height) if rule else 0.0),
                self.switch(key, "分页"),
                self.switch(key, "与下段同页"),
                self.switch(key, "段中不分页"),
                self.switch(key, "孤行控制"),
            )
        return self._blocks[key]

    def _pitch_of(self, key: str) -> float:
        measure = self.measure(key, "行距") or self.measure(BASE_STYLE, "行距")
        if measure is None or measure.value == SINGLE_LINE:
            return self.size_of(key) * HALF_POINT * _NATURAL
        return float(str(measure.value))

    @cached_property
    def _blocks(self) -> dict[str, BlockSetting]:
        """What was asked for already, as `_found`."""
        return {}

    def length(self, key: str, name: str) -> float:
        """A length of a style; 0 where it has none. Room above or below is never less than that."""
        value = float(self.twips(key, name))
        return max(0.0, value) if name in ROOMS else value

    def switch(self, key: str, name: str) -> bool:
        """A switch of a style; off where it has none."""
        measure = self.measure(key, name)
        return bool(measure and measure.value)

    def twips(self, key: str, name: str) -> int:
        """A length of a style in twips, its own or inherited; 0 where it says none."""
        measure = self.measure(key, name)
        return measure.value if measure and isinstance(measure.value, int) else 0

    def rule_below(self, key: str) -> RuleBelow | None:
        """The rule under the paragraphs of a style."""
        measure = self.measure(key, "下边线")
        return measure.value if measure and isinstance(measure.value, RuleBelow) else None

    @cached_property
    def _settings(self) -> dict[str, LineSetting]:
        """What was asked for already, as `_found`."""
        return {}

    def size_of(self, key: str) -> int:
        """Size of a style, half points."""
        measure = self.measure(key, "字号") or self.measure(BASE_STYLE, "字号")
        assert measure is not None and isinstance(measure.value, int)  # noqa: S101  checked on reading
        return measure.value

    def scale_of(self, key: str) -> Scale:
        """What the units of length are worth in a style."""
        return scale_for(self.character_of(key), self.size_of(key), self.page, self.lengths)

    def characters(self, key: str, name: str) -> float:
        """A length of a style in characters of the base size on the grid, as exact as the sheet
        has it; 0 where the style has none.
        """
        measure = self.measure(key, name)
        typed = length(measure.typed) if measure else None
        return typed.exact(self.scale_of(key)) / self.page.character if typed else 0.0

    @property
    def cell_margin(self) -> int:
        """Left plus right margin of a cell of a 公文表格, twips."""
        return self.cell_margin_of("公文表格")

    def cell_margin_of(self, key: str) -> int:
        """Left plus right margin of a cell of a table style, twips."""
        return 2 * self.twips(key, "单元格边距")

    def character_of(self, key: str) -> float:
        """Width in twips of one character of a style, on the grid or off it."""
        measure = self.measure(key, GRID_SWITCH)
        on_grid = measure is None or bool(measure.value)
        return character_width(self.size_of(key), self.page, self.size, on_grid=on_grid)


def scale_for(character: float, size: int, page: Page, lengths: Mapping[str, float]) -> Scale:
    """What the units of length are worth in a style of `size` half points whose characters are
    `character` twips wide.
    """
    return Scale(
        row=page.row,
        character=character,
        cell=page.character,
        size=size * HALF_POINT,
        page=lengths,
    )


def character_width(size: int, page: Page, base_size: int, *, on_grid: bool) -> float:
    """Width in twips of one character of `size` half points: the grid narrows every character on
    it by as much as it does one of the base size.
    """
    added = page.character - base_size * HALF_POINT if on_grid else 0.0
    return size * HALF_POINT + added
