"""How far a request goes: `python -m benchmarks.way [checkout]` counts the moves of one build.

A build of one document is run from build.py on, and each function of ours is noted once, at its
first call. Read in that order, they are the way that someone walks who follows the request through
the code for the first time: a *move* is a step into another room, a *climb* a move to a room that
stands on a higher floor (one above the highest that it imports), a *return* a move to a room that
was left before. A room is a folder of gongwen/, or a file that lies in none; counted by files too.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

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
seen, way = set(), []
def note(frame, event, _):
    code = frame.f_code
    if event != "call" or code in seen or not code.co_filename.startswith(str(root)):
        return
    seen.add(code)
    if code.co_name[0] != "<" and code.co_flags & inspect.CO_NEWLOCALS:  # no class body
        name = Path(code.co_filename).relative_to(root).as_posix()
        if name.startswith(("gongwen/", "build.py")) and frame.f_back is not None:
            way.append((name, code.co_name))
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
    json.dump(way, out)
    out.close()
"""


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
            under = [other for other in below[of] if other not in (*above, of)]
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


def followed(root: Path) -> list[tuple[str, str]]:
    """The functions that one build of one document calls, by file and name, at their first call."""
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
        return [(file, name) for file, name in json.loads(record.read_text(encoding="utf-8"))]


def counted(way: list[str], floor: dict[str, int]) -> dict[str, int]:
    """Floors, moves, climbs and returns of a way through places."""
    stays = [place for index, place in enumerate(way) if index == 0 or place != way[index - 1]]
    climbs = sum(floor[now] > floor[before] for before, now in pairwise(stays))
    returns = len(stays) - len(set(stays))
    return {
        "floors": max(floor.values()),
        "moves": len(stays) - 1,
        "climbs": climbs,
        "returns": returns,
    }


def main() -> None:
    """Print the way of a build in this checkout, or the one named, and what it counts to."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    way = followed(root)
    for file, name in way:
        print(f"{file} {name}")
    for said, place in (("rooms", room_of), ("files", str)):
        print(said, counted([place(file) for file, _ in way], floors(root, place)))


if __name__ == "__main__":
    main()
