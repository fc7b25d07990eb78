"""Names for new documents: those that every computer of an office can hold."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from .. import patterns as re
from ..secrecy.gate import refuse

_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_LONGEST = 180
"""Bytes of one name. File systems allow 255; the names of outputs add the stage and the like."""


class BadNameError(Exception):
    """A name that cannot be used; the text, in Chinese, says why and what to do."""


def new_path(name: str, content: Path) -> Path:
    """Where the document `name` (方案, 专项/方案, 方案.yaml) goes below `content`.

    Raises BadNameError where it may not: names that some computer cannot hold, that mean
    something else here, that leave `content`, or that are taken already. Raises ClassifiedError for
    one that says that what it names is classified, where that may not be worked on.
    """
    name = name.strip().replace("\\", "/")
    name = re.sub(r"\.ya?ml$", "", name)
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        raise BadNameError(f"“{name}”不是 content 文件夹里的名称；只写文件名，或 子文件夹/文件名")
    parts = name.split("/")
    for part in parts:
        _check(part, name)
    last = parts[-1]
    if last in {"发文登记", "机构"} or last.startswith("机构-"):
        raise BadNameError(f"“{last}”是程序留作别用的名称（机构名录、发文登记），请换一个")
    target = (content / PurePosixPath(*parts)).with_name(last + ".yaml")
    if not target.parent.resolve().is_relative_to(content.resolve()):
        raise BadNameError(f"“{name}”指到了 content 文件夹外面")
    refuse("/".join((*parts[:-1], target.name)), b"", target.name)
    if taken := _taken(target):
        shown = taken.relative_to(content).as_posix()
        raise BadNameError(f"已经有 {shown}，没有动它；请换一个名称，或直接改那一份")
    return target


def _check(part: str, name: str) -> None:
    if not part:
        raise BadNameError("没有写文件名" if not name else f"“{name}”里少了文件名或文件夹名")
    if part in (".", ".."):
        raise BadNameError(f"“{name}”指到了别处；只写文件名，或 子文件夹/文件名")
    if found := _FORBIDDEN.search(part):
        character = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
        raise BadNameError(f"文件名里不能有“{character}”（Windows 不允许），请去掉或改用全角的")
    if _DEVICES.fullmatch(part):
        raise BadNameError(f"“{part}”是 Windows 的设备名，不能作文件名，请换一个")
    if part.startswith(("_", ".", "-")):
        meaning = {"_": "片段", ".": "隐藏文件", "-": "选项"}[part[0]]
        raise BadNameError(f"“{part}”以“{part[0]}”开头，会当成{meaning}，请换一个")
    if part != part.strip() or part.endswith("."):
        raise BadNameError(f"“{part}”的开头或末尾有空格或句点，Windows 会丢掉它，请去掉")
    if len(part.encode()) > _LONGEST:
        raise BadNameError(f"文件名太长（{len(part)}个字），请用简称，不超过60个字")


def _taken(target: Path) -> Path | None:
    """A file that is there already, on a computer that does not tell A from a too."""
    if not target.parent.is_dir():
        return None
    names = {f"{target.stem}{suffix}".casefold() for suffix in (".yaml", ".yml")}
    return next((path for path in target.parent.iterdir() if path.name.casefold() in names), None)
