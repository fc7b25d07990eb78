"""ICC profiles without their texts: some name the very screen and its number."""

from __future__ import annotations

_HEAD = 128
_MOST_TAGS = 100
_COLOUR = frozenset(
    b"rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC wtpt bkpt chad cicp "
    b"A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 gamt D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3".split()
)
"""The tags that convert colours (ICC.1, 9.2)."""
_TEXT = b"picture"
_NAMED = (
    b"desc\0\0\0\0" + (len(_TEXT) + 1).to_bytes(4) + _TEXT + b"\0" + bytes(78)
)  # textDescriptionType, version 2
_PLAIN = b"text\0\0\0\0none\0"
_UNICODE = b"mluc\0\0\0\0" + (1).to_bytes(4) + (12).to_bytes(4) + b"enUS" + bytes((0, 0, 0, 2))
_LOCALISED = _UNICODE + (28).to_bytes(4) + b"\0-"  # multiLocalizedUnicodeType, version 4


def bare_profile(profile: bytes) -> bytes:
    """The profile with its head and colours, its date and makers blank; b"" where it is none."""
    if len(profile) < _HEAD + 4 or profile[36:40] != b"acsp":
        return b""
    count = int.from_bytes(profile[_HEAD : _HEAD + 4])
    if count > _MOST_TAGS:
        return b""
    tags: list[tuple[bytes, bytes]] = []
    for index in range(count):
        entry = profile[_HEAD + 4 + 12 * index :][:12]
        name, start, size = entry[:4], int.from_bytes(entry[4:8]), int.from_bytes(entry[8:12])
        data = profile[start : start + size]
        if len(entry) < 12 or len(data) < size:
            return b""
        if name in _COLOUR:
            tags.append((name, data))
    if not tags:
        return b""
    recent = profile[8] >= 4
    tags.append((b"desc", _LOCALISED if recent else _NAMED))
    tags.append((b"cprt", _LOCALISED if recent else _PLAIN))
    return _packed(profile[:_HEAD], tags)


def _packed(head: bytes, tags: list[tuple[bytes, bytes]]) -> bytes:
    """A profile of these tags, data that several share stored once (ICC.1, 7.3)."""
    start = _HEAD + 4 + 12 * len(tags)
    table, places, stored = b"", dict[bytes, int](), b""
    for name, data in tags:
        if data not in places:
            places[data] = start + len(stored)
            stored += data + bytes(-len(data) % 4)
        table += name + places[data].to_bytes(4) + len(data).to_bytes(4)
    # Without the preferred program (4), the date (24), the platform (40), the device's maker and
    # model (48), who made it (80) and the sum over what is no longer so (84). 2000-01-01 is a date.
    when = b"".join(number.to_bytes(2) for number in (2000, 1, 1, 0, 0, 0))
    blank = head[4:4] + bytes(4) + head[8:24] + when + head[36:40] + bytes(4) + head[44:48]
    blank += bytes(8) + head[56:80] + bytes(48)
    whole = blank + len(tags).to_bytes(4) + table + stored
    return (len(whole) + 4).to_bytes(4) + whole
