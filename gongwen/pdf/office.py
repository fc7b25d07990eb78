"""LibreOffice as a program: where it is, and one run of it within limits of time and memory."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from ..paper.line_ends import NOT_FIRST, NOT_LAST
from ..storage.files import write_atomically
from ..word.wordml import escape

APT: Final = "sudo apt-get install -y --no-install-recommends libreoffice-writer-nogui fontconfig"
_USUAL = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)

_OF_A_VERSION = ("soffice.bin", "versionrc", "version.ini")


class Limits(Struct, frozen=True):
    """A run may take `start` seconds before its first file and `each` for every file, the address
    space of each of its processes `memory` bytes, a file it writes `file_size`.
    """

    start: float = 60
    each: float = 60
    memory: int = 4 << 30
    file_size: int = 1 << 30


LIMITS = Limits()


class OfficeRun(Struct, frozen=True):
    """How a run ended: `hung` = it was stopped for want of progress; `said` is its last line, but
    for the complaint that there is no Java, which every run begins with.
    """

    code: int
    hung: bool
    said: str


def find_office() -> Path | None:
    """The program, on the search path or where it is usually installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return Path(found)
    return next((path for path in _USUAL if path.is_file()), None)


def identity(program: Path) -> str:
    """What changes when a LibreOffice does: where it is, and the sizes and times of the files that
    come anew with a version. The program itself is often a script that stays the same.
    """
    real = program.resolve()
    lines = [str(program)]
    for path in (real, *(real.with_name(name) for name in _OF_A_VERSION)):
        with contextlib.suppress(OSError):
            status = path.stat()
            lines.append(f"{path} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(lines)


_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),  # never
    # The blank page before an imprint on an even page is a page of the paper, too.
    ("org.openoffice.Office.Common/Filter/PDF/Export", "IsSkipEmptyPages", "false"),
    ("org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),  # by hand: to where nobody listens
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)


_LINE_ENDS = (
    '<item oor:path="/org.openoffice.Office.Common/AsianLayout/StartEndCharacters">'
    '<node oor:name="zh-CN" oor:op="replace">'
    f'<prop oor:name="StartCharacters"><value>{escape(NOT_FIRST)}</value></prop>'
    f'<prop oor:name="EndCharacters"><value>{escape(NOT_LAST)}</value></prop></node></item>'
)
"""LibreOffice 7.4 does not read them in a .docx, and would part the two halves of a dash."""


def write_profile(folder: Path) -> None:
    """A fresh profile: no macros, no Java, no links followed, no network; blank pages are kept, and
    lines end where the .docx says.
    """
    items = _LINE_ENDS + "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{escape(value)}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    settings = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + items + "</oor:items>"
    )
    write_atomically(folder / "user" / "registrymodifications.xcu", settings.encode())


def convert(
    office: Path,
    files: Sequence[Path],
    *,
    folder: Path,
    profile: Path,
    environment: Mapping[str, str],
    limits: Limits,
) -> OfficeRun:
    """Have LibreOffice put a PDF of each of `files`, in their order, into `folder`.

    Whether it did is for the caller to see. The run is stopped, with all its processes, when no
    further file appears in the time that `limits` gives to one.
    """
    command = command_of(office, profile, folder, files)
    log = profile.parent / f"{profile.name}.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=profile.parent,
            start_new_session=True,
            preexec_fn=limit(limits, len(files)) if os.name == "posix" else None,  # noqa: PLW1509
        )
        try:
            hung = _wait(process, folder, limits)
        finally:
            stop(process)
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    said = (line.strip() for line in reversed(lines))
    last = next((line for line in said if line and "javaldx" not in line), "")
    return OfficeRun(process.returncode, hung, last)


def command_of(office: Path, profile: Path, folder: Path, files: Sequence[Path]) -> list[str]:
    """The command line that has PDFs of `files` put into `folder`."""
    return [
        str(office),
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder)),
        *map(str, files),
    ]


def limit(limits: Limits, count: int) -> Callable[[], None]:
    """What the child does before it becomes LibreOffice, which will convert `count` files."""
    import resource

    seconds = int(limits.start + limits.each * count) + 1
    allowed = (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_CORE, 0),
    )

    def set_limits() -> None:
        for kind, value in allowed:
            with contextlib.suppress(OSError, ValueError):  # what is set lower already, stays
                resource.setrlimit(kind, (value, value))

    return set_limits


def _wait(process: subprocess.Popen[bytes], folder: Path, limits: Limits) -> bool:
    """Wait for the end; True where the next file was too long in coming."""
    done = 0
    deadline = time.monotonic() + limits.start + limits.each
    while True:
        try:
            process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            now = time.monotonic()
            count = sum(1 for _ in folder.iterdir())
            if count > done:
                done, deadline = count, now + limits.each
            if now > deadline:
                return True
        else:
            return False


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the run's processes: the program is a script that starts others."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
