"""Classified text: it is not to be worked on here, under whose name ever it comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..problem import Level, Problem, problem_at
from ..problem_ids import CLASSIFIED
from ..source.tree import Mapping
from .library import Library, SourceFile


def refused_as_classified(library: Library, own: Path, *, allowed: bool) -> list[Problem]:
    """A problem for every file read so far that has a 密级, whatever is written there. One left
    empty says nothing, and is refused on any machine. `own` is the document itself.
    """
    return [
        problem
        for file in library.read_files.values()
        for problem in _refused(file, is_own=file.path == own, allowed=allowed)
    ]


def _refused(file: SourceFile, *, is_own: bool, allowed: bool) -> Iterator[Problem]:
    data = file.data if file.data is not None else file.mended
    if not isinstance(data, Mapping) or "密级" not in data:
        return
    level = data["密级"]
    what = "文件" if is_own else f"引用的“{file.path.name}”"
    if not (isinstance(level, str) and level.strip()):
        message = f"{what}写了“密级”，后面是空的，不知道能不能在这台电脑上处理"
        hint = "写上密级（秘密、机密、绝密）；不涉密就删掉这一行"
    elif not allowed:
        message = f"{what}标了密级（{level.strip()}），不在这台电脑上生成"
        way = "make 涉密环境（或 python build.py --涉密环境）"
        hint = f"在涉密计算机上用 {way}；不涉密就删掉“密级”"
    else:
        return
    basis = "涉密文件只能在涉密计算机上处理"
    yield problem_at(data.places["密级"], CLASSIFIED, Level.ERROR, message, basis=basis, hint=hint)
