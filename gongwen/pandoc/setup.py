"""pandoc-setup: pypandoc with its pandoc, locked with hashes, into the Python that runs this."""

from __future__ import annotations

import sys
from pathlib import Path

from ..setup.pip import PANDOC, SetUpError, find_pip, run_logged, wheel_options
from ..setup.pip_failure import explain_failure
from ..setup.place import base, holds_program
from . import program

_LOG = Path(".cache") / "pandoc-setup.log"
_NO_PIP = """\
{python} 没有 pip，装不了 pandoc。请照安装本程序的办法另装这一个组件：
  {lock}"""


def set_up(root: Path) -> None:
    """Fetch it unless the very version is there. Raises SetUpError in Chinese."""
    if not program.lacking():
        return
    log = root / _LOG
    log.parent.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    lock = base() / PANDOC
    options = [*wheel_options(root), "--require-hashes", "--only-binary", ":all:", "--no-deps"]
    again = ["--force-reinstall"] if program.find_pandoc() else []
    command = [*_pip(root, log), "install", *options, *again, "-r", str(lock)]
    if run_logged(command, log) != 0:
        said = log.read_text(encoding="utf-8", errors="replace")
        shown = log.relative_to(root).as_posix()
        from_wheels = bool(wheel_options(root))
        raise SetUpError(explain_failure(said, lock=PANDOC, from_wheels=from_wheels, log=shown))
    program.version_of.cache_clear()
    if reason := program.lacking():
        raise SetUpError(f"装好了组件，但是{reason}。")


def _pip(root: Path, log: Path) -> list[str]:
    """Pip of the Python that the program runs in: .venv's, or the one it was installed into."""
    if holds_program(root):
        return find_pip(root, log)
    own = [sys.executable, "-Im", "pip"]
    if run_logged([*own, "--version"], log) != 0:
        raise SetUpError(_NO_PIP.format(python=sys.executable, lock=base() / PANDOC))
    return own
