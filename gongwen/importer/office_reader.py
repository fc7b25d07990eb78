"""Old Word and WPS files, turned into .docx by LibreOffice within limits."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from .. import patterns as re
from ..pdf import office
from ..problem import Level
from ..problem_ids import UNSURE
from ..storage.files import write_atomically
from ..word.foreign_package import open_archive
from ..word.refusal import LARGEST_FILE, RefusedError
from ..word.wordml import W
from .docx_reader import read_docx
from .pieces import Source

_SECONDS, _SECONDS_EACH = 120, 10
"""Of waiting: the first start on a slow computer takes most of it."""
_CPU_SECONDS = 40
"""An old document of a hundred pages takes some 5."""
_ADVICE = "用 Word 或 WPS 打开，另存为 .docx 再导入"
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "WINDIR", "PROGRAMFILES")


def read_through_office(content: bytes, file: str, suffix: str) -> Source:
    """A .doc or .wps file. Raises RefusedError, also where there is no LibreOffice."""
    program = office.find_office()
    if program is None:
        raise RefusedError(
            f"读 {Path(file).suffix or suffix} 文件要用 LibreOffice，这台电脑上没有",
            f"{_ADVICE}；或安装 LibreOffice",
        )
    (made,) = _converted(program, [(content, suffix)])
    if made is None:
        raise RefusedError("LibreOffice 读不了这个文件", _ADVICE)
    source = read_docx(made, file)
    tell_lost_tables(content, made, source)
    return source


def tell_lost_tables(content: bytes, made: bytes, source: Source) -> None:
    """Say so where a .doc has cells and what LibreOffice made of it no table: it loses one that
    nothing follows, and runs its cells together.
    """
    cells = len(re.findall(_CELL, content, re.DOTALL))
    tree = open_archive(made).tree("word/document.xml")
    if cells >= _FEWEST_CELLS and tree is not None and next(tree.iter(f"{W}tbl"), None) is None:
        said = "文件里有表，LibreOffice 没有读成表，格里的字连在了一起"
        source.say(UNSURE, Level.WARNING, 0, said, _ADVICE)


_CELL = b"[\x4e-\x9f]\x07\x00"
"""The mark behind a cell of a .doc whose text ends in a Chinese character, in UTF-16."""
_FEWEST_CELLS = 4


def converted(files: Sequence[tuple[bytes, str]]) -> list[bytes | None]:
    """Several such files, each with its suffix, as .docx by one run of LibreOffice, which is much
    sooner done than one for each; None for each where it cannot be had so.
    """
    program = office.find_office()
    if program is None:
        return [None] * len(files)
    try:
        return _converted(program, files)
    except RefusedError:
        return [None] * len(files)


def _converted(program: Path, files: Sequence[tuple[bytes, str]]) -> list[bytes | None]:
    """Raises RefusedError where LibreOffice came to no end."""
    with tempfile.TemporaryDirectory(prefix="gongwen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        originals = [folder / f"original{at}{suffix}" for at, (_, suffix) in enumerate(files)]
        for original, (content, _) in zip(originals, files, strict=True):
            write_atomically(original, content)
        results = _convert(program, originals, folder)
        made = [results / f"{original.stem}.docx" for original in originals]
        return [each.read_bytes() if each.is_file() else None for each in made]


def _limited(seconds: int) -> None:
    """What the child does before it becomes LibreOffice: bounds of memory, time and files."""
    import resource

    allowed = (
        (resource.RLIMIT_AS, office.LIMITS.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, LARGEST_FILE * 4),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, value in allowed:
        with contextlib.suppress(OSError, ValueError):  # what is set lower already, stays
            resource.setrlimit(kind, (value, value))


def _convert(program: Path, originals: Sequence[Path], folder: Path) -> Path:
    """The folder of what LibreOffice made of them."""
    more = _SECONDS_EACH * (len(originals) - 1)
    seconds, cpu = _SECONDS + more, _CPU_SECONDS + more
    profile, results = folder / "profile", folder / "results"
    results.mkdir()
    office.write_profile(profile)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    command = [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(results)),
        *map(str, originals),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=kept | {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
        cwd=folder,
        start_new_session=True,
        preexec_fn=partial(_limited, cpu) if os.name == "posix" else None,  # noqa: PLW1509
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise RefusedError("LibreOffice 转换它时停住不动，已经中止", _ADVICE) from error
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError, AttributeError):
            os.killpg(process.pid, signal.SIGKILL)
    return results
