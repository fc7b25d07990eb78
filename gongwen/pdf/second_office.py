"""Another LibreOffice beside the installed one, for measuring with both: unpacked into a folder of
the project, without root and without installing anything.

On Debian 12 it is the one of its backports, on Debian 13 the one of Debian 12.
"""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from ..storage.files import write_atomically
from .apt import (
    Apt,
    AptError,
    answer,
    download,
    get,
    installed,
    into_own_folders,
    logged,
    offers,
    unpack,
)

FOLDER: Final = ".office"
_LOG: Final = Path(".cache") / "second-office.log"
_PACKAGE: Final = "libreoffice-writer-nogui"
_KEYRING: Final = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
_OWN: Final = ("libreoffice", "libuno", "uno-", "ure", "liblibreoffice")
"""How the names of its own packages begin: these are always unpacked, so that no part is mixed with
the installed one's.
"""
_PROGRAM: Final = Path("usr") / "lib" / "libreoffice"


class _Release(Struct, frozen=True):
    """Where the other LibreOffice of a Debian comes from, and what else it needs is looked for."""

    suite: str
    suites: tuple[str, ...]


_OF_DEBIAN: Final = {
    "12": _Release("bookworm-backports", ("bookworm", "bookworm-backports")),
    "13": _Release("bookworm", ("bookworm",)),
}

_START = """\
#!/bin/sh
root={root}
program=$root/usr/lib/libreoffice/program
libraries=$program:$root/usr/lib/{machine}:$root/lib/{machine}
export LD_LIBRARY_PATH="$libraries${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"
exec "$program/soffice" "$@"
"""


def second_office(root: Path) -> Path | None:
    """The program of the other LibreOffice, where it has been unpacked."""
    program = root / FOLDER / "soffice"
    return program if program.is_file() else None


def unpack_second(root: Path, say: Callable[[str], None]) -> bool:
    """Get the other LibreOffice where it is not there, and tell `say` of it; whether it is there in
    the end.
    """
    if second_office(root):
        say(f"另一个 LibreOffice：已有（{FOLDER}/）")
        return True
    release = _OF_DEBIAN.get(_debian())
    if release is None or not shutil.which("apt-get"):
        say("另一个 LibreOffice：只在 Debian 12、13 上有现成的来源，这里没有备，测试只用装着的一个")
        return False
    log = root / _LOG
    log.parent.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    say(f"另一个 LibreOffice（{release.suite}）：正在下载、解开，不安装……")
    try:
        with tempfile.TemporaryDirectory(dir=log.parent, prefix="office-") as name:
            _put_together(release, Path(name).resolve(), root / FOLDER, log)
    except AptError as error:
        say(f"另一个 LibreOffice 没有备好：{error}\n  详情见 {_LOG.as_posix()}")
        return False
    say(f"另一个 LibreOffice：已备好（{FOLDER}/）")
    return True


def _debian() -> str:
    """The number of this Debian; "" where it is none."""
    try:
        version = Path("/etc/debian_version").read_text(encoding="utf-8")
        system = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return ""
    is_debian = "\nID=debian\n" in f"\n{system}"
    return version.partition(".")[0].strip() if is_debian else ""


def _put_together(release: _Release, work: Path, target: Path, log: Path) -> None:
    """Raises AptError."""
    apt = _with_lists_of(release, work, log)
    if get(apt, "update") != 0:
        raise AptError("下载不到软件列表")
    wanted = offers(apt, list(_packages(apt)))
    if not any(offer.package == _PACKAGE for offer in wanted):
        raise AptError(f"{release.suite} 里没有 {_PACKAGE}")
    debs = work / "debs"
    debs.mkdir()
    fresh = work / "root"
    unpack(apt, download(apt, wanted, debs), fresh)
    _lead_links_inside(fresh)
    _leave_out_what_the_system_has(fresh)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    place = target / "root"
    shutil.move(fresh, place)
    _lead_settings_inside(place)
    start = target / "soffice.new"
    text = _START.format(root=f'"{place.resolve()}"', machine=_machine())
    write_atomically(start, text.encode())
    start.chmod(0o755)
    profile = (work / "profile").resolve().as_uri()
    if logged([str(start), f"-env:UserInstallation={profile}", "--version"], log) != 0:
        raise AptError("解开的 LibreOffice 启动不了")
    start.rename(target / "soffice")


def _with_lists_of(release: _Release, work: Path, log: Path) -> Apt:
    """Apt with nothing but these suites, signed with Debian's key, and lists of its own."""
    lists = work / "lists" / "partial"
    lists.mkdir(parents=True)
    (work / "cache" / "archives" / "partial").mkdir(parents=True)
    (work / "status").touch()
    mirror = _mirror(log)
    if not _KEYRING.is_file() or not mirror:
        raise AptError("没有 Debian 的软件源，或者没有它的签名公钥")
    lines = (f"deb [signed-by={_KEYRING}] {mirror} {suite} main\n" for suite in release.suites)
    write_atomically(work / "sources.list", "".join(lines).encode())
    settings = {
        "Dir::Etc::sourcelist": work / "sources.list",
        "Dir::Etc::sourceparts": "-",
        "Dir::State::Lists": lists.parent,
        "Dir::State::status": work / "status",
        "Dir::Cache": work / "cache",
        "APT::Default-Release": release.suite,
    }
    options = (part for key, value in settings.items() for part in ("-o", f"{key}={value}"))
    return Apt(log, (*options, *into_own_folders()))


def _mirror(log: Path) -> str:
    """Where this system gets its packages from."""
    sites = answer(
        Apt(log), "apt-get", "indextargets", "--format", "$(REPO_URI)", "Component: main"
    )
    found = (site for site in sites if site.rstrip("/").endswith("/debian"))
    return next(found, "")


def _packages(apt: Apt) -> Iterator[str]:
    """All that it needs on an empty system, less what is installed here."""
    here = installed(apt)
    install = ("--simulate", "--no-install-recommends", "install", _PACKAGE)
    for line in answer(apt, "apt-get", *install):
        words = line.split()
        if words[:1] == ["Inst"] and (words[1].startswith(_OWN) or words[1] not in here):
            yield words[1]


def _machine() -> str:
    return f"{platform.machine()}-linux-gnu"


def _lead_links_inside(root: Path) -> None:
    """Make each link that means a place of the system mean the one in `root`."""
    for path in root.rglob("*"):
        if path.is_symlink() and (goal := path.readlink()).is_absolute():
            path.unlink()
            inside = root / goal.relative_to("/")
            path.symlink_to(os.path.relpath(inside, path.parent))


def _leave_out_what_the_system_has(root: Path) -> None:
    """Delete the libraries that the system has under the same name, but for its own."""
    system = Path("/usr/lib") / _machine()
    for folder in (root / "usr" / "lib" / _machine(), root / "lib" / _machine()):
        for library in folder.glob("*.so.*"):
            if not library.name.startswith("libuno") and (system / library.name).exists():
                library.unlink()


def _lead_settings_inside(root: Path) -> None:
    """Let it find its own parts in `root`, and the registry that Debian links to from elsewhere."""
    home = root.resolve() / _PROGRAM
    for settings in (home / "program").glob("*rc"):
        text = settings.read_text(encoding="utf-8")
        text = text.replace("file:///usr/lib/libreoffice", home.as_uri())
        text = text.replace("file:///etc/libreoffice", f"{root.resolve().as_uri()}/etc/libreoffice")
        write_atomically(settings, text.encode())
    (home / "share" / "registry" / "main.xcd").unlink(missing_ok=True)
    shutil.copytree(home / "share" / ".registry", home / "share" / "registry", dirs_exist_ok=True)
