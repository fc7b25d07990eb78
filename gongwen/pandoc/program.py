"""pandoc as a program: the one that came with pypandoc, of the very version that was tried.

Others that a computer may have are not used: 3.8.2.1 drops tables, from 3.10 on columns are lost,
and a format is to be read alike on every machine.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from ..storage.files import write_atomically

VERSION: Final = "3.9"
"""What pypandoc_binary of requirements-pandoc.txt holds."""
SETUP: Final = "运行 make pandoc-setup（没有 make：python build.py pandoc-setup）"
SECONDS: Final = 60
MEMORY: Final = 1024
"""Mebibytes of pandoc's heap, which its runtime keeps itself to: it reserves far more addresses
than it uses, so that a bound on these would not let it start.
"""
_LARGEST_RESULT: Final = 200 * 1024 * 1024
_KEPT: Final = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH")


class PandocError(Exception):
    """Why there is no result, in Chinese, one clause; `advice` what to do."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


def find_pandoc() -> Path | None:
    """The program within the package pypandoc of this very Python; pypandoc itself, which takes
    longer to import than pandoc to run and would look elsewhere too, is not imported.
    """
    with contextlib.suppress(ImportError, ValueError):
        found = importlib.util.find_spec("pypandoc")
        for folder in (found.submodule_search_locations or ()) if found else ():
            path = Path(folder) / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")
            if path.is_file():
                return path
    return None


@cache
def version_of(program: Path) -> str:
    """What a pandoc says that it is; "" where it does not start."""
    try:
        said = subprocess.run(
            [str(program), "--version"], capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    first = said.stdout.decode("utf-8", "replace").split("\n", 1)[0].split()
    return first[1] if len(first) > 1 and first[0].startswith("pandoc") else ""


def lacking() -> str:
    """Why pandoc cannot be used here, in Chinese, one clause; "" where it can."""
    program = find_pandoc()
    if program is None:
        return "这台电脑上没有 pandoc"
    version = version_of(program)
    if not version:
        return "pandoc 启动不了"
    if version != VERSION:
        return f"pandoc 是 {version} 版，只用试过的 {VERSION} 版（别的版本会丢表格）"
    return ""


def convert(
    content: bytes, source: str, target: str, options: Sequence[str] = (), **beside: bytes
) -> bytes:
    """`content` of the format `source` in the format `target`, as pandoc calls them. `beside` are
    files that `options` name as {name}. Raises PandocError.
    """
    if reason := lacking():
        raise PandocError(reason, SETUP)
    program = find_pandoc()
    assert program is not None  # noqa: S101  not lacking
    with tempfile.TemporaryDirectory(prefix="gongwen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        original, result = folder / "original", folder / "result"
        write_atomically(original, content)
        for each, held in beside.items():
            write_atomically(folder / each, held)
        places = {each: str(folder / each) for each in beside}
        command = [
            *(str(program), "+RTS", f"-M{MEMORY}m", "-RTS", "--sandbox"),
            *("--data-dir", str(folder / "none"), "--from", source, "--to", target),
            *(option.format(**places) for option in options),
            *("--output", str(result), str(original)),
        ]
        _run(command, folder)
        try:
            made = result.read_bytes() if result.stat().st_size <= _LARGEST_RESULT else b""
        except OSError:
            made = b""
    if not made:
        raise PandocError("pandoc 没有做出结果", "请重新取一份文件再试")
    return made


def _run(command: Sequence[str], folder: Path) -> None:
    """Raises PandocError where pandoc fails, or comes to no end."""
    environment: Mapping[str, str] = {
        **{name: os.environ[name] for name in _KEPT if name in os.environ},
        **{"HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8", "PATH": ""},
        "SOURCE_DATE_EPOCH": "0",  # no clock in what is made,
    }
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=folder,
        start_new_session=True,
        preexec_fn=_limited if os.name == "posix" else None,  # noqa: PLW1509
    )
    try:
        _, said = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise PandocError("pandoc 读它时停住不动，已经中止", _ADVICE) from error
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError, AttributeError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if process.returncode == _HEAP_EXHAUSTED:
        raise PandocError(f"pandoc 读它要用的内存超过了{MEMORY}兆，已经中止", _ADVICE)
    if process.returncode != 0:
        last = said.decode("utf-8", "replace").strip().split("\n")[-1][:80]
        raise PandocError(f"pandoc 读不了这个文件（{last or process.returncode}）", _ADVICE)


_HEAP_EXHAUSTED = 251
_ADVICE = "用 Word 或 WPS 打开，另存为 .docx 再试"


def _limited() -> None:
    """What the child does before it becomes pandoc: bounds of time and files."""
    import resource

    allowed = (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, _LARGEST_RESULT),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, value in allowed:
        with contextlib.suppress(OSError, ValueError):  # what is set lower already, stays
            resource.setrlimit(kind, (value, value))
