"""How far a request goes: `python -m benchmarks.way [checkout]` counts the moves of one build.

A build of one document is run from build.py on, and each function of ours is noted once, at its
first call, with who called it. Read in that order, they are the way that someone walks who follows
the request through the code for the first time. What modules do while they are loaded, declaring
what they hold, is no part of it. A *move* is a step into another room, a *climb* a move to a room
that stands on a higher floor (one above the highest that it imports), a *return* a move to a room
that was left before. A room is a folder of gongwen/, or a file that lies in none; counted by files
too.

Counted twice. "every call": a name that is asked of another room and answers by itself counts, so
the figures grow with what the program can do. "the way": only where the way goes on, that is where
the function called leads on into another room, for whoever follows a request need not follow a
question that is answered on the spot, as of the standard library. `up` are the calls from a room to
one on a higher floor: functions that were handed down. With --moves each move is printed with its
caller.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

_DOCUMENT = """\
文种: 通知
稿本: 印发稿
发文机关: 云溪市人民政府办公室
发文字号: 云政办发〔2026〕12号
成文日期: 2026-04-03
标题: 云溪市人民政府办公室关于做好防汛值班工作的通知
主送: 市教育局、市水务局
正文:
- 各单位要落实值班制度。
- 节: 工作安排
  正文:
  - 任务: 汛期前完成主城区三条河道的清淤。
    责任单位: 市水务局
  - 名单: [{角色: 组长, 人员: [王刚 市水务局局长]}]
附件: [{标题: 值班表, 正文: [{表: {列: [日期, 单位], 行: [[1日, 市水务局]]}}]}]
印发: {机关: 云溪市人民政府办公室, 日期: 2026-04-04}
"""
_REGISTRY = """\
- {全称: 云溪市人民政府办公室, 简称: 市政府办}
- {全称: 云溪市水务局, 简称: 市水务局}
"""
_FOLLOW = """\
import inspect, json, runpy, sys
from pathlib import Path
root = Path(sys.argv[1]).resolve()
calls, known, stack = [], set(), []
def ours(code):
    if not code.co_filename.startswith(str(root)):
        return None
    name = Path(code.co_filename).relative_to(root).as_posix()
    if not name.startswith(("gongwen/", "build.py")):
        return None
    if code.co_name == "<module>":
        return None if name == "build.py" else "loading"
    is_function = code.co_name[0] != "<" and code.co_flags & inspect.CO_NEWLOCALS
    return (name, code.co_qualname) if is_function else None  # no class body
places = {}
def note(frame, event, _):
    if event == "return" and stack:
        stack.pop()
    if event != "call":
        return
    code = frame.f_code
    if code not in places:
        places[code] = ours(code)
    place = places[code]
    caller = next((each for each in reversed(stack) if each), None)
    stack.append("loading" if caller == "loading" else place)
    if place not in (None, "loading") and caller != "loading" and (caller, place) not in known:
        known.add((caller, place))
        calls.append((caller, place))
sys.argv = [str(root / "build.py"), *sys.argv[3:]]
sys.path.insert(0, str(root))
target = sys.argv[0]
out = open(%r, "w", encoding="utf-8")
sys.setprofile(note)
try:
    runpy.run_path(target, run_name="__main__")
except SystemExit:
    pass
finally:
    sys.setprofile(None)
    json.dump(calls, out)
    out.close()
"""

Function = tuple[str, str]
"""A function of ours: its file, and its name there."""


class Call(NamedTuple):
    """A function called, and by whom, the first time that those two met; None = by nobody of ours,
    such as build.py's first.
    """

    caller: Function | None
    called: Function


def room_of(file: str) -> str:
    """The folder that a file stands in, or the file itself."""
    return "/".join(file.split("/")[:2])


def floors(root: Path, place: Callable[[str], str]) -> dict[str, int]:
    """The floor of each place that the program's files are in, 1 = it imports no other place."""
    files = {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path
        for path in [*root.glob("gongwen/**/*.py"), root / "build.py"]
    }
    places = {name: place(path.relative_to(root).as_posix()) for name, path in files.items()}
    below: dict[str, set[str]] = {each: set() for each in places.values()}
    for name, path in files.items():
        below[places[name]] |= {places[other] for other in _imported(name, path, files)}
    known: dict[str, int] = {}

    def floor(of: str, above: tuple[str, ...]) -> int:
        if of not in known:
            under = [other for other in sorted(below[of]) if other not in (*above, of)]
            known[of] = 1 + max((floor(other, (*above, of)) for other in under), default=0)
        return known[of]

    return {each: floor(each, ()) for each in below}


def _imported(name: str, path: Path, files: dict[str, Path]) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
            full = ".".join(part for part in (base, node.module) if part)
            for alias in node.names:
                for wanted in (f"{full}.{alias.name}", full):
                    if wanted in files:
                        yield wanted
                        break


def followed(root: Path) -> list[Call]:
    """The calls from one function of ours to another in one build of one document, in order."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        content.mkdir()
        (content / "值班.yaml").write_text(_DOCUMENT, encoding="utf-8")
        (content / "机构.yaml").write_text(_REGISTRY, encoding="utf-8")
        record = Path(folder) / "way.json"
        words = ["build", "--content", str(content), "--output", str(Path(folder) / "output")]
        python = root / ".venv" / "bin" / "python"
        for _ in range(2):  # the first run may read templates that later ones need not
            subprocess.run(
                [python, "-c", _FOLLOW % str(record), str(root), "--", *words, "--force"],
                cwd=root,
                check=True,
                capture_output=True,
            )
        calls = json.loads(record.read_text(encoding="utf-8"))
        return [Call(tuple(a) if a else None, tuple(b)) for a, b in calls]


def first_calls(calls: list[Call]) -> list[Call]:
    """Of each function called the first call."""
    found: dict[Function, Call] = {}
    for call in calls:
        found.setdefault(call.called, call)
    return list(found.values())


def going_on(calls: list[Call], place: Callable[[str], str]) -> list[Call]:
    """The first calls of functions that lead on, themselves or by what they call, to another place
    than their own.
    """
    called_by: dict[Function, list[Function]] = defaultdict(list)
    for call in calls:
        if call.caller:
            called_by[call.caller].append(call.called)

    def leads_on(function: Function) -> bool:
        seen, waiting = {function}, [function]
        while waiting:
            for each in called_by[waiting.pop()]:
                if place(each[0]) != place(function[0]):
                    return True
                if each not in seen:
                    seen.add(each)
                    waiting.append(each)
        return False

    return [call for call in first_calls(calls) if leads_on(call.called)]


def moves_of(way: list[Call], place: Callable[[str], str]) -> list[Call]:
    """The calls of a way by which it comes into another place."""
    places = [place(call.called[0]) for call in way]
    return [call for at, call in enumerate(way) if at == 0 or places[at] != places[at - 1]]


def counted(way: list[Call], place: Callable[[str], str], floor: dict[str, int]) -> dict[str, int]:
    """Floors, functions, moves, climbs and returns of a way through places, and calls upwards."""
    stays = [place(call.called[0]) for call in moves_of(way, place)]
    steps = [(place(call.caller[0]), place(call.called[0])) for call in way if call.caller]
    return {
        "floors": max(floor.values()),
        "functions": len(way),
        "moves": len(stays) - 1,
        "climbs": sum(floor[now] > floor[before] for before, now in pairwise(stays)),
        "returns": len(stays) - len(set(stays)),
        "up": sum(floor[called] > floor[caller] for caller, called in steps),
    }


def main() -> None:
    """Print what the way of a build in this checkout, or the one named, counts to."""
    words = [word for word in sys.argv[1:] if word != "--moves"]
    root = Path(words[0] if words else ".").resolve()
    calls = followed(root)
    for said, place in (("rooms", room_of), ("files", str)):
        floor = floors(root, place)
        for which, way in (("every call", first_calls(calls)), ("the way", going_on(calls, place))):
            if "--moves" in sys.argv:
                for caller, (file, name) in moves_of(way, place):
                    print(f"  {file} {name}{f' from {caller[0]} {caller[1]}' if caller else ''}")
            print(f"{said}, {which}: {counted(way, place, floor)}")


if __name__ == "__main__":
    main()
