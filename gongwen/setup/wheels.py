"""wheels/: everything a computer without a network needs, for every system that offices have.

Runs before anything is installed, so it imports the standard library only.
"""

from __future__ import annotations

import hashlib
import shutil
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .. import patterns as re
from ..storage.files import holds, write_atomically
from .pip import DEVELOPMENT, PANDOC, RUN, SetUpError, find_pip, run_logged
from .pip_failure import explain_failure

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# glibc up to 2.28 is what the oldest systems in use have: 麒麟 V10, 统信 UOS 20, Debian 10.
_GLIBC = (28, 27, 26, 24, 17, 12, 5)
_LEGACY = {
    "x86_64": ("manylinux2014", "manylinux2010", "manylinux1"),
    "aarch64": ("manylinux2014",),
}
SYSTEMS = {
    "linux-x86_64": "Linux（麒麟、统信、Debian 等），x86-64",
    "linux-aarch64": "Linux（麒麟、统信等），arm64（鲲鹏、飞腾）",
    "windows": "Windows，x86-64",
}
USAGE = """\
用法：make offline；或 python build.py offline [系统…] [Python 版本…] [pandoc]
系统：{systems}；Python 版本：{pythons}。都不写就是全部。写上 pandoc 的，把它也备上。"""
DONE = """\
wheels/ 已备齐：{count}个组件，{size:.0f} MB；每个都与组件清单里登记的校验值一致。
把整个文件夹拷到不上网的电脑上，与 build.py 放在一起，再运行 make（Windows：双击 公文.bat）。
那台电脑没有 Python {oldest} 或更新版本的，再拷一个 Python，解开成这个文件夹里的 python；
从 {address} 下载：
{archives}
3.13 也可以换成 {pythons} 里的另一个；怎样解开，PDF 要用的怎样带去，见 docs/不上网的电脑.md。"""
PYTHON_ADDRESS = "https://github.com/astral-sh/python-build-standalone/releases"
"""Pythons that run where they are unpacked, with any glibc from 2.17; no package index has them."""
PYTHON_ARCHIVES = {
    "linux-x86_64": "cpython-3.13.…-x86_64-unknown-linux-gnu-install_only.tar.gz",
    "linux-aarch64": "cpython-3.13.…-aarch64-unknown-linux-gnu-install_only.tar.gz",
    "windows": "cpython-3.13.…-x86_64-pc-windows-msvc-install_only.tar.gz",
}
DAMAGED = """\
wheels/ 里这些文件与组件清单里登记的校验值不一致，请删掉它们再运行一次：
{names}"""
_OPTIONAL = "pandoc"
"""The word that asks for what `pandoc-setup` installs, too."""
OTHERS = "wheels/ 里有{count}个文件不在组件清单里（多半是以前的版本），可以删掉：{names}"


@dataclass(frozen=True, slots=True)
class Platform:
    """A kind of computer: a system of `SYSTEMS` with a Python; both empty = this very one."""

    system: str = ""
    python: str = ""

    @property
    def said(self) -> str:
        return f"{SYSTEMS[self.system]}，Python {self.python}" if self.system else "这台电脑"

    def options(self) -> list[str]:
        """What pip needs to be told to download for it."""
        if not self.system:
            return []
        platforms = platform_tags(self.system)
        named = [word for tag in platforms for word in ("--platform", tag)]
        return [*named, "--python-version", self.python, "--implementation", "cp"]


def platform_tags(system: str) -> list[str]:
    """The platform tags of the wheels that run on `system`, the best first."""
    if system == "windows":
        return ["win_amd64"]
    machine = system.removeprefix("linux-")
    versions = [f"manylinux_2_{minor}_{machine}" for minor in _GLIBC]
    return [*versions, *(f"{name}_{machine}" for name in _LEGACY[machine])]


def targets(words: Sequence[str]) -> list[Platform]:
    """What `words`, systems and Pythons, ask for; all of either where none is named, and this
    computer where it is of another kind.

    Raises SetUpError for a word that is neither.
    """
    for word in words:
        if word not in SYSTEMS and word not in PYTHONS:
            usage = USAGE.format(systems="、".join(SYSTEMS), pythons="、".join(PYTHONS))
            raise SetUpError(f"不认识“{word}”。\n{usage}")
    systems = [name for name in SYSTEMS if name in words] or list(SYSTEMS)
    pythons = [version for version in PYTHONS if version in words] or list(PYTHONS)
    found = [Platform(system, python) for system in systems for python in pythons]
    covered = sysconfig.get_platform() in ("linux-x86_64", "linux-aarch64", "win-amd64")
    return found if words or covered else [Platform(), *found]


def fill_wheels(root: Path, words: Sequence[str]) -> None:
    """Download what RUN names, pip among it, into wheels/ for the computers that `words` name.

    What is there already, and right, is not downloaded again: an interrupted run is simply run
    again. Raises SetUpError in Chinese.
    """
    wanted = targets([word for word in words if word != _OPTIONAL])
    locks = [RUN, PANDOC] if _OPTIONAL in words else [RUN]
    wheels, beside = root / "wheels", root / ".cache" / "wheels"
    log = root / ".cache" / "setup.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    _put(wheels, beside)
    download = [*find_pip(root, log), "download", "--only-binary", ":all:", "--no-deps"]
    download += ["--dest", str(beside), "--require-hashes"]
    download += [word for lock in locks for word in ("-r", str(root / lock))]
    for number, target in enumerate(wanted, 1):
        print(f"（{number}/{len(wanted)}）{target.said}", flush=True)
        log.unlink(missing_ok=True)
        if run_logged([*download, *target.options()], log) != 0:
            said = log.read_text(encoding="utf-8", errors="replace")
            shown = log.relative_to(root).as_posix()
            raise SetUpError(explain_failure(said, lock=RUN, from_wheels=False, log=shown))
    _put(beside, wheels)
    shutil.rmtree(beside, ignore_errors=True)
    print(checked(root))


def _put(source: Path, target: Path) -> None:
    """Have the wheels of one folder in another, each whole: pip writes into the one, and only what
    it has finished comes to stand in the one that is carried around.
    """
    for path in sorted(source.glob("*.whl")):
        content = path.read_bytes()
        if not holds(target / path.name, content):
            write_atomically(target / path.name, content, lasting=True)


def checked(root: Path) -> str:
    """What wheels/ holds, in Chinese, each file held against the hashes of the lock file.

    Raises SetUpError where a file that the lock names has another content.
    """
    known = _hashes(root / RUN)
    more = [*_hashes(root / DEVELOPMENT).values(), *_hashes(root / PANDOC).values()]
    all_hashes = {each for hashes in (*known.values(), *more) for each in hashes}
    damaged, others, right = [], [], []
    for path in sorted((root / "wheels").glob("*.whl")):
        name, version, *_ = path.name.split("-")
        if hashlib.sha256(path.read_bytes()).hexdigest() in all_hashes:
            right.append(path)
        elif (_plain(name), version) in known:
            damaged.append(path.name)
        else:
            others.append(path.name)
    if damaged:
        raise SetUpError(DAMAGED.format(names="\n".join(f"  {name}" for name in damaged)))
    size = sum(path.stat().st_size for path in right) / 1_000_000
    archives = [f"  {SYSTEMS[name]}：{archive}" for name, archive in PYTHON_ARCHIVES.items()]
    said = DONE.format(
        count=len(right),
        size=size,
        oldest=PYTHONS[0],
        address=PYTHON_ADDRESS,
        archives="\n".join(archives),
        pythons="、".join(PYTHONS),
    )
    if others:
        said += "\n" + OTHERS.format(count=len(others), names="、".join(others))
    return said


def _hashes(lock: Path) -> dict[tuple[str, str], set[str]]:
    """The SHA-256 sums that a lock file allows, by name and version."""
    found: dict[tuple[str, str], set[str]] = {}
    current: set[str] = set()
    for line in lock.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([A-Za-z0-9._-]+)==([^\s;]+)", line):
            current = found.setdefault((_plain(match[1]), match[2]), set())
        current.update(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
    return found


def _plain(name: str) -> str:
    """A project's name as wheels spell it."""
    return re.sub(r"[-_.]+", "_", name).lower()
