"""pdf-setup: LibreOffice from the system's packages, free fonts into .fonts/ without root.

What is there already is not fetched again, so an interrupted run is simply run again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from .apt import (
    Apt,
    AptError,
    answer,
    download,
    get,
    is_root,
    last_line,
    offers,
    unpack,
)
from .fonts import FOLDER, find_fonts
from .office import APT, find_office
from .packages import FONT_SETS, FontSet, FontSource

_LOG = Path(".cache") / "pdf-setup.log"
NO_APT = """\
这个系统没有 apt-get，请自己安装 LibreOffice（Writer）；
再把要用的字体文件（.ttf、.otf、.ttc）放进 .fonts 文件夹。"""
NOWHERE = """\
没有得到{said}。检查网络；软件列表过时的，先运行 sudo apt-get update；然后再运行一次本命令。
  也可以自己找来这些字体文件，放进 .fonts 文件夹：{files}"""
_OF_FONTS = ("fonts-", "ttf-", "otf-", "texlive-")
"""How the names of packages begin that may hold fonts."""
_MOST_TRIED = 6
_FONT = (".ttf", ".otf", ".ttc", ".otc")


def set_up(root: Path, say: Callable[[str], None]) -> bool:
    """Get what is missing and tell `say` of it, a line each; whether all is there in the end."""
    log = root / _LOG
    log.parent.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    apt = Apt(log)
    if not shutil.which("apt-get"):
        say("LibreOffice：已有" if find_office() else NO_APT)
        return find_office() is not None
    complete = True
    try:
        _get_office(apt, say)
    except AptError as error:
        say(str(error))
        complete = False
    missing = [wanted for wanted in FONT_SETS if not _is_there(wanted, root)]
    if missing and is_root() and not _knows_any(apt, missing[0]):
        get(apt, "update")  # a new system has no list of packages yet
    for number, wanted in enumerate(FONT_SETS, 1):
        about = f"（{number}/{len(FONT_SETS)}）{wanted.said}"
        if wanted not in missing:
            say(f"{about}：已有")
            continue
        say(f"{about}：")
        try:
            _get_fonts(wanted, root / FOLDER, apt, say)
        except AptError as error:
            say(f"  {error}")
            complete = False
    return complete


def _knows_any(apt: Apt, wanted: FontSet) -> bool:
    """Whether the system's list of packages has one that is wanted."""
    return any(offers(apt, [name]) for source in wanted.sources for name in source.packages)


def _get_office(apt: Apt, say: Callable[[str], None]) -> None:
    """Raises AptError."""
    if find_office():
        say("LibreOffice：已有")
        return
    if not is_root():
        raise AptError(f"LibreOffice：没有。安装它要管理员权限，请运行下面这一行：\n  {APT}")
    say("LibreOffice：正在安装（约下载90 MB）……")
    command = APT.removeprefix("sudo apt-get ").split()
    if get(apt, *command) != 0:
        get(apt, "update")  # a new system has no list of packages yet
        if get(apt, *command) != 0:
            raise AptError(f"LibreOffice 没有装上：{last_line(apt.log)}\n  详情见 {_LOG}")
    say("LibreOffice：已装好")


def _is_there(wanted: FontSet, root: Path) -> bool:
    """Whether its fonts are in .fonts/, or the system has families of these names."""
    folder = root / FOLDER
    if any(all((folder / font.name).is_file() for font in each.files) for each in wanted.sources):
        return True
    fonts = find_fonts(root)
    return fonts is not None and wanted.is_among(fonts.families)


def _get_fonts(wanted: FontSet, folder: Path, apt: Apt, say: Callable[[str], None]) -> None:
    """Put the fonts of the first package that really holds them into `folder`. Raises AptError."""
    folder.mkdir(exist_ok=True)
    for source in wanted.sources:
        for package in _candidates(source, apt):
            try:
                _take(package, source, folder, apt, say)
            except AptError as error:
                say(f"  {package}：{error}")
            else:
                return
    files = "、".join(font.name for font in wanted.sources[0].files)
    raise AptError(NOWHERE.format(said=wanted.said, files=files))


def _candidates(source: FontSource, apt: Apt) -> Iterator[str]:
    """Packages that may hold the fonts, the likeliest first: those that do in the releases we know;
    what these depend on, for one that is left behind empty names the one that the fonts moved to;
    and others whose name says so. Each is to be tried before the next is asked for.
    """
    tried = dict.fromkeys(source.packages)
    yield from source.packages
    depends = ("depends", "--no-recommends", "--no-suggests", *source.packages)
    successors = (line.split()[-1] for line in answer(apt, "apt-cache", *depends) if ":" in line)
    named = (
        line.split()[0] for line in answer(apt, "apt-cache", "search", "--names-only", source.word)
    )
    others = [name for name in (*successors, *named) if name.startswith(_OF_FONTS)]
    for name in dict.fromkeys(others):
        if name not in tried and len(tried) < _MOST_TRIED:
            tried[name] = None
            yield name


def _take(
    package: str, source: FontSource, folder: Path, apt: Apt, say: Callable[[str], None]
) -> None:
    """Download a package and move its fonts into `folder`, all or none. Raises AptError."""
    offered = offers(apt, [package])
    if not offered:
        raise AptError("软件源里没有这个包")
    say(f"  {package}：下载 {max(1, round(offered[0].size / 1e6))} MB……")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".下载-") as name:
        place = Path(name)
        unpack(apt, download(apt, offered, place), place / "x")
        found = _wanted_in(place / "x", source, apt)
        lacking = [font.name for font in source.files if font.name not in found]
        if lacking:
            raise AptError(f"这个版本里没有 {'、'.join(lacking)}")
        for path in dict.fromkeys(found.values()):
            path.replace(folder / path.name)
    say("  校验值与软件源登记的一致")


def _wanted_in(unpacked: Path, source: FontSource, apt: Apt) -> dict[str, Path]:
    """The fonts of `source`, by the names that we know them by: files of these names, or else those
    that hold the faces.
    """
    fonts = [
        path
        for path in sorted(unpacked.rglob("*"))
        if path.suffix.lower() in _FONT and path.is_file() and not path.is_symlink()
    ]
    named = {path.name: path for path in fonts}
    if all(font.name in named for font in source.files):
        return {font.name: named[font.name] for font in source.files}
    faces = "%{postscriptname}\t%{file}\n"
    scanned = answer(apt, "fc-scan", "--format", faces, *map(str, fonts)) if fonts else []
    holding = {line.partition("\t")[0]: Path(line.partition("\t")[2]) for line in scanned}
    known = {font.name: named.get(font.name) or holding.get(font.face) for font in source.files}
    return {name: path for name, path in known.items() if path is not None}
