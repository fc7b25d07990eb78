"""pdf-setup: LibreOffice from the system's packages, free fonts into .fonts/ without root.

What is there already is not fetched again, so an interrupted run is simply run again.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from .fonts import FOLDER, find_fonts
from .office import APT, find_office
from .packages import FONT_SETS, FontSet, Source

_LOG = Path(".cache") / "pdf-setup.log"
NO_APT = """\
这个系统没有 apt-get，请自己安装 LibreOffice（Writer）；
再把要用的字体文件（.ttf、.otf、.ttc）放进 .fonts 文件夹。"""
NOWHERE = """\
没有得到{said}。检查网络；软件列表过时的，先运行 sudo apt-get update；然后再运行一次本命令。
  也可以自己找来这些字体文件，放进 .fonts 文件夹：{files}"""
_SETTINGS = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


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
    missing = [wanted for wanted in FONT_SETS if not _is_there(wanted, root)]
    if missing and _is_root() and _offer(missing[0].sources[0].package, log) is None:
        _logged(["apt-get", "update"], log)  # a new system has no list of packages yet
    for number, wanted in enumerate(FONT_SETS, 1):
        about = f"（{number}/{len(FONT_SETS)}）{wanted.said}"
        if wanted not in missing:
            say(f"{about}：已有")
            continue
        say(f"{about}：")
        try:
            _get_fonts(wanted, root / FOLDER, log, say)
        except SetupError as error:
            say(f"  {error}")
            complete = False
    return complete


def _get_office(log: Path, say: Callable[[str], None]) -> None:
    if find_office():
        say("LibreOffice：已有")
        return
    if not _is_root():
        raise SetupError(f"LibreOffice：没有。安装它要管理员权限，请运行下面这一行：\n  {APT}")
    say("LibreOffice：正在安装（约下载90 MB）……")
    command = [*APT.removeprefix("sudo ").split()]
    if _logged(command, log) != 0:
        _logged(["apt-get", "update"], log)  # a new system has no list of packages yet
        if _logged(command, log) != 0:
            raise SetupError(f"LibreOffice 没有装上：{_last_line(log)}\n  详情见 {_LOG}")
    say("LibreOffice：已装好")


def _is_there(wanted: FontSet, root: Path) -> bool:
    """Whether its fonts are in .fonts/, or the system has families of these names."""
    folder = root / FOLDER
    if any(all((folder / name).is_file() for name in each.files) for each in wanted.sources):
        return True
    fonts = find_fonts(root)
    return fonts is not None and wanted.is_among(fonts.families)


def _get_fonts(wanted: FontSet, folder: Path, log: Path, say: Callable[[str], None]) -> None:
    """Put the fonts of the first source that really holds them into `folder`. Raises SetupError."""
    folder.mkdir(exist_ok=True)
    for source in wanted.sources:
        try:
            _take(source, folder, log, say)
        except SetupError as error:
            say(f"  {source.package}：{error}")
        else:
            return
    raise SetupError(NOWHERE.format(said=wanted.said, files="、".join(wanted.sources[0].files)))


def _take(source: Source, folder: Path, log: Path, say: Callable[[str], None]) -> None:
    """Download a package and move its fonts into `folder`, all or none. Raises SetupError."""
    offer = _offer(source.package, log)
    if offer is None:
        raise SetupError("软件源里没有这个包")
    say(f"  {source.package}：下载 {max(1, round(offer.size / 1e6))} MB……")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".下载-") as name:
        place = Path(name)
        as_root = ["-o", "APT::Sandbox::User=root"] if _is_root() else []
        if _logged(["apt-get", *as_root, "download", source.package], log, place) != 0:
            raise SetupError(f"没有下载到（{_last_line(log)}）")
        if not _is_the_offered(place / offer.file, offer):
            raise SetupError("下载到的与软件源登记的校验值不一致，没有使用它")
        if _logged(["dpkg-deb", "-x", str(place / offer.file), str(place / "x")], log) != 0:
            raise SetupError(f"安装包解不开（{_last_line(log)}）")
        found = {path.name: path for path in (place / "x").rglob("*") if _is_plain_file(path)}
        lacking = [wanted for wanted in source.files if wanted not in found]
        if lacking:
            raise SetupError(f"这个版本里没有 {'、'.join(lacking)}")
        for wanted in source.files:
            found[wanted].replace(folder / wanted)
    say("  校验值与软件源登记的一致")


def _is_plain_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


class _Offer(Struct, frozen=True):
    """What apt would download: the `file` it writes, its `size` in bytes, and its `digest` by
    `algorithm` (sha256 or sha512), as the signed index of the packages gives them.
    """

    file: str
    size: int
    algorithm: str
    digest: str


_OFFERED = re.compile(r"'[^']*' (\S+) (\d+) (SHA256|SHA512):([0-9a-f]+)")


def _offer(package: str, log: Path) -> _Offer | None:
    """What apt's index says of `package`; None where it is in none of the system's sources."""
    command = ["apt-get", "download", "--print-uris", package]
    with log.open("ab") as stream:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stream,
            env=os.environ | _SETTINGS,
            encoding="utf-8",
            check=False,
        )
    match = _OFFERED.match(done.stdout)
    return _Offer(match[1], int(match[2]), match[3].lower(), match[4]) if match else None


def _is_the_offered(archive: Path, offer: _Offer) -> bool:
    """Whether `archive` is, byte for byte, what the index names."""
    if not archive.is_file():
        return False
    content = archive.read_bytes()
    return hashlib.new(offer.algorithm, content).hexdigest() == offer.digest


def _is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def _logged(command: Sequence[str], log: Path, folder: Path | None = None) -> int:
    """The exit code; what is printed goes to `log`."""
    with log.open("ab") as stream:
        try:
            return subprocess.call(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                env=os.environ | _SETTINGS,
            )
        except OSError as error:
            stream.write(f"{error}\n".encode())
            return 127


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "原因不明")
