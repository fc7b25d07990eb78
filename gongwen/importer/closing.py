"""What ends a text: 署名 and 成文日期, 签署, and 附注."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from .. import patterns as re
from .markers import first_marker
from .pieces import Look, Piece, SourceParagraph
from .wording import HAN, STOPS, ZEROS, is_unit, read_date, read_signed_date

_POSTS = "总理 主席 省长 市长 州长 盟长 县长 区长 旗长 部长 主任 局长 厅长 会长 行长 署长"
_SPACED = "|".join(r"\s*".join(post) for post in _POSTS.split())
_POST = re.compile(rf"(?:代|副)?\s*(?:{_SPACED})")
_SIGNED = re.compile(
    rf"((?:[{HAN}]{{2,24}}?)?(?:代|副)?\s*(?:{_SPACED}))"
    rf"(?:\s+|\s*：\s*)([{HAN}·]{{1,2}}\s{{0,4}}[{HAN}·]{{1,10}})"
)
NAME_AND_DATE = re.compile(
    r"(\S.*?\S)\s+(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|"
    rf"[{ZEROS}一二三四五六七八九]{{4}}年.{{1,3}}月.{{1,4}}日)"
)
_WITHOUT_DAY = re.compile(
    r"(?:\d{4}|(?:20)?[\s×xX＊*_＿]{1,6})\s*年\s*[\d×xX＊*_＿\s]{0,6}月(?:\s*[\d×xX＊*_＿\s]{0,6}日)?"
)
"""A date that still lacks its day, its month or all."""
_NOTE = re.compile(r"（([^（）]{2,80}(?:（[^（）]*）[^（）]{0,40})?)）")
_SIGNING_STYLES = ("署名", "盖章署名", "成文日期", "联合署名", "签署")
_SIGNED_STYLES = ("签署", "签署续")
_NAMED = re.compile(rf"(.+?)\s{{2,}}([{HAN}·]{{1,2}}\s{{0,4}}[{HAN}·]{{1,10}})")
"""A post and the name of who signs, in a document of this program: a line of a long post has none.
"""
IN_PLACE = re.compile(r"\s*[（(][^（）()]{0,30}代[章印][）)]")
"""Beside the name that signs, or below it: whose seal is put in the place of its own (代章)."""
_MOST_NAMES = 12
_BRACKET = r"[（(][^（）()]*[）)]$"
"""At the end of a sentence, who is to do it: 办好食堂。（责任单位：市教育局）."""


class Closing(Struct, frozen=True):
    """署名 and 成文日期 from `start` to `end` (excluded). `signatories` are (职务, 姓名);
    a name is "" where a picture of it was signed.
    """

    start: int
    end: int
    names: tuple[str, ...] = ()
    signatories: tuple[tuple[str, str], ...] = ()
    date: str = ""


def find_closing(pieces: Sequence[Piece], low: int, high: int, issuer: str = "") -> Closing | None:
    """The first closing between `low` and `high`: a date on a line of its own with names above
    (which may lack its day: `read_signed_date` of it is ""),
    or, without a date, the last line of the range where it can be nothing else than a name.
    """
    for at in range(low, high):
        piece = pieces[at]
        if not isinstance(piece, SourceParagraph):
            continue
        match = NAME_AND_DATE.fullmatch(piece.text)
        named = match and (_is_name(piece, match[1], issuer) or _names_beside(match[1]))
        if match and named and read_date(match[2]):
            return Closing(at, at + 1, (*_names_of(match[1]),), (), match[2])
        if read_date(piece.text):
            return _dated(pieces, low, at, issuer)
        loose = _WITHOUT_DAY.fullmatch(piece.text) or read_signed_date(piece.text)
        if loose and (found := _dated(pieces, low, at, issuer)).names:
            return found
    last = pieces[high - 1] if high > low else None
    if isinstance(last, SourceParagraph) and high - low > 1 and _is_sure_name(last, issuer):
        return Closing(high - 1, high, (last.text,))
    return None


def _dated(pieces: Sequence[Piece], low: int, at: int, issuer: str) -> Closing:
    """The closing whose date is at `at`."""
    names: list[str] = []
    signatories: list[tuple[str, str]] = []
    start = at
    while start > low and len(names) + len(signatories) < _MOST_NAMES:
        above, below = pieces[start - 1], pieces[start]
        if not isinstance(above, SourceParagraph):
            break
        if _is_apart(above, below, is_date=start == at) and not _names_beside(above.text):
            break
        if above.look.style in _SIGNED_STYLES and (signed := _NAMED.fullmatch(above.text)):
            signatories.insert(0, (signed[1].strip(), "".join(signed[2].split())))
        elif above.look.style in _SIGNED_STYLES and signatories and signatories[0][1]:
            post, name = signatories[0]
            signatories[0] = (above.text + post, name)
        elif _POST.fullmatch(above.text):
            signatories.insert(0, ("".join(above.text.split()), ""))
        elif match := _SIGNED.fullmatch(above.text):
            signatories.insert(0, ("".join(match[1].split()), "".join(match[2].split())))
        elif several := _names_beside(above.text):
            names[:0] = several
        elif IN_PLACE.fullmatch(above.text) or _is_name(above, above.text, issuer):
            names.insert(0, " ".join(above.text.split()))
        else:
            break
        start -= 1
    if not signatories and start < at - 1 and _is_list(pieces, start):
        start, names = at - 1, _names_of(_text(pieces[at - 1]))
    return Closing(start, at + 1, tuple(names), tuple(signatories), _text(pieces[at]))


def _is_list(pieces: Sequence[Piece], start: int) -> bool:
    """Whether the names that begin at `start` are what a heading or a sentence with a colon
    announces; of these only the last line signs.
    """
    above = pieces[start - 1] if start else None
    if not isinstance(above, SourceParagraph):
        return False
    bare = re.sub(_BRACKET, "", above.text) or above.text
    heading = first_marker(above.text) is not None and bare[-1] not in STOPS
    if heading and _is_note(pieces, start - 1):
        return False
    return heading or above.text.endswith(("：", ":"))


def _is_note(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a numbered line is one of 附件说明: such lines up to one that begins with 附件."""
    while at > 0 and isinstance(piece := pieces[at], SourceParagraph):
        if re.match(r"附\s*件", piece.text):
            return True
        if first_marker(piece.text) is None:
            return False
        at -= 1
    return False


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, SourceParagraph) else ""


def _names_of(text: str) -> list[str]:
    """The name or names on the line of a signature."""
    return _names_beside(text) or [" ".join(text.split())]


def _is_apart(above: SourceParagraph, below: Piece, *, is_date: bool) -> bool:
    """Whether empty lines part a line from the signature below it and none from what is above."""
    if is_date or not isinstance(below, SourceParagraph):
        return False
    return below.look.blank > 0 and above.look.blank == 0


def _names_beside(text: str) -> list[str]:
    """The names of several units that sign beside one another, blanks between them."""
    names = text.split()
    return names if len(names) > 1 and all(map(is_unit, names)) else []


def _is_name(piece: SourceParagraph, text: str, issuer: str) -> bool:
    """Whether a line above a date may be a name."""
    if text[-1] in STOPS or len(text) > 40 or read_date(text):
        return False
    return text == issuer or is_unit(text) or piece.look.right or _is_styled(piece.look)


def _is_sure_name(piece: SourceParagraph, issuer: str) -> bool:
    """Whether a last line without a date is a name."""
    text = piece.text
    if _is_styled(piece.look):
        return True
    if text[-1] in STOPS or not is_unit(text) or len(text) > 40:
        return False
    return (
        text == issuer or piece.look.right or re.search("(?:办公室|政府|委员会)$", text) is not None
    )


def _is_styled(look: Look) -> bool:
    return look.style in _SIGNING_STYLES


def note_of(piece: Piece) -> str:
    """What an 附注 says, without its brackets; "" where the piece is none."""
    match = _NOTE.fullmatch(piece.text) if isinstance(piece, SourceParagraph) else None
    return match[1] if match else ""
