"""`make kill`: commands that are killed, at every moment at which they touch a file or start git,
and at random ones.

No file may be lost or half written, nothing may be left beside the files, and the next run has to
come to the end that the first would have come to.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import gongwen
from gongwen import cli
from gongwen.build.options import Options
from gongwen.build.originals import originals
from gongwen.history.lock import locks_in

from ..project import DRAFT, FINAL, project

_TOUCHES = frozenset(
    ("open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "os.rmdir", "os.truncate", "os.link")
)
"""What Python tells an audit hook of before it does it, and that changes or reads a file."""
_STARTS = "subprocess.Popen"
FAULTS = ("文件不完整", "别的文件变了", "下一次不对", "留下临时文件", "git 仓库坏了", "程序出错")
_VERSIONS, _UNSAVED, _RELEASED = "版本", "没有保存的", "正本"
NOT_OURS = (".0123456789abcdef-01234567.tmp", ".0123456789abcdef.tmp", "防汛.tmp", "~$值班.docx")
"""Files of other programs, named much as ours are under way: they stay."""
_OLD = """\
云溪市水务局关于做好河道清淤工作的通知

各县（区）水务局：
汛期前完成主城区三条河道的清淤。
附件：清淤河道名单

云溪市水务局
2026年3月5日
"""
_EDITED = FINAL.replace("要落实值班制度。", "要落实值班制度，确保安全度汛。")
_GIT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_DATE": "2026-04-03T09:00:00+08:00",
    "GIT_COMMITTER_DATE": "2026-04-03T09:00:00+08:00",
}
"""So that the same commit has the same id."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A command, and what is done to a project before it."""

    name: str
    words: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    edited: bool = False

    @property
    def is_of_history(self) -> bool:
        """Whether it writes into git."""
        return self.name in ("save", "release")


DEEDS = (
    Deed("build", ("build",), before=(("build",),), edited=True),
    Deed("new", ("new", "通知", "防汛/新稿")),
    Deed("import", ("import", "旧文.txt", "-o", "导入的", "--registry")),
    Deed("save", ("save", "值班", "-m", "改了一句"), edited=True),
    Deed("release", ("release", "值班", "--format", "docx")),
)


@dataclass(slots=True)
class Kills:
    """How many times work was killed, where, and what was wrong afterwards."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Scene:
    """A project in which a command is run again and again, each time from the same beginning."""

    def __init__(self, folder: Path, deed: Deed) -> None:
        self.deed = deed
        self.office = folder / "office"
        self.kept = folder / f"kept-{deed.name}"
        self.said = folder / "said.txt"
        shutil.rmtree(self.office, ignore_errors=True)
        self.office.mkdir()
        self.options: Options = project(self.office, 清淤=DRAFT, 值班=FINAL)
        (self.office / "旧文.txt").write_text(_OLD, encoding="utf-8")
        (self.office / ".gitignore").write_text(".cache/\noutput/\n*.tmp\n", encoding="utf-8")
        for name in NOT_OURS:
            (self.options.content / name).write_text("别人的", encoding="utf-8")
        self._begin_history()
        for words in deed.before:
            self.run_on(words)
        if deed.edited:
            (self.options.content / "值班.yaml").write_text(_EDITED, encoding="utf-8")
        shutil.copytree(self.office, self.kept, symlinks=True)
        self.old = self.state()
        started = time.monotonic()
        self.run_on(deed.words)
        self.long = time.monotonic() - started
        self.new = self.state()
        if self.new == self.old:
            raise AssertionError(f"{deed.name}什么也没有做：{self.said.read_text('utf-8')}")
        self.begin()
        self.moments = moments_of(self.work, self.office)
        self.waiting: list[int] = []

    def next_moment(self, random: Random) -> int:
        """Each moment of the command once, in an order by chance, and again."""
        if not self.waiting:
            self.waiting = list(range(1, self.moments + 1))
            random.shuffle(self.waiting)
        return self.waiting.pop()

    def _begin_history(self) -> None:
        for arguments in (
            ("init", "--quiet", "-b", "main"),
            ("config", "user.name", "程一诺"),
            ("config", "user.email", "cyn@yunxi.example"),
            ("add", "-A"),
            ("commit", "--quiet", "-m", "开始"),
        ):
            self.git(*arguments)

    def git(self, *arguments: str) -> str:
        environment = {**os.environ, **_GIT}
        return subprocess.run(
            ["git", *arguments],
            cwd=self.office,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout

    def begin(self) -> None:
        """As it was before the command."""
        shutil.rmtree(self.office)
        shutil.copytree(self.kept, self.office, symlinks=True)

    def work(self) -> None:
        """The command, in this very process."""
        self._command(self.deed.words)

    def run_on(self, words: tuple[str, ...]) -> str:
        """Another run, in a process of its own that nobody kills; what it says."""
        os.waitpid(_forked(lambda: self._command(words)), 0)
        return self.said.read_text(encoding="utf-8")

    def _command(self, words: tuple[str, ...]) -> None:
        os.environ.update(_GIT)
        os.chdir(self.office)
        cli.ROOT = self.office
        with (
            self.said.open("w", encoding="utf-8") as said,
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
        ):
            cli.run(list(words))

    def state(self) -> dict[str, object]:
        """All that a command may leave: files, versions, tags, and what counts as released."""
        folders = (self.options.content, self.options.output)
        files: dict[str, object] = {
            path.relative_to(self.office).as_posix(): path.read_bytes()
            for folder in folders
            for path in folder.rglob("*")
            if path.is_file()
        }
        if self.deed.is_of_history:
            files[_VERSIONS] = self.git("for-each-ref", "--format=%(refname) %(tree) %(*tree)")
            files[_UNSAVED] = self.git("status", "--porcelain")
        return {**files, _RELEASED: originals(self.options)}

    def faults(self, left: dict[str, object]) -> Iterator[str]:
        """What is wrong with what a kill has left, and after the run that follows it."""
        for name, found in left.items():
            if name in (_VERSIONS, _UNSAVED, _RELEASED) or _is_under_way(name):
                continue
            if found not in (self.old.get(name), self.new.get(name)) or not _is_whole(name, found):
                yield f"{FAULTS[0]}：{name}"
        said = self.run_on(self.deed.words)
        if "锁文件" in said and "删掉这个文件" in said:
            for lock in locks_in(self.office / ".git"):  # as the sentence says
                lock.unlink()
            said = self.run_on(self.deed.words)
        if "Traceback" in said or "程序出错" in said:
            yield f"{FAULTS[5]}：{said}"
        after = self.state()
        for name in sorted(after.keys() | self.new.keys()):
            if after.get(name) != self.new.get(name):
                fault = FAULTS[3] if _is_under_way(name) else FAULTS[2]
                yield f"{fault}：{name}：{said}"
        if any((self.office / ".cache").glob("writing/*")):
            yield f"{FAULTS[3]}：.cache/writing"
        if any(not (self.options.content / name).exists() for name in NOT_OURS):
            yield FAULTS[1]
        if self.deed.is_of_history and self.git("fsck", "--no-dangling"):
            yield FAULTS[4]


def _is_under_way(name: str) -> bool:
    return name.endswith(".tmp") and Path(name).name not in NOT_OURS


def _is_whole(name: str, content: object) -> bool:
    if not name.endswith(".docx") or Path(name).name in NOT_OURS or not isinstance(content, bytes):
        return True
    return zipfile.is_zipfile(io.BytesIO(content)) and not (
        zipfile.ZipFile(io.BytesIO(content)).testzip()
    )


def killed_at(work: Callable[[], object], moment: int, within: Path) -> bool:
    """Do the work in a child that kills itself before it touches a file below `within`, or starts a
    program, for the `moment`-th time; False where it came to its end before.
    """

    def kill(count: int) -> None:
        if count == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    child = _forked(lambda: _with_hook(work, kill, str(within)))
    killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    _end(child)
    return killed


def moments_of(work: Callable[[], object], within: Path) -> int:
    """How many such moments the work has."""
    reading, writing = os.pipe()
    child = _forked(lambda: _with_hook(work, lambda _: os.write(writing, b"."), str(within)))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        count = len(pipe.read())
    os.waitpid(child, 0)
    return count


def killed_after(work: Callable[[], object], seconds: float, later: float = 0) -> bool:
    """The same, killed from outside after so long, and what it has started so much later."""
    child = _forked(work)
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    time.sleep(later)
    _end(child)
    return killed


def _end(group: int) -> None:
    """Kill whatever a killed child has left running (git), and wait until it is gone."""
    with contextlib.suppress(ProcessLookupError):
        for _ in range(100):
            os.killpg(group, signal.SIGKILL)
            time.sleep(0.005)


def _with_hook(work: Callable[[], object], told: Callable[[int], object], within: str) -> None:
    """Do the work; `told` is called before each moment with its number."""
    count = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        touched = event in _TOUCHES and any(
            os.fsdecode(each).startswith(within)
            for each in arguments[:2]
            if isinstance(each, str | bytes | Path)
        )
        if touched or event == _STARTS:
            count += 1
            told(count)

    sys.addaudithook(hook)
    work()


def _forked(work: Callable[[], object]) -> int:
    """A child that does the work, at the head of a process group of its own."""
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        try:
            work()
            os._exit(0)
        except BaseException:
            os._exit(1)
    with contextlib.suppress(OSError):  # it has done so itself
        os.setpgid(child, child)
    return child


def run(seed: int, seconds: float) -> Kills:
    """Kill commands until the time is over, one kind after the other: at each moment in turn, and
    at random ones between.
    """
    random = Random(seed)  # noqa: S311  to be made again
    kills = Kills()
    for module in walk_packages(gongwen.__path__, "gongwen."):
        if not module.name.endswith("__main__"):
            import_module(module.name)  # once, not in every child
    with TemporaryDirectory() as name:
        place = Path(name).resolve()
        scenes = [Scene(place, deed) for deed in DEEDS]
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            for scene in scenes:
                _kill(scene, random, kills)
    return kills


def _kill(scene: Scene, random: Random, kills: Kills) -> None:
    scene.begin()
    if random.random() < 0.7:
        done = killed_at(scene.work, scene.next_moment(random), scene.office)
        how = "对准的" if done else "已经做完"
    else:
        seconds, later = random.uniform(0, 1.2 * scene.long), random.choice((0, 0, 0.05))
        done = killed_after(scene.work, seconds, later)
        how = "随机的" if done else "已经做完"
    kills.counts[f"{scene.deed.name}{how}"] += 1
    found = scene.state()
    kills.counts["留下过临时文件"] += any(map(_is_under_way, found))
    kills.faults += [f"{scene.deed.name}：{fault}" for fault in scene.faults(found)]


def main(arguments: list[str] | None = None) -> int:
    """1 where a kill did harm."""
    parser = argparse.ArgumentParser(prog="make kill", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=120)
    options = parser.parse_args(arguments)
    kills = run(options.seed, options.seconds)
    counts = "、".join(f"{kind}{count}" for kind, count in kills.counts.most_common())
    print(f"中止（{counts}），出错{len(kills.faults)}次")
    for fault, count in Counter(kills.faults).most_common():
        print(f"  {fault}：{count}次")
    return 1 if kills.faults else 0


if __name__ == "__main__":
    sys.exit(main())
