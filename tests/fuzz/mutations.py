"""Small damage to what was right: bytes, lines, keys, values and parts, by a seeded chance."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

_SIGNS = "：:，、。；“”（）()《》〔〕[]{}|｜&*#!%@`'\"-—…　\t\\＜＾□○×〇\u200b\ue000\ufffd"
_WORDS = (
    "标题",
    "正文",
    "附件",
    "节",
    "任务",
    "表",
    "行",
    "列",
    "名单",
    "引自",
    "引入",
    "密级",
    "是",
)
_NUMBERS = ("0", "-1", "9999999", "0.5", "1e9", "2026-02-30", "第一", "一、")


def of_text(content: bytes, others: list[bytes], random: Random) -> bytes:
    """The content with one to four mutations; `others` are what pieces may be taken from."""
    for _ in range(random.choice((1, 1, 2, 4))):
        content = random.choice(_WAYS)(content, others, random)
    return content


def _flipped(content: bytes, others: list[bytes], random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    return content[:at] + bytes([random.randrange(256)]) + content[at + random.randint(0, 1) :]


def _cut(content: bytes, others: list[bytes], random: Random) -> bytes:
    first, last = sorted(random.randrange(len(content) + 1) for _ in range(2))
    return content[:first] + content[min(last, first + random.choice((1, 3, 30, 3000))) :]


def _repeated(content: bytes, others: list[bytes], random: Random) -> bytes:
    first = random.randrange(len(content) + 1)
    piece = content[first : first + random.choice((1, 3, 12, 200))]
    return content[:first] + piece * random.choice((2, 3, 50)) + content[first:]


def _signed(content: bytes, others: list[bytes], random: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    at = random.randrange(len(text) + 1)
    sign = random.choice((random.choice(_SIGNS), random.choice(_WORDS), random.choice(_NUMBERS)))
    return (text[:at] + sign + text[at + random.randint(0, 1) :]).encode()


def _lines(content: bytes, others: list[bytes], random: Random) -> bytes:
    """A line left out, doubled, moved, indented otherwise, or taken from another file."""
    lines = content.split(b"\n")
    at = random.randrange(len(lines))
    line = lines[at]
    way = random.randrange(6)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines.insert(at, line)
    elif way == 2:
        lines.insert(random.randrange(len(lines)), lines.pop(at))
    elif way == 3:
        lines[at] = b" " * random.randrange(9) + line.lstrip(b" ")
    elif way == 4:
        lines[at : at + 2] = [b"".join(lines[at : at + 2])]
    else:
        lines.insert(at, random.choice(random.choice(others).split(b"\n")))
    return b"\n".join(lines)


def _key(content: bytes, others: list[bytes], random: Random) -> bytes:
    """A key misspelt, or another in its place."""
    text = content.decode("utf-8", "replace")
    keys = list(re.finditer(r"(?m)^[ -]*([^\s:：-]{1,6}):", text))
    if not keys:
        return content
    found = random.choice(keys)
    key = random.choice(
        (random.choice(_WORDS), found[1][:-1], found[1] + "名", random.choice(keys)[1])
    )
    return f"{text[: found.start(1)]}{key}{text[found.end(1) :]}".encode()


def _value(content: bytes, others: list[bytes], random: Random) -> bytes:
    """A value emptied, changed in kind, or another in its place."""
    text = content.decode("utf-8", "replace")
    values = list(re.finditer(r"(?m)(?<=: )[^\n]+$", text))
    if not values:
        return content
    found = random.choice(values)
    value = random.choice(
        (
            "",
            "[]",
            "{}",
            "|",
            "[甲, 乙]",
            "{甲: 乙}",
            "\n- 甲",
            random.choice(_NUMBERS),
            random.choice(values)[0],
        )
    )
    return f"{text[: found.start()]}{value}{text[found.end() :]}".encode()


_WAYS: tuple[Callable[[bytes, list[bytes], Random], bytes], ...] = (
    *(_flipped, _cut, _repeated, _signed),
    *(_lines, _key, _value) * 2,
)


def of_package(content: bytes, random: Random) -> bytes:
    """A .docx with its parts damaged: bytes, tags left out or doubled, a part missing, or the whole
    archive torn.
    """
    if random.random() < 0.1:
        return _cut(content, [], random)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(random.randint(1, 3)):
        name = random.choice([each for each in parts if each.endswith((".xml", ".rels"))])
        way = random.randrange(6)
        if way == 0 and len(parts) > 1:
            del parts[name]
            if not any(each.endswith((".xml", ".rels")) for each in parts):
                break
        elif way == 1:
            parts[name] = random.choice((_flipped, _cut, _repeated))(parts[name], [], random)
        else:
            parts[name] = _tags(parts[name], random)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, part in parts.items():
            archive.writestr(each, part)
    return made.getvalue()


def _tags(part: bytes, random: Random) -> bytes:
    """An element left out, doubled, moved or renamed; an attribute or a text changed."""
    tags = list(re.finditer(rb"<(w:\w+)\b[^<>]*?(?:/>|>[^<]*</\1>)", part))
    if not tags:
        return part
    found = random.choice(tags)
    element, way = found[0], random.randrange(5)
    if way == 0:
        element = b""
    elif way == 1:
        element *= random.choice((2, 40))
    elif way == 2:
        element = random.choice(tags)[0]
    elif way == 3:
        element = re.sub(
            rb'="[^"]*"', lambda each: b'="%d"' % random.choice((0, -1, 1 << 40)), element
        )
    else:
        element = element.replace(b"w:p", random.choice((b"w:tc", b"w:r", b"w:altChunk")))
    return part[: found.start()] + element + part[found.end() :]
