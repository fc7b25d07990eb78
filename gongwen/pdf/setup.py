"""pdf-setup: LibreOffice from the system's packages, free fonts into .fonts/ without root.

What is there already is not fetched again, so an interrupted run is simply run again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from .fonts import FOLDER, find_fonts
from .office import APT, find_office
from .packages import PACKAGES, Package

_LOG = Path(".cache") / "pdf-setup.log"
NO_APT = """\
这个系统没有 apt-get，请自己安装 LibreOffice（Writer）；
再把要用的字体文件（.ttf、.otf、.ttc）放进 .fonts 文件夹。"""


class SetupError(Exception):
    """What keeps a part of the set-up from being done, in Chinese."""


def set_up(root: Path, say: Callable[[str], None]) -> bool:
    """Get what is missing and tell `say` of it, a line each; whether all is there in the end."""
    log = root / _LOG
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_bytes(b"")
    if not shutil.which("apt-get"):
        say("LibreOffice：已有" if find_office() else NO_APT)
        return find_office() is not None
    complete = True
    try:
        _get_office(log, say)
    except SetupError as error:
        say(str(error))
        complete = False
    for number, package in enumerate(PACKAGES, 1):
        about = f"（{number}/{len(PACKAGES)}）{package.said}"
        if _is_there(package, root):
            say(f"{about}：已有")
            continue
        say(f"{about}：下载 {package.size / 1e6:.0f} MB……")
        try:
            _get_fonts(package, root / FOLDER, log, say)
        except SetupError as error:
            say(f"  {error}")
            complete = False
    return complete


def _get_office(log: Path, say: Callable[[str], None]) -> None:
    if find_office():
        say("LibreOffice：已有")
        return
    if os.name != "posix" or os.geteuid() != 0:
        raise SetupError(f"LibreOffice：没有。安装它要管理员权限，请运行下面这一行：\n  {APT}")
    say("LibreOffice：正在安装（约下载90 MB）……")
    command = [*APT.removeprefix("sudo ").split()]
    if _logged(command, log) != 0:
        _logged(["apt-get", "update"], log)  # a new system has no list of packages yet
        if _logged(command, log) != 0:
            raise SetupError(f"LibreOffice 没有装上：{_last_line(log)}\n  详情见 {_LOG}")
    say("LibreOffice：已装好")


def _is_there(package: Package, root: Path) -> bool:
    """Whether its fonts are in .fonts/, or the system has families of these names."""
    if all((root / FOLDER / name).is_file() for name in package.files):
        return True
    fonts = find_fonts(root)
    return fonts is not None and fonts.families.issuperset(package.families)


def _get_fonts(package: Package, folder: Path, log: Path, say: Callable[[str], None]) -> None:
    """Download a package and put its fonts into `folder`. Raises SetupError."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".下载-") as name:
        place = Path(name)
        archive = _download(package, place, log)
        if _is_the_known(package, archive):
            say(f"  校验值与清单一致（{package.names[0]} {package.version}）")
        else:
            say("  版本与清单里的不同，已由 apt 按软件源核对")
        if _logged(["dpkg-deb", "-x", str(archive), str(place / "x")], log) != 0:
            raise SetupError(f"安装包解不开：{_last_line(log)}")
        for wanted in package.files:
            found = next((place / "x").rglob(wanted), None)
            if found is None:
                raise SetupError(f"安装包里没有 {wanted}")
            found.replace(folder / wanted)


def _download(package: Package, place: Path, log: Path) -> Path:
    """The package as a file, by whichever of its names there is. Raises SetupError."""
    as_root = ["-o", "APT::Sandbox::User=root"] if os.geteuid() == 0 else []
    for name in package.names:
        if _logged(["apt-get", *as_root, "download", name], log, place) == 0:
            found = next(place.glob(f"{name}_*.deb"), None)
            if found is not None:
                return found
    raise SetupError(
        f"没有下载到 {package.names[0]}：{_last_line(log)}\n"
        "  检查网络；软件列表过时的，先运行 sudo apt-get update，再运行一次本命令"
    )


def _is_the_known(package: Package, archive: Path) -> bool:
    """Whether `archive` is the listed version. Raises SetupError where it says so and is not."""
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest == package.sha256:
        return True
    version = package.version.partition(":")[2] or package.version
    if archive.name == f"{package.names[0]}_{package.version.replace(':', '%3a')}_all.deb":
        raise SetupError(f"{package.names[0]} {version} 的校验值与清单不一致，没有使用它")
    return False


def _logged(command: Sequence[str], log: Path, folder: Path | None = None) -> int:
    """The exit code; what is printed goes to `log`."""
    settings = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    with log.open("ab") as stream:
        try:
            return subprocess.call(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                env=os.environ | settings,
            )
        except OSError as error:
            stream.write(f"{error}\n".encode())
            return 127


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "原因不明")
