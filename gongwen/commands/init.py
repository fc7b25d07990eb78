"""init: a new folder for an office's documents, which the installed program then works on."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
from pathlib import Path

from . import USAGE

ANYWHERE = True
HELP = "新建一个放公文的文件夹：文稿、模板、样式各就各位"
REST = "再 git add . 和 git commit -m 建立，把模板、Makefile 等也存进去"
NEXT = """\
接下来：
{steps}
content/机构.yaml 是例子，请换成本地的机构。"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder."""
    parser.add_argument("folder", metavar="文件夹", help="建在哪里；“.”是当前的文件夹")


def run(options: argparse.Namespace) -> int:
    """Write all its files, or none where one is there already, and say what to do next."""
    from ..library.beginning import first_texts
    from ..setup.copies import RECORD, originals, record
    from ..storage.failures import advice, reason
    from ..storage.files import write_all_new

    folder = Path(options.folder)
    copies = originals()
    texts = {f"content/{name}": text.encode() for name, text in first_texts().items()}
    files = {**copies, **texts, RECORD: record(copies)}
    if folder.exists() and not folder.is_dir():
        print(f"“{folder}”不是文件夹，请换一个名称", file=sys.stderr)
        return USAGE
    if there := in_the_way(folder, files):
        more = f"等{len(there)}个" if len(there) > 5 else ""
        print(f"什么也没有写：{folder} 里已经有 {'、'.join(there[:5])}{more}", file=sys.stderr)
        print("请换一个文件夹，或把它们移开；已经建好、要换新的，运行 make update", file=sys.stderr)
        return USAGE
    try:
        write_all_new({folder / name: content for name, content in files.items()})
    except OSError as error:
        said = f"{reason(error)}；{advice(error)}"
        print(f"什么也没有写，写不进去：{error.filename}：{said}", file=sys.stderr)
        return USAGE
    print(f"已新建 {folder}：{len(files)}个文件，文稿放在 content/ 里。")
    print(NEXT.format(steps="\n".join(f"  {step}" for step in _steps(folder))))
    return 0


def in_the_way(folder: Path, files: dict[str, bytes]) -> list[str]:
    """What is there already where the files or their folders have to go, by its path there. What
    an earlier try wrote that was cut short is not: RECORD comes last.
    """
    from ..setup.copies import RECORD
    from ..storage.files import holds

    cut_short = not os.path.lexists(folder / RECORD)
    names = {name: None for each in files for name in (*map(str, Path(each).parents), each)}
    return [
        name
        for name in names
        if os.path.lexists(folder / name)
        and (name in files or not (folder / name).is_dir())
        and not (cut_short and name in files and holds(folder / name, files[name]))
    ]


def _steps(folder: Path) -> list[str]:
    """What to type next. build.py has to find the program: in .venv, or on the search path."""
    from ..history.git import git

    python = "python" if os.name == "nt" else "python3"
    steps = [] if folder.resolve() == Path.cwd() else [f"cd {shlex.quote(str(folder))}"]
    if not (folder / ".venv").exists() and shutil.which("gongwen") is None:
        steps += [
            f"{python} -m venv .venv",
            ".venv/bin/python -m pip install git+程序的地址（Windows：.venv\\Scripts\\python）",
        ]
    steps.append("make（没有 make 的电脑：python build.py，或双击 公文.bat）")
    rest = "" if git(folder, "--version") is None else f"；第一次 make save 以后，{REST}"
    steps.append(f"要保存版本的：make setup-git{rest}")
    return steps
