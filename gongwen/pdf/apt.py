"""apt, asked for packages and what is in them: as it is set up here, or with lists of its own.

Nothing here needs root but what `installed` says; no shell is used. What is downloaded is used only
where it is, byte for byte, what apt's signed lists name.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from .. import patterns as re

_SETTINGS = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


class AptError(Exception):
    """What keeps a package from being had, in Chinese."""


class Apt(Struct, frozen=True):
    """How apt is asked: what it and its helpers print goes to `log`; `options` are given to each of
    its commands.
    """

    log: Path
    options: tuple[str, ...] = ()


class AptOffer(Struct, frozen=True):
    """What apt would download: the `file` it writes, its `size` in bytes, and its `digest` by
    `algorithm` (sha256 or sha512), as the signed index of the packages gives them.
    """

    package: str
    file: str
    size: int
    algorithm: str
    digest: str


_OFFERED = re.compile(r"'[^']*' (([^\s_]+)_\S+) (\d+) (SHA256|SHA512):([0-9a-f]+)")


def is_root() -> bool:
    """Whether packages can be installed."""
    return os.name == "posix" and os.geteuid() == 0


def get(apt: Apt, *words: str, folder: Path | None = None) -> int:
    """The exit code of an apt-get command."""
    return logged(["apt-get", *apt.options, *words], apt.log, folder)


def into_own_folders() -> tuple[str, ...]:
    """The options with which root's apt writes where only root may; otherwise it gives up root."""
    return ("-o", "APT::Sandbox::User=root") if is_root() else ()


def answer(apt: Apt, command: str, *words: str) -> list[str]:
    """The lines that a helper of apt's, or another program that looks into packages, prints; none
    where it is not there.
    """
    options = apt.options if command.startswith("apt-") else ()
    try:
        done = subprocess.run(
            [command, *options, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | _SETTINGS,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError:
        return []
    return done.stdout.splitlines()


def offers(apt: Apt, packages: Sequence[str]) -> list[AptOffer]:
    """What the index says of `packages`; those that are in none of the sources are left out, as are
    those that it gives no strong digest of.
    """
    found = []
    for line in answer(apt, "apt-get", "download", "--print-uris", *packages):
        if match := _OFFERED.match(line):
            file, package, size, algorithm, digest = match.groups()
            found.append(AptOffer(package, file, int(size), algorithm.lower(), digest))
    return found


def download(apt: Apt, wanted: Sequence[AptOffer], folder: Path) -> list[Path]:
    """The packages, downloaded into `folder`. Raises AptError where one is not as it was offered,
    or is not to be had.
    """
    names = [offer.package for offer in wanted]
    if get(apt, *into_own_folders(), "download", *names, folder=folder) != 0:
        raise AptError(f"没有下载到（{last_line(apt.log)}）")
    archives = [folder / offer.file for offer in wanted]
    for archive, offer in zip(archives, wanted, strict=True):
        if not _is_as_offered(archive, offer):
            raise AptError("下载到的与软件源登记的校验值不一致，没有使用它")
    return archives


def _is_as_offered(archive: Path, offer: AptOffer) -> bool:
    if not archive.is_file():
        return False
    with archive.open("rb") as stream:
        return hashlib.file_digest(stream, offer.algorithm).hexdigest() == offer.digest


def unpack(apt: Apt, archives: Iterable[Path], folder: Path) -> None:
    """Put the files of packages into `folder`, as they would lie in the system. Raises AptError."""
    for archive in archives:
        if logged(["dpkg-deb", "-x", str(archive), str(folder)], apt.log) != 0:
            raise AptError(f"安装包解不开（{last_line(apt.log)}）")


def installed(apt: Apt) -> frozenset[str]:
    """The packages that the system has."""
    status = "${Package} ${db:Status-Status}\n"
    lines = answer(apt, "dpkg-query", "--show", f"--showformat={status}")
    return frozenset(line.split()[0] for line in lines if line.endswith(" installed"))


def logged(command: Sequence[str], log: Path, folder: Path | None = None) -> int:
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


def last_line(log: Path) -> str:
    """The last that was printed to `log`."""
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "原因不明")
