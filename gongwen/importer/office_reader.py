"""Old Word and WPS files, turned into .docx by LibreOffice within limits."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import tempfile
from pathlib import Path

from ..pdf import office
from ..word.refusal import LARGEST_FILE, RefusedError
from .docx_reader import read_docx
from .pieces import Source

_SECONDS = 120
"""Of waiting: the first start on a slow computer takes most of it."""
_CPU_SECONDS = 40
"""An old document of a hundred pages takes some 5."""
_ADVICE = "用 Word 或 WPS 打开，另存为 .docx 再导入"
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "WINDIR", "PROGRAMFILES")


def read_through_office(content: bytes, file: str, suffix: str) -> Source:
    """A .doc, .wps, .rtf or .odt file. Raises RefusedError, also where there is no LibreOffice."""
    if suffix == ".rtf" and not _is_whole_rtf(content):
        raise RefusedError("这个 .rtf 文件不完整，或者已经损坏", _ADVICE)
    program = office.find_office()
    if program is None:
        raise RefusedError(
            f"读 {suffix} 文件要用 LibreOffice，这台电脑上没有", f"{_ADVICE}；或安装 LibreOffice"
        )
    with tempfile.TemporaryDirectory(prefix="gongwen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        original = folder / f"original{suffix}"
        original.write_bytes(content)
        made = _convert(program, original, folder)
    return read_docx(made, file)


def _is_whole_rtf(content: bytes) -> bool:
    """Whether every brace has its other: of junk LibreOffice reads what it can, for a minute, and
    says nothing of the rest. Not told where bytes of any kind may stand in the file.
    """
    if b"\\bin" in content:
        return True
    depth = 0
    for found in re.finditer(rb"\\.|[{}]", content.rstrip(b"\0 \t\r\n"), re.DOTALL):
        if found[0] in b"{}":
            depth += 1 if found[0] == b"{" else -1
            if depth == 0:
                return found.end() == len(content.rstrip(b"\0 \t\r\n"))
    return False


def _limited() -> None:
    """What the child does before it becomes LibreOffice: bounds of memory, time and files."""
    import resource

    allowed = (
        (resource.RLIMIT_AS, office.LIMITS.memory),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_FILE * 4),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, value in allowed:
        with contextlib.suppress(OSError, ValueError):  # what is set lower already, stays
            resource.setrlimit(kind, (value, value))


def _convert(program: Path, original: Path, folder: Path) -> bytes:
    profile, results = folder / "profile", folder / "results"
    results.mkdir()
    office.write_profile(profile)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    command = [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(results), str(original)),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=kept | {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
        cwd=folder,
        start_new_session=True,
        preexec_fn=_limited if os.name == "posix" else None,  # noqa: PLW1509
    )
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise RefusedError("LibreOffice 转换它时停住不动，已经中止", _ADVICE) from error
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError, AttributeError):
            os.killpg(process.pid, signal.SIGKILL)
    made = results / "original.docx"
    if not made.is_file():
        raise RefusedError("LibreOffice 读不了这个文件", _ADVICE)
    return made.read_bytes()
