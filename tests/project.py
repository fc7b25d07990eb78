"""A small project of its own for a test: templates and sheets of ours, documents as given."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from gongwen import problem_ids
from gongwen.build.options import Options
from gongwen.problem_ids import ProblemId

ROOT = Path(__file__).resolve().parents[1]

REGISTRY = """\
- 全称: 云溪市人民政府
  简称: 市政府
- 全称: 云溪市人民政府办公室
  简称: 市政府办
- 全称: 云溪市教育局
  简称: 市教育局
- 全称: 云溪市水务局
  简称: 市水务局
"""
DRAFT = """\
文种: 通知
标题: 关于开展河道清淤工作的通知
正文:
- 节: 工作安排
  正文:
  - 任务: 汛期前完成主城区三条河道的清淤。
    责任单位: 市水务局
"""
FINAL = """\
文种: 通知
稿本: 印发稿
发文机关: 云溪市人民政府办公室
发文字号: 云政办发〔2026〕12号
成文日期: 2026-04-03
标题: 云溪市人民政府办公室关于做好防汛值班工作的通知
主送: 市教育局、市水务局
正文: 各单位要落实值班制度。
印发: {机关: 云溪市人民政府办公室, 日期: 2026-04-04}
"""


def declared_ids() -> dict[str, ProblemId]:
    """The ids of problems that no rule owns, by the names that the code has for them."""
    return {name: found for name, found in vars(problem_ids).items() if name.isupper()}


def copy_program(folder: Path) -> None:
    """Put the package there, with what Python has compiled of it: compiling all of it again takes
    longer than most tests.
    """
    under_way = shutil.ignore_patterns("*.pyc.*")  # by another process
    shutil.copytree(ROOT / "gongwen", folder, ignore=under_way)


def with_looks(folder: Path) -> Path:
    """The folder, our templates and sheets standing in it."""
    for name in ("templates", "styles"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def project(folder: Path, **documents: str) -> Options:
    """A project in `folder` with these documents (DRAFT as 清淤 and FINAL as 值班 by default), in
    which the program has read its sheets, templates and lists before.
    """
    options = new_project(folder, **documents)
    read = folder / ".cache" / "read"
    read.mkdir(parents=True)
    for name, content in _read_before().items():
        (read / name).write_bytes(content)
    return options


@cache
def _read_before() -> dict[str, bytes]:
    """What the program keeps of what it has read once: reading it again takes longer than most
    tests. By a process of its own, for a test may have changed something in this one.
    """
    with tempfile.TemporaryDirectory() as folder:
        new_project(Path(folder))
        subprocess.run(
            [sys.executable, "-m", "gongwen", "check"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        )
        kept = (Path(folder) / ".cache" / "read").iterdir()
        return {path.name: path.read_bytes() for path in kept}


def new_project(folder: Path, **documents: str) -> Options:
    """The same, in which the program has never been started."""
    for name in ("templates", "styles"):
        shutil.copytree(ROOT / name, folder / name)
    content = folder / "content"
    content.mkdir()
    (content / "机构.yaml").write_text(REGISTRY, encoding="utf-8")
    for name, text in (documents or {"清淤": DRAFT, "值班": FINAL}).items():
        (content / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Options(root=folder, content=content, output=folder / "output")


def outputs(options: Options) -> dict[str, bytes]:
    """Every file of the output folder by its path in it."""
    return {
        path.relative_to(options.output).as_posix(): path.read_bytes()
        for path in sorted(options.output.rglob("*"))
        if path.is_file()
    }
