"""The fonts that a PDF is set with: what is here, mapped by a fontconfig file of the project.

Fonts are looked for where the system keeps them and in the project's .fonts/; a font that is put
there by hand, such as one the office has a licence for, is used before any stand-in. Where there
is no fontconfig (Windows, macOS) LibreOffice is left to the system's own fonts.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import subprocess
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from ..storage.files import write_atomically
from ..word.wordml import escape
from . import faces, sfnt

FOLDER = ".fonts"
_CACHE = Path(".cache") / "fonts"
_BOLD_SERIFS = ("NotoSerifCJKsc-Bold", "SourceHanSerifSC-Bold", "FandolSong-Bold")
"""PostScript names of faces that `faces.HEAVY_SONG` may be made of, the best first."""
_LIST = "%{file}\t%{index}\t%{postscriptname}\t%{family}\t%{charset}\n"


class Face(Struct, frozen=True):
    """A family that a document names. `found` is the family that is used for it, "" = nothing."""

    family: str
    found: str

    @property
    def is_real(self) -> bool:
        return self.found in faces.also_called(self.family)


class Fonts(Struct, frozen=True):
    """What is here: the fontconfig file, the names of all families, all characters as ranges."""

    configuration: Path
    families: frozenset[str]
    characters: tuple[tuple[int, int], ...]

    def face(self, family: str) -> Face:
        """What `family` is set in."""
        wanted = (*faces.also_called(family), *faces.stand_ins(family))
        return Face(family, next((name for name in wanted if name in self.families), ""))

    def lacking(self, text: str) -> str:
        """The characters of `text` that no font here has, each once, in order."""
        import bisect

        starts = [first for first, _ in self.characters]
        missing = []
        for character in dict.fromkeys(text):
            at = bisect.bisect_right(starts, ord(character)) - 1
            if at < 0 or self.characters[at][1] < ord(character):
                missing.append(character)
        return "".join(missing)


def find_fonts(root: Path) -> Fonts | None:
    """Write the fontconfig file and look at what is here; None where there is no fontconfig."""
    if os.name == "nt" or not shutil.which("fc-list"):
        return None
    configuration = root / _CACHE / "fonts.conf"
    _write(configuration, fontconfig(root))
    here = listed(configuration)
    if _make_heavy_song(root, here):
        here = listed(configuration)
    families = {name for fields in here for name in fields[3].split(",")}
    return Fonts(configuration, frozenset(families), _ranges(fields[4] for fields in here))


def fingerprint(root: Path) -> Path:
    """A file that changes when the fonts do: a PDF depends on it."""
    found = find_fonts(root)
    path = root / _CACHE / "fonts.txt"
    lines = ["没有 fontconfig"]
    if found:
        lines = sorted({_identity(fields[0]) for fields in listed(found.configuration)})
        lines.append(found.configuration.read_text(encoding="utf-8"))
    _write(path, "\n".join(lines))
    return path


def fontconfig(root: Path) -> str:
    """The text of the fontconfig file: our folders, our mappings, then the system's settings.

    A family's stand-ins are accepted after the family itself, so that the real font comes first
    wherever it is, and the later ones give the characters that the first lacks.
    """
    folders = [root / FOLDER, root / _CACHE]
    text = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
        "<fontconfig>",
        *(f"<dir>{escape(str(folder.resolve()))}</dir>" for folder in folders),
        f"<cachedir>{escape(str((root / _CACHE / 'cache').resolve()))}</cachedir>",
    ]
    for group in faces.GROUPS:
        for names in group.names:
            accepted = [*names, *faces.stand_ins(names[0])]
            for name in names:
                families = "".join(
                    f"<family>{other}</family>" for other in accepted if other != name
                )
                text.append(
                    f'<alias binding="same"><family>{name}</family>'
                    f"<accept>{families}</accept></alias>"
                )
    home = Path.home()  # LibreOffice runs with another
    text += [
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
        *(f"<dir>{escape(str(home / name))}</dir>" for name in (".fonts", ".local/share/fonts")),
        "</fontconfig>",
    ]
    return "\n".join(text) + "\n"


def listed(configuration: Path) -> list[list[str]]:
    """File, index, PostScript name, families and characters of each font."""
    done = subprocess.run(
        ["fc-list", "--format", _LIST],
        env=os.environ | {"FONTCONFIG_FILE": str(configuration.resolve())},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    fields = (line.split("\t") for line in done.stdout.splitlines())
    return [each for each in fields if len(each) == 5]


def _make_heavy_song(root: Path, here: list[list[str]]) -> bool:
    """Make the family of the headlines where there is a face to make it of; whether it is there and
    not among what was listed, be it that another run made it meanwhile.

    Written to .cache/, under a name that tells which file it was made of.
    """
    found = {fields[2]: fields for fields in here}
    source = next((found[name] for name in _BOLD_SERIFS if name in found), None)
    if source is None:
        return False
    digest = hashlib.sha256(_identity(source[0]).encode()).hexdigest()[:12]
    target = root / _CACHE / f"heavy-song-{digest}.otf"
    if target.is_file():
        return not any(faces.HEAVY_SONG in fields[3].split(",") for fields in here)
    try:
        content = Path(source[0]).read_bytes()
        font = sfnt.renamed_face(content, int(source[1]) & 0xFFFF, faces.HEAVY_SONG)
    except (OSError, ValueError, KeyError, struct.error):
        return False  # the next of the stand-ins does
    for old in target.parent.glob("heavy-song-*.otf"):
        if old != target:
            old.unlink(missing_ok=True)
    write_atomically(target, font)
    return True


def _identity(file: str) -> str:
    """A font file as it is now."""
    try:
        status = Path(file).stat()
    except OSError:
        return file
    return f"{file} {status.st_size} {status.st_mtime_ns}"


def _ranges(charsets: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """The union of charsets as fontconfig writes them (hexadecimal, "20-7e a0"), in order."""
    spans = []
    for word in {word for charset in charsets for word in charset.split()}:
        first, _, last = word.partition("-")
        spans.append((int(first, 16), int(last or first, 16)))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _write(path: Path, text: str) -> None:
    """Write what has changed only, so that a build sees no change where there is none."""
    content = text.encode()
    if not path.is_file() or path.read_bytes() != content:
        write_atomically(path, content)
