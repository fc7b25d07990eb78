"""Why the system did not let a file be read or written, in Chinese. Standard library only."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_REASONS = {
    errno.EACCES: ("没有权限", "看看文件夹是不是只读；文件正在 Word 或 WPS 里打开着，就先关掉"),
    errno.EPERM: ("没有权限", "看看文件夹是不是只读；文件正在 Word 或 WPS 里打开着，就先关掉"),
    errno.EBUSY: ("正被别的程序占用", "关掉打开它的程序，再试一次"),
    errno.ENOSPC: ("磁盘满了", "腾出空间，再试一次"),
    errno.EDQUOT: ("分给您的磁盘空间用完了", "腾出空间，再试一次"),
    errno.EFBIG: ("超过了系统允许的文件大小", "腾出空间，或请管理员放宽限制，再试一次"),
    errno.EROFS: ("磁盘是只读的", "换一个能写的文件夹"),
    errno.ENAMETOOLONG: ("文件名太长", "把文件名改短一些"),
    errno.EISDIR: ("那里有一个同名的文件夹", "把它移走，再试一次"),
    errno.ENOTDIR: ("路径中间有一个同名的文件", "把它移走，再试一次"),
    errno.EEXIST: ("已经有这个文件", "换一个名称，或把原来的移走"),
    errno.ENOENT: ("没有这个文件或文件夹", "看看名称和位置对不对"),
    errno.ELOOP: ("链接绕成了圈", "把链接改成真正的文件或文件夹"),
    errno.EIO: ("磁盘读写出错", "换一个磁盘，或请管理员看看"),
    errno.EMFILE: ("打开的文件太多", "关掉一些程序，再试一次"),
    errno.ENOMEM: ("内存不够", "关掉一些程序，再试一次"),
}


def reason(error: OSError) -> str:
    """Why, as a phrase."""
    known = _REASONS.get(error.errno or 0)
    return known[0] if known else f"系统不让做（{error.strerror or type(error).__name__}）"


def advice(error: OSError) -> str:
    """What to do about it."""
    known = _REASONS.get(error.errno or 0)
    return known[1] if known else "换一个文件夹，或请管理员看看"


def failed_at(error: OSError, root: Path) -> str:
    """The whole sentence, with the file as it lies in the project's folder."""
    place = Path(os.fsdecode(error.filename or ""))
    shown = place.relative_to(root) if place.is_relative_to(root) else place
    return f"{shown.as_posix()}：{reason(error)}；{advice(error)}"
