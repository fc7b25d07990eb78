"""`make kill`: work that is killed, at every moment at which it touches a file and at random ones.

No file may be lost or half written, and the next run has to work as if nothing had been.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from gongwen.build.run import Options, build

from ..project import DRAFT, FINAL, outputs, project

_TOUCHES = frozenset(
    ("open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "os.rmdir", "os.truncate", "os.link")
)
"""What Python tells an audit hook of before it does it, and that changes or reads a file."""
VERSIONS = ("抓紧清淤。", "抓紧清淤，确保安全度汛。")
FAULTS = ("文件不完整", "文稿变了", "下一次不对")


@dataclass(slots=True)
class Kills:
    """How many times work was killed, where, and what was wrong afterwards."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Scene:
    """A project that is built again and again, each time with another version of a document."""

    def __init__(self, folder: Path) -> None:
        self.options: Options = project(folder, 清淤=DRAFT, 值班=FINAL)
        self.version = 0
        self.expected = [self._edited(version) for version in (0, 1)]

    def _edited(self, version: int) -> dict[str, bytes]:
        self.edit(version)
        build(self.options)
        return outputs(self.options)

    def edit(self, version: int) -> None:
        self.version = version
        text = FINAL.replace("各单位要落实值班制度。", VERSIONS[version])
        (self.options.content / "值班.yaml").write_text(text, encoding="utf-8")

    def contents(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.options.content.iterdir()}

    def faults(self, before: dict[str, bytes]) -> Iterator[str]:
        """What is wrong after a kill, and after the run that follows it."""
        if self.contents() != before:
            yield FAULTS[1]
        for name, content in outputs(self.options).items():
            if name.endswith(".docx"):
                old_or_new = any(content == each.get(name) for each in self.expected)
                if not old_or_new or zipfile.ZipFile(io.BytesIO(content)).testzip():
                    yield f"{FAULTS[0]}：{name}"
        build(self.options)
        made = {n: c for n, c in outputs(self.options).items() if n.endswith(".docx")}
        if made != self.expected[self.version]:
            yield FAULTS[2]


def killed_at(work: Callable[[], object], moment: int) -> bool:
    """Do the work in a child that kills itself before it touches a file for the `moment`-th time;
    False where it came to its end before.
    """
    return _status(lambda: _with_hook(work, moment)) == signal.SIGKILL


def killed_after(work: Callable[[], object], seconds: float) -> bool:
    """The same, killed from outside after so long."""
    child = _forked(work)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _with_hook(work: Callable[[], object], moment: int) -> None:
    left = moment

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in _TOUCHES:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    work()


def _forked(work: Callable[[], object]) -> int:
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return child


def _status(work: Callable[[], object]) -> int:
    status = os.waitpid(_forked(work), 0)[1]
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def run(seed: int, seconds: float) -> Kills:
    """Kill builds until the time is over: at each moment in turn, and at random ones between."""
    random = Random(seed)  # noqa: S311  to be made again
    kills = Kills()
    ends = time.monotonic() + seconds
    with TemporaryDirectory() as name:
        scene = Scene(Path(name))
        started = time.monotonic()
        scene.edit(0)
        build(scene.options)
        long = time.monotonic() - started
        moment = 0
        while time.monotonic() < ends:
            scene.edit(1 - scene.version)
            before = scene.contents()
            if random.random() < 0.7:
                moment += 1
                done = killed_at(lambda: build(scene.options), moment)
                kills.counts["对准的" if done else "已经做完"] += 1
                moment = moment if done else 0
            else:
                done = killed_after(lambda: build(scene.options), random.uniform(0, 1.5 * long))
                kills.counts["随机的" if done else "已经做完"] += 1
            kills.faults += scene.faults(before)
        left = [each.name for each in scene.options.output.rglob("*.tmp")]
        kills.counts["留下的临时文件"] = len(left)
    return kills


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
