"""What `watch` says after a build: what is new, made and gone since it last spoke."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..build.options import Options
from ..build.report import Report
from ..build.told import told_files
from ..library.documents import OFFICE, is_registry
from ..library.library import Library
from ..problem import Level, Problem, as_digest, counted
from ..storage.files import write_atomically

_HANDED_OVER = "GONGWEN_WATCH"
WAITING = "正在等候改动，存盘就重新生成；按 Ctrl-C 停止。"


class ToldAtScreen(Struct, frozen=True):
    """What the person at the screen has been told: the problems there are (without their lines,
    for one that only moved is not new), those of before that cannot be looked for at present, and
    the files that cannot be read to the end, for which that is so.
    """

    problems: tuple[Problem, ...] = ()
    unseen: tuple[Problem, ...] = ()
    dark: frozenset[str] = frozenset()


def news(
    report: Report, told: ToldAtScreen, changed: list[Path], options: Options
) -> Iterator[str]:
    """The lines to print after a build that `changed` led to (none = the first of a process)."""
    if changed:
        names = [_shown(path, options) for path in changed]
        more = f" 等{len(names)}个文件" if len(names) > 3 else ""
        yield f"改动：{'、'.join(names[:3])}{more}"
    fresh = Counter(map(_without_line, report.problems))
    fresh -= Counter(told.problems) + Counter(told.unseen)
    yield from as_digest(_first(report.problems, fresh))
    yield from _gone(report, told, changed, options)
    made = [name for name in report.built if name not in report.same]
    yield from told_files(report, made)
    if not changed:
        yield f"{_state(report)}{WAITING}"
        return
    if made or report.removed or report.kept or _counted(report) != Counter(told.problems):
        yield _state(report)
    elif report.same:
        yield "生成的文件和原来一样。"


def _first(problems: Iterable[Problem], wanted: Counter[Problem]) -> Iterator[Problem]:
    for problem in problems:
        if wanted[_without_line(problem)] > 0:
            wanted[_without_line(problem)] -= 1
            yield problem


def _gone(
    report: Report, told: ToldAtScreen, changed: list[Path], options: Options
) -> Iterator[str]:
    """What became of the problems of before: solved, or not to be found for another reason."""
    missing = [path for path in changed if not path.exists()]
    deleted = {_shown(path, options) for path in missing}
    after = told_by(report, told, changed, options)
    unseen = Counter(after.unseen)
    newly_unseen = unseen - Counter(told.unseen)
    gone = Counter(told.problems) + Counter(told.unseen) - _counted(report) - unseen
    for problem in gone.elements():
        if problem.file not in deleted:
            yield f"已解决 {problem.file}: [{problem.rule}] {problem.message}"
    for file, count in Counter(each.file for each in gone.elements()).items():
        if file in deleted:
            yield f"{file} 已不在，原有的{count}个问题不再列出。"
    for path in missing:
        if is_registry(path):
            yield f"{_shown(path, options)} 已不在，靠它检查的单位名称现在不检查。"
    if count := newly_unseen.total():
        files = "、".join(sorted(after.dark))
        yield f"{files} 现在读不全，原有的{count}个问题改没改好，还看不出来。"


def told_by(
    report: Report, told: ToldAtScreen, changed: list[Path], options: Options
) -> ToldAtScreen:
    """What has been told once `news` is said.

    Where a document or a registry can no longer be read to the end, a problem that is not found
    any more may still be there.
    """
    now = _counted(report)
    dark = _dark(report, told, changed, options)
    fresh = now - Counter(told.problems) - Counter(told.unseen)
    wrong = {each.file for each in fresh if each.level is Level.ERROR}
    darker = (dark - told.dark) | (dark & wrong)
    unseen = []
    for problem in (Counter(told.problems) + Counter(told.unseen) - now).elements():
        before = dark if problem in told.unseen else darker
        registries = any(_is_shared(Path(file)) for file in before)
        if registries or problem.file in before:
            unseen.append(problem)
    return ToldAtScreen(tuple(now.elements()), tuple(unseen), frozenset(dark))


def _dark(report: Report, told: ToldAtScreen, changed: list[Path], options: Options) -> set[str]:
    """The documents that were not read to the end, and the registries that are broken or gone."""
    library = Library(options.content, options.root)
    unread = {library.shown(options.content / name) for name in report.unread}
    broken = {
        each.file
        for each in report.problems
        if each.level is Level.ERROR and _is_shared(Path(each.file))
    }
    candidates = {*told.dark, *(_shown(path, options) for path in changed)}
    gone = {
        file
        for file in candidates
        if _is_shared(Path(file))
        and not (options.root / file).exists()
        and not (options.content / file).exists()
    }
    return unread | broken | gone


def _is_shared(path: Path) -> bool:
    """Whether what a file says holds for many documents: a registry, 本单位.yaml."""
    return is_registry(path) or path.stem == OFFICE


def _counted(report: Report) -> Counter[Problem]:
    return Counter(map(_without_line, report.problems))


def _without_line(problem: Problem) -> Problem:
    return replace(problem, line=0, column=0)


def _state(report: Report) -> str:
    """What stands now, in one line."""
    counts = counted(report.problems)
    found = f"现有{counts}。" if counts else "没有问题。"
    return found + (f"{len(report.refused)}份未生成。" if report.refused else "")


def _shown(path: Path, options: Options) -> str:
    for base in (options.root, options.content):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return str(path)


def hand_over(told: ToldAtScreen, root: Path) -> None:
    """Leave what was told for the process that takes this one's place. It only keeps things from
    being printed twice, so where it cannot be kept, nothing is lost.
    """
    with contextlib.suppress(OSError):
        write_atomically(_file(root, str(os.getpid())), msgspec.json.encode(told))
        os.environ[_HANDED_OVER] = str(os.getpid())


def taken_over(root: Path) -> ToldAtScreen | None:
    """What the process before this one told; None where there was none."""
    number = os.environ.pop(_HANDED_OVER, "")
    if not number.isdecimal():
        return None
    file = _file(root, number)
    try:
        told = msgspec.json.decode(file.read_bytes(), type=ToldAtScreen)
    except (OSError, ValueError, RecursionError):
        return None
    file.unlink(missing_ok=True)
    return told


def _file(root: Path, number: str) -> Path:
    return root / ".cache" / f"watch-{number}.json"
