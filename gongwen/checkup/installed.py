"""An installed program and what it wrote into an office's folder, for `doctor`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from .. import patterns as re
from ..setup.copies import differing, is_newer, originals, written
from ..setup.pip import RUN
from ..setup.place import base
from ..setup.version import version
from .finding import Diagnosis

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def components() -> Diagnosis:
    """The packages that the program uses, held against those that it was tried with."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed_version

    lock = base() / RUN
    tried: dict[str, set[str]] = {}
    for name, pinned in _PIN.findall(lock.read_text(encoding="utf-8")):
        tried.setdefault(name, set()).add(pinned)
    others = []
    tried.pop("pip", None)  # there to fill wheels/, which is a checkout's
    for name, versions in tried.items():
        try:
            here = installed_version(name)
        except PackageNotFoundError:  # one that other systems need
            continue
        if here not in versions:
            others.append(f"{name} {here}（试过 {'、'.join(sorted(versions))}）")
    if not others:
        return Diagnosis("正常", "组件与试过的版本一致")
    return Diagnosis(
        "说明",
        f"组件与试过的版本不同：{'、'.join(others)}",
        f"一般照常能用；要用试过的：{sys.executable} -m pip install -r {lock}",
    )


def copies(root: Path) -> Iterator[Diagnosis]:
    """The templates and the like of this folder, held against the program's."""
    if is_newer(last := written(root).version):
        yield Diagnosis(
            "提醒", f"本文件夹的模板、样式是 {last} 版的程序写的，比这里的程序新", "更新程序"
        )
        return
    found = differing(root, originals())
    if not found:
        yield Diagnosis("正常", f"模板、样式等与程序（{version()} 版）的一致，或者是自己改的")
        return
    names = "、".join(copy.name for copy in found[:3])
    more = f"等{len(found)}个文件" if len(found) > 3 else ""
    yield Diagnosis(
        "提醒",
        f"{names}{more}不是这一版程序里的",
        "运行 make update（没有 make：python build.py update）；自己改过的不会动",
    )
