"""Invented repositories for the two that answer for one: edits, renames, copies, links, files that
go and come again, branches, merges with and without words of their own, tags.
"""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.history.stores import GIT

_NAMES = ("content/甲.yaml", "content/乙.yaml", "content/科室一/丙.yaml", "content/丁 1.yaml")
NAMES = (*_NAMES, "content/科室一/甲.yaml", "content/机构.yaml", "图.png", "链接.yaml")
_PLAIN, _PROGRAM, _LINK = "100644", "100755", "120000"
_ZONES = ("+0800", "+0000", "-0330")

Folder = dict[str, tuple[str, bytes]]
"""What files hold, with their modes, by name."""


@dataclass
class Stream:
    """A stream for `git fast-import`."""

    rng: random.Random
    parts: list[bytes] = field(default_factory=list)
    mark: int = 0
    clock: int = 1_700_000_000

    def commit(self, branch: str, folder: Folder, before: Folder, parents: list[int]) -> int:
        """Add a commit: the files of `folder`, of which the first parent has `before`."""
        self.mark += 1
        self.clock += self.rng.choice((-4000, 60, 60, 4000))
        who = f"{self.rng.choice('甲乙丙')}某 <x@yunxi.example> {self.clock} "
        who += self.rng.choice(_ZONES)
        lines = f"commit refs/heads/{branch}\nmark :{self.mark}\nauthor {who}\ncommitter {who}\n"
        self._add(lines.encode())
        self._data(self.rng.choice(("改", "改了\n第二行\n\n说明\n", "改\n\n\n", "")).encode())
        for word, parent in zip(("from", *["merge"] * len(parents)), parents, strict=False):
            self._add(f"{word} :{parent}\n".encode())
        for name in before.keys() - folder.keys():
            self._add(f'D "{name}"\n'.encode())
        for name, (mode, content) in sorted(folder.items()):
            if before.get(name) != (mode, content):
                self._add(f'M {mode} inline "{name}"\n'.encode())
                self._data(content)
        return self.mark

    def tag(self, name: str, commit: int) -> None:
        self._add(
            f"tag {name}\nfrom :{commit}\ntagger 甲 <x@yunxi.example> 1700000000 +0800\n".encode()
        )
        self._data(f"{name}\n\n{{\n 一\n}}\n".encode())

    def _data(self, content: bytes) -> None:
        self._add(b"data %d\n%s\n" % (len(content), content))

    def _add(self, part: bytes) -> None:
        self.parts.append(part)


def invent(folder: Path, seed: int, steps: int = 30) -> None:
    """Write a repository of so many commits to an empty folder, checked out."""
    rng = random.Random(seed)  # noqa: S311  nothing is kept secret by it
    stream = Stream(rng)
    state = {name: (_PLAIN, _text(rng)) for name in rng.sample(NAMES[:-2], 2)}
    lines: dict[str, tuple[int, Folder]] = {"main": (stream.commit("main", state, {}, []), state)}
    for step in range(steps):
        branch = rng.choice(sorted(lines))
        tip, before = lines[branch]
        what = rng.random()
        if what < 0.15 and len(lines) < 4:
            lines[f"b{step}"] = tip, before
        elif what < 0.3 and len(lines) > 1:
            other = rng.choice(sorted(lines.keys() - {branch}))
            merged, theirs = lines[other]
            if merged != tip:
                made = _merged(before, theirs, rng)
                lines[branch] = stream.commit(branch, made, before, [tip, merged]), made
        elif what < 0.35:
            stream.tag(f"印发/云政办发〔2026〕{step}号", tip)
        else:
            made = _changed(before, rng)
            lines[branch] = stream.commit(branch, made, before, [tip]), made
    git = [GIT, "-C", str(folder)]
    subprocess.run([*git, "init", "--quiet", "-b", "main"], check=True)
    subprocess.run(
        [*git, "fast-import", "--quiet", "--force"], input=b"".join(stream.parts), check=True
    )
    subprocess.run([*git, "reset", "--quiet", "--hard", "main"], check=True)


def _text(rng: random.Random) -> bytes:
    if rng.random() < 0.05:
        return b""
    end = "\r\n" if rng.random() < 0.1 else "\n"
    words = ("各单位要落实制度", "每月通报一次", "清理三条河道", "养护五座闸门", "按季报送数据")
    count = rng.randrange(3, 25)
    return "".join(f"- {rng.choice(words)}{rng.randrange(9)}。{end}" for _ in range(count)).encode()


def _edited(text: bytes, rng: random.Random) -> bytes:
    lines = text.splitlines(keepends=True)
    for _ in range(rng.randrange(1, 4)):
        place = rng.randrange(len(lines) + 1)
        lines[place : place + rng.randrange(3)] = _text(rng).splitlines(True)[: rng.randrange(3)]
    return b"".join(lines)


def _changed(before: Folder, rng: random.Random) -> Folder:
    """What a person does in one go."""
    made = dict(before)
    free = [name for name in NAMES if name not in made]
    texts = [name for name, (mode, _) in made.items() if mode != _LINK and name != NAMES[-2]]
    for _ in range(rng.choice((1, 1, 2))):
        what, name = rng.random(), rng.choice(sorted(texts or made or NAMES))
        if name not in made or (what < 0.15 and free):
            made[rng.choice(free or NAMES)] = _PLAIN, _text(rng)
        elif what < 0.3 and free:  # called otherwise, now and then with other words too
            mode, content = made.pop(name)
            made[rng.choice(free)] = mode, _edited(content, rng) if what < 0.22 else content
        elif what < 0.38 and free:
            mode, content = made[name]
            made[rng.choice(free)] = mode, _edited(content, rng)
        elif what < 0.46 and len(made) > 1:
            del made[name]
        elif what < 0.5:
            made[NAMES[-1]] = _LINK, rng.choice(("content/甲.yaml", "../外", "没有")).encode()
        elif what < 0.54:
            made[name] = _PROGRAM if made[name][0] == _PLAIN else _PLAIN, made[name][1]
        elif what < 0.58:
            made[NAMES[-2]] = _PLAIN, bytes(rng.randrange(3) for _ in range(50))
        else:
            made[name] = made[name][0], _edited(made[name][1], rng)
    return made


def _merged(ours: Folder, theirs: Folder, rng: random.Random) -> Folder:
    """Each file as one side has it, put together from both, or with words of its own."""
    made: Folder = {}
    for name in sorted(ours.keys() | theirs.keys()):
        sides = [side[name] for side in (ours, theirs) if name in side]
        mode, content = rng.choice(sides)
        if len(sides) > 1 and rng.random() < 0.5 and _LINK not in [side for side, _ in sides]:
            first, second = (text.splitlines(keepends=True) for _, text in sides)
            content = b"".join(first[: len(first) // 2] + second[len(second) // 2 :])
        if rng.random() < 0.2 and mode != _LINK:
            content = _edited(content, rng)
        if len(sides) > 1 or rng.random() < 0.8:
            made[name] = mode, content
    return made or dict(ours)
