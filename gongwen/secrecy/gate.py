"""What is said where classified text was come upon on a computer that is not cleared, and nothing
of the text itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import CLASSIFIED
from . import clearance
from .clearance import is_cleared
from .files import mark_of_file
from .locked import why_hidden
from .marks import Mark
from .refused import ClassifiedError

BASIS = "涉密文件只能在涉密计算机上处理"
_ELSEWHERE = "移到涉密计算机上处理（怎样登记涉密计算机，运行 make 涉密环境 会说）"


def problem_of(mark: Mark, file: str) -> Problem:
    """What is said of a file that bears a mark, or a 密级 that is none."""
    if not mark.level:
        return problem_at(
            Place(file, mark.line, mark.column),
            CLASSIFIED,
            Level.ERROR,
            "“密级”后面写的不是秘密、机密、绝密，不知道这台电脑能不能处理它",
            basis=BASIS,
            hint="写上密级（秘密、机密、绝密）；不涉密就删掉这一行",
        )
    where = "文件名标了密级" if not mark.line else "文件标了密级"
    otherwise = "改个文件名" if not mark.line else "删掉这处标注"
    return problem_at(
        Place(file, mark.line, mark.column),
        CLASSIFIED,
        Level.ERROR,
        f"{where}（{mark.level}），这台电脑不能处理",
        basis=BASIS,
        hint=f"{_ELSEWHERE}；确实不涉密的，{otherwise}",
    )


def refusal(name: str, content: bytes, shown: str) -> Problem | None:
    """Why a file may not be worked on here; None where it may. `name` is its own name, with those
    of folders that count; `shown` is what it is called.
    """
    mark = mark_of_file(name, content)
    return None if mark is None or is_cleared() else problem_of(mark, shown)


def refusal_to_keep(name: str, content: bytes, shown: str) -> Problem | None:
    """The same of a file that goes into the history unread: one that cannot be looked into may not.
    (Who reads it says so by itself.)
    """
    if (found := refusal(name, content, shown)) or is_cleared():
        return found
    why = why_hidden(content)
    return _hidden(shown, why) if why else None


def _hidden(shown: str, why: str) -> Problem:
    otherwise = "解开" if why == "是压缩包" else "去掉密码"
    return problem_at(
        Place(shown, 0, 0),
        CLASSIFIED,
        Level.ERROR,
        f"文件{why}，看不到里面标没标密级，不能放进这台电脑的历史",
        basis=BASIS,
        hint=f"确实不涉密的，{otherwise}再放进来；涉密的，{_ELSEWHERE}",
    )


def refuse(name: str, content: bytes, shown: str) -> None:
    """Raises ClassifiedError for a file that may not be worked on here."""
    if problem := refusal(name, content, shown):
        raise ClassifiedError(problem)


def refuse_found(problems: Iterable[Problem]) -> None:
    """Raises ClassifiedError where one of the problems of a document is that it is classified."""
    for problem in problems:
        if problem.rule == CLASSIFIED:
            raise ClassifiedError(problem)


def refuse_version(name: str, version: str, mark: Mark) -> None:
    """Raises ClassifiedError for a version of a document that may not be worked on here."""
    if is_cleared():
        return
    level = f"（{mark.level}）" if mark.level else ""
    raise ClassifiedError(
        problem_at(
            Place(name, mark.line, mark.column),
            CLASSIFIED,
            Level.ERROR,
            f"它在历史里的一版（{version}）标了密级{level}，这台电脑不能处理",
            basis=BASIS,
            hint="报告保密管理部门，把整个文件夹移到涉密计算机上：历史里的文字，删了标注也还在",
        )
    )


def refuse_undeclared() -> None:
    """Raises ClassifiedError where a computer is called cleared that was not declared so; the place
    is that of the declaration.
    """
    found = clearance.declared()
    if is_cleared():
        return
    message = found.fault or "没有这个文件：这台电脑没有登记为涉密计算机，--涉密环境 不起作用"
    if found.fault:
        message = f"涉密环境的登记不算数：{message}"
    hint = "由管理员写这个文件，两行：管理员: 姓名；日期: 2026-01-31；归管理员所有，别人不能改"
    place = Place(clearance.DECLARATION.as_posix(), found.line, 1 if found.line else 0)
    raise ClassifiedError(
        problem_at(place, CLASSIFIED, Level.ERROR, message, basis=BASIS, hint=hint)
    )


def stand_in(mark: Mark) -> bytes:
    """What is written out in place of a classified file of a version that others are looked at in:
    its mark alone, which keeps whatever uses it from being read.
    """
    return f"密级: {mark.level}\n".encode()


def read_or_refuse(path: Path, shown: str) -> bytes:
    """The bytes of a file that may be worked on here. Raises ClassifiedError, or OSError."""
    content = path.read_bytes()
    refuse(path.name, content, shown)
    return content
