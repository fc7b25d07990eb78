"""Offices that take numbers, and processes that do so at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.history.stores import GIT
from tests.history.test_save import git
from tests.project import FINAL, ROOT

OWN = "机关: 云溪市水务局\n代字: 云水发\n"
NOTICE = """\
文种: 通知
发文机关: 云溪市水务局  # 牵头的
标题: 云溪市水务局关于开展河道清淤工作的通知
主送: 市教育局
正文: 请抓紧落实。
"""
LETTER = NOTICE.replace("文种: 通知", "文种: 函").replace("的通知", "的函")
_TAKER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from gongwen import cli
cli.ROOT = Path(sys.argv[2])
for count in range(int(sys.argv[4])):
    name = f"{sys.argv[3]}{count}"
    file = cli.ROOT / "content" / f"{name}.yaml"
    file.write_text(sys.argv[5], encoding="utf-8")
    if code := cli.main(["number", name, "--on", "2026-04-03"]):
        sys.exit(code)
"""
"""Takes numbers for so many new documents."""


def own_office(folder: Path, **documents: str) -> None:
    """What the office says of itself, and its documents."""
    (folder / "content/本单位.yaml").write_text(OWN, encoding="utf-8")
    for name, text in documents.items():
        (folder / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")


def with_server(office: Path, *clones: str) -> list[Path]:
    """A server beside the office, which is pushed to it, and further copies of the office."""
    server = office.parent / "server.git"
    git(office, "add", "-A")
    git(office, "commit", "--quiet", "-m", "初稿")
    git(office, "init", "--quiet", "--bare", "-b", "main", str(server))
    git(office, "remote", "add", "origin", str(server))
    git(office, "push", "--quiet", "origin", "main")
    found = []
    for name in clones:
        clone = office.parent / name
        git(office, "clone", "--quiet", str(server), str(clone))
        git(clone, "config", "user.name", name)
        git(clone, "config", "user.email", "x@yunxi.example")
        for folder in ("templates", "styles"):
            if not (clone / folder).exists():
                (clone / folder).symlink_to(ROOT / folder)
        found.append(clone)
    return found


def takers(folders: dict[str, Path], times: int, library: str = "") -> list[subprocess.Popen[str]]:
    """For each name a process that takes so many numbers in its folder, for documents of its own;
    the one named `library` finds no git.
    """
    nowhere = next(iter(folders.values())).parent / "没有"
    nowhere.mkdir(exist_ok=True)
    return [
        subprocess.Popen(
            [sys.executable, "-c", _TAKER, str(ROOT), str(folder), name, str(times), NOTICE],
            env={**os.environ, "PATH": str(nowhere if name == library else Path(GIT).parent)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name, folder in folders.items()
    ]


def numbers_of(processes: list[subprocess.Popen[str]]) -> list[str]:
    """What they were given, once all are done."""
    done = [each.communicate(timeout=3000) for each in processes]
    assert [each.returncode for each in processes] == [0] * len(processes), done
    lines = [line for out, _ in done for line in out.splitlines()]
    return [line.split("，")[0].removeprefix("取号 ") for line in lines]


def each_once(numbers: list[str], times: int) -> None:
    """All different, and none passed over."""
    wanted = {f"云水发〔2026〕{n}号" for n in range(1, times + 1)}
    assert len(numbers) == times
    assert set(numbers) == wanted


FINAL_OF_OURS = FINAL.replace("云溪市人民政府办公室", "云溪市水务局").replace(
    "发文字号: 云政办发〔2026〕12号\n", ""
)
