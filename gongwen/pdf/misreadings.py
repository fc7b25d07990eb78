"""What a LibreOffice makes of Word's settings otherwise than Word: the copy that is made for it
corrects just that (`render_copy`); `probe` finds it out.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from .. import patterns as re

LATIN: Final = r"[A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u2160-\u2188]"
HAN: Final = (
    r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_CLOSING: Final = "，。、；：？！）》〉」』】〕〗”’…·％℃"
_OPENING: Final = "（《〈「『【〔〖“‘"


class Joint(Struct, frozen=True):
    """A place between two characters where Word may begin a line: `name` tells one kind of them
    from another, `before` and `after` are what stands there (regular expressions of one character),
    `example` is such a pair.
    """

    name: str
    before: str
    after: str
    example: str

    @property
    def pattern(self) -> str:
        """Matches the place itself, of no width."""
        return f"(?<={self.before})(?={self.after})"


def _of(characters: str) -> str:
    return f"[{re.escape(characters)}]"


JOINTS: Final = (
    Joint("opening quote", rf"[^\s{re.escape(_OPENING)}]", _of("“‘"), "水“"),
    Joint("closing quote", _of("”’"), rf"[^\s!-/:-?{re.escape(_CLOSING)}—]", "”水"),
    Joint("stop and letter", _of(_CLOSING.replace("·", "")), LATIN, "，2"),
    Joint("letter and bracket", LATIN, _of(_OPENING), "2（"),
    Joint("Han and slash", HAN, _of("/+"), "水/"),
    Joint("slash and Han", _of("/+"), HAN, "/水"),
)


class Misreadings(Struct, frozen=True):
    """What a LibreOffice does that Word does not. `joined` are the joints, by name, at which it
    begins no line.
    """

    joined: tuple[str, ...]
    spaces_latin: bool
    """Adds space between Han and letters or digits where autoSpaceDE and autoSpaceDN are off."""
    hangs_punctuation: bool
    """Hangs punctuation out of the type area where overflowPunct is off."""
    turns_line_offsets: bool
    """Moves a drawing that is placed by its line up by what it is to be moved down."""
    leaves_out_margins: bool
    """Takes the least height of a table's row for the height with the margins of its cells."""
    leaves_out_rules: bool
    """And for the height with the rule above it."""


ALL: Final = Misreadings(tuple(each.name for each in JOINTS), True, True, True, True, True)
"""Every one, as LibreOffice 7.4 has nearly: what is taken for one that could not be probed."""
