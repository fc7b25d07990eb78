"""pip, from wherever it can be had, told what it may not do.

Runs before anything is installed, so it imports the standard library only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

RUN = "requirements.txt"
PANDOC = "requirements-pandoc.txt"  # what `pandoc-setup` adds
DEVELOPMENT = "requirements-dev.txt"  # holds everything that RUN holds, at the same versions
NO_PIP = """\
这台电脑的 Python 缺少建立环境要用的 venv 组件。请运行下面这一行，再重新运行刚才的命令：
  sudo apt-get install -y python3-venv python3.{minor}-venv
上不了网的电脑，也可以把 pip 的安装包（pip-….whl）放进 wheels/ 文件夹。"""


class SetUpError(Exception):
    """What keeps the environment from being set up, in Chinese, for the person at the keyboard."""


def venv_python(root: Path) -> Path:
    """Where .venv's interpreter is, or would be."""
    if os.name == "nt":
        return root / ".venv" / "Scripts" / "python.exe"
    return root / ".venv" / "bin" / "python"


def outer_python() -> str:
    """The interpreter that .venv is, or would be, made of."""
    if sys.prefix == sys.base_prefix:
        return sys.executable
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def find_pip(root: Path, log: Path) -> list[str]:
    """The command that installs into .venv: its own pip, a wheel of it, or the outer Python's.

    Debian and Ubuntu ship `venv` without `ensurepip`; any of the others then does the same work.
    """
    python = str(venv_python(root))
    own = [python, "-Im", "pip"]
    if run_logged([*own, "--version"], log) == 0:
        return own
    for wheel in sorted((root / "wheels").glob("pip-*.whl"), reverse=True):
        return [python, "-I", str(wheel / "pip")]
    if run_logged([python, "-Im", "ensurepip"], log) == 0:
        return own
    outer = [outer_python(), "-Im", "pip", "--python", python]  # pip 22.3 and later
    if run_logged([*outer, "--version"], log) == 0:
        return outer
    raise SetUpError(NO_PIP.format(minor=sys.version_info.minor))


def remove_unasked(root: Path, pip: Sequence[str], log: Path) -> None:
    """Take away what came along with pip from the computer's own Python, and no lock file names:
    nobody holds its hashes, and nobody needs it.
    """
    named = "".join((root / lock).read_text(encoding="utf-8") for lock in (RUN, DEVELOPMENT))
    for name in ("setuptools", "wheel"):
        there = any((root / ".venv").glob(f"*/**/site-packages/{name}-*.dist-info"))
        if there and f"\n{name}==" not in f"\n{named}":
            run_logged([*pip, "uninstall", "--yes", name], log)


def wheel_options(root: Path) -> list[str]:
    """The options of pip for a folder of wheels that was carried here, where there is one."""
    wheels = root / "wheels"
    if any(wheels.glob("*.whl")):
        return ["--no-index", "--find-links", str(wheels)]
    return []


def run_logged(command: Sequence[str], log: Path) -> int:
    """The exit code of `command`, what it prints added to `log`."""
    import subprocess

    # A user's own pip settings may ask for another place to install to: not here.
    settings = {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    unwanted = {"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV", "PYTHONHOME"}
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    with log.open("ab") as stream:
        return subprocess.call(
            command,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            env={**environment, **settings},
            close_fds=os.name != "posix",  # a set-up's lock goes with what it started (`turn`)
        )
