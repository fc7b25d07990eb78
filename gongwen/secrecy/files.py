"""The mark that a file of any kind bears, by its name and its bytes; nothing is unpacked to disk.

What no text can be had of without another program (.pdf, pictures) is known by its name alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from .. import patterns as re
from .marks import Mark, mark_in_name, mark_in_text

if TYPE_CHECKING:
    import zipfile

_YAML: Final = (".yaml", ".yml")
_TEXTS: Final = (*_YAML, ".txt", ".csv", ".md")
"""What is read as text whatever it begins with: %PDF is YAML too."""
_PAGES: Final = (".html", ".htm", ".xhtml", ".mht", ".svg", ".xml")
_OFFICE: Final = (".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods", ".ofd")
_PROGRAMS: Final = (".py", ".pyc", ".bat", ".sh", ".whl", ".json", ".toml")
"""What no document comes as; the program's own say a great deal of levels."""
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF")
_ZIP, _OLE, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"
_ZIP_END, _LONGEST_TAIL = b"PK\x05\x06", 1 << 16
"""What a zip ends with, a comment of so many bytes after it: before it, anything may stand."""
_PIECE: Final = 1 << 16
_MOST: Final = 64 * 1024 * 1024
"""Bytes that are looked through, of a file and of a part of it."""
_PARAGRAPH: Final = r"</?(?:\w+:)?(?:p|si|is|comment)(?=[\s/>])[^>]*>"
_BREAK: Final = r"<(?:\w+:)?(?:br|cr)(?=[\s/>])[^>]*>"
_TAB: Final = r"<(?:\w+:)?p?tab(?=[\s/>])[^>]*>"
_WORDS: Final = r"<(?:\w+:)?(?:t|v|delText)(?:\s[^>]*)?>([^<]*)<"
_BLOCK: Final = (
    r"(?i)</?(?:p|div|br|tr|td|th|li|h[1-6]|title|text:p|text:h|table|section)(?=[\s/>])[^>]*>"
)
_MARKUP: Final = r"(?s)<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>"
_RTF_CODE: Final = r"\\u(-?\d+) ?\??|((?:\\'[0-9a-fA-F]{2})+)|\\(par|line|cell|tab)\b"
_ODF: Final = b"urn:oasis:names:tc:opendocument"
_OOXML: Final = (b"/wordprocessingml/", b"/spreadsheetml/", b"/drawingml/", b"<w:", b"<x:", b"<c ")
_NESTED: Final = (".zip", *_OFFICE)
_READ: Final = (".xml", ".txt", ".csv", ".htm", ".html", ".xhtml", ".mht", ".rtf")
_OLD: Final = (".doc", ".wps", ".xls", ".et", ".ppt", ".dps", ".bin")
"""Old files as they lie in others: .bin is what Word calls one that is embedded."""
_OLE_LEVEL: Final = "[绝絕絶机機秘祕][ \u3000]*密"
_GBK_LEVEL: Final = re.compile(
    b"(?:%s)(?: |\xa1\xa1)*%s"
    % (b"|".join(re.escape(each.encode("gbk")) for each in "绝絕絶机機秘祕"), "密".encode("gbk"))
)
_CONTROL: Final = rb"[\x00-\x08\x0a-\x1f]"


def mark_of_file(name: str, content: bytes) -> Mark | None:
    """The mark of a file, or None. `name` may be a path: the names of its folders count too."""
    if found := mark_in_path(name):
        return found
    suffix = PurePath(name).suffix.lower()
    if (content.startswith(_PICTURES) and suffix not in _TEXTS) or suffix in _PROGRAMS:
        return None
    return _known_or(suffix, content, lambda: _mark_in(suffix, content))


def mark_of_yaml(name: str, text: str) -> Mark | None:
    """The same of a YAML file that was read already."""
    found = mark_in_path(name)
    return found or _known_or(
        _YAML[0], text.encode("utf-8", "replace"), lambda: mark_in_text(text, is_yaml=True)
    )


def mark_in_path(name: str) -> Mark | None:
    """The first mark in the names that a path is made of."""
    return next(filter(None, map(mark_in_name, PurePath(name).parts)), None)


def _known_or(suffix: str, content: bytes, look: Callable[[], Mark | None]) -> Mark | None:
    key = (suffix, hashlib.sha256(content).digest())
    if key not in _known:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[key] = look()
    return _known[key]


_MOST_KNOWN: Final = 20_000
_known: dict[tuple[str, bytes], Mark | None] = {}
"""By the hash of the content: versions share most of their files. Kept in memory, and no text."""


def _mark_in(suffix: str, content: bytes) -> Mark | None:
    found = None
    is_other = True
    if content.startswith(_ZIP) or _ZIP_END in content[-_LONGEST_TAIL:]:
        found = next(filter(None, map(mark_in_text, _packed_texts(content, 0))), None)
    elif content.startswith(_OLE):
        found = _mark_in_ole(content)
    elif content.startswith(_RTF):
        found = mark_in_text(_rtf_text(content[:_MOST].decode("latin-1")))
    else:
        is_other = False
    if found or (is_other and suffix not in _TEXTS):
        return found
    text = decoded(content[:_MOST])
    if suffix in _PAGES or re.match(r"(?i)\s*<(?:!doctype|html|\?xml)", text):
        text = _without_markup(text)
    return mark_in_text(text, is_yaml=suffix in _YAML)


def decoded(content: bytes) -> str:
    """A text in whatever encoding it is."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if content[:4096].count(0) > len(content[:4096]) // 16:
        odd = content[1:4096:2].count(0) > content[:4096:2].count(0)
        return content.decode("utf-16-le" if odd else "utf-16-be", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _packed_texts(content: bytes, depth: int) -> Iterator[str]:
    """The texts of the parts of a .docx, .xlsx, .odt and the like, and of files packed in them."""
    import zipfile  # takes 3 ms to load, and most documents need none

    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError):
        return
    left = 2 * _MOST
    for info in archive.infolist():
        if found := mark_in_path(_real_name(info)):
            yield found.level
        suffix = PurePath(info.filename).suffix.lower()
        if suffix not in (*_READ, *_NESTED, *_OLD):
            continue
        if not (part := _beginning(archive, info, min(_MOST, left))):
            continue
        left -= len(part)
        if part.startswith(_ZIP):
            yield from _packed_texts(part, depth + 1) if depth < 2 else ()
        elif part.startswith(_OLE):
            yield from (mark.level for mark in (_mark_in_ole(part),) if mark)
        elif suffix == ".rtf" or part.startswith(_RTF):
            yield _rtf_text(part.decode("latin-1"))
        elif suffix in (".txt", ".csv"):
            yield decoded(part)
        elif suffix in _READ:
            yield _page_text(suffix, part)


def _page_text(suffix: str, part: bytes) -> str:
    """The words of a part with marks of any kind in it; in XML that is neither Word's nor ODF, such
    as .ofd, what stands in each element is a line.
    """
    text, head = decoded(part), part[:4096]
    if suffix != ".xml" or _ODF in head:
        return _without_markup(text)
    if any(each in head for each in _OOXML):
        return _words(text)
    return _without_markup(re.sub(r"<[^>]*>", "<br/>", text))


def _real_name(info: zipfile.ZipInfo) -> str:
    """The name of a packed file: without the sign for UTF-8, Chinese Windows wrote GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    return info.filename.encode("cp437", "replace").decode("gb18030", "replace")


def _beginning(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """A part, up to so many bytes of one that is larger; what can be read of a damaged one."""
    info.CRC = None  # type: ignore[assignment]  # or nothing is read where it is not right
    read = bytearray()
    with contextlib.suppress(Exception), archive.open(info) as stream:  # as damage has it
        while piece := stream.read(min(_PIECE, most - len(read))):
            read += piece
    return bytes(read)


def _words(xml: str) -> str:
    """What stands in the paragraphs, cells and text boxes of a part of an OOXML file, a line each;
    deleted words too, which are still in the file.
    """
    if "密" not in xml and "&#" not in xml:
        return ""
    import html  # few files come this far

    lines = []
    for paragraph in re.split(_PARAGRAPH, xml):
        marked = re.sub(_TAB, "<t>\t</t>", re.sub(_BREAK, "<t>\n</t>", paragraph))
        if words := "".join(re.findall(_WORDS, marked)):
            lines.append(html.unescape(words))
    return "\n".join(lines)


def _without_markup(page: str) -> str:
    """The words of a page, a block a line."""
    if "密" not in page and "&#" not in page:
        return ""
    import html

    blocks = re.sub(_BLOCK, "\n", re.sub(r"[\r\n]+", " ", page))
    return html.unescape(re.sub(_MARKUP, "", blocks))


def _rtf_text(source: str) -> str:
    def plain(found: re.Match[str]) -> str:
        if found[1]:
            return chr(int(found[1]) % 0x10000)
        if found[2]:
            return bytes.fromhex(found[2].replace("\\'", "")).decode("gb18030", "replace")
        return "\t" if found[3] == "tab" else "\n"

    return re.sub(r"\\[a-z]+-?\d* ?|[{}]", "", re.sub(_RTF_CODE, plain, source))


def _mark_in_ole(content: bytes) -> Mark | None:
    """An old Word or WPS file keeps its Chinese text as UTF-16, at even or at odd bytes; its title,
    older versions, and old tables keep theirs as GBK.
    """
    for start in (0, 1):
        text = content[start:_MOST].decode("utf-16-le", "replace")
        for found in re.finditer(_OLE_LEVEL, text):
            line = re.split(r"[\r\x07\x0b\x0c]", text[found.start() : found.end() + 40])[0]
            before = re.split(r"[\r\x07\x0b\x0c\0-\x1f]", text[: found.start()][-20:])[-1]
            if mark := mark_in_text(before + line):
                return Mark(mark.level)
    for found_bytes in _GBK_LEVEL.finditer(content[:_MOST]):
        first, last = found_bytes.span()
        before_it = re.split(_CONTROL, content[max(first - 40, 0) : first])[-1]
        behind = re.split(_CONTROL, content[last : last + 80])[0]
        line = (before_it + found_bytes[0] + behind).decode("gb18030", "replace")
        if mark := mark_in_text(line):
            return Mark(mark.level)
    return None
