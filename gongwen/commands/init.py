"""init: a new folder for an office's documents, which the installed program then works on."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
from pathlib import Path

from . import MisusedError

ANYWHERE = True
HELP = "新建一个放公文的文件夹：文稿、模板、样式各就各位"
REST = "再 git add . 和 git commit -m 建立，把模板、Makefile 等也存进去"
ASKING = "几句话写下本单位的情况，新建文稿时就填好了；不知道、用不着的按回车略过，以后都可以改。"
NOT_ASKED = """\
本单位的名称、代字、联系人等写在 content/本单位.yaml 里，新建文稿时就填好了，写法如：
  机关: 云溪市数据局
  代字: 云数发
还可以写什么，见 docs/内容参考.md 的“本单位”一节。"""
NEXT = """\
接下来：
{steps}
content/机构.yaml 是例子，请换成本地的机构。"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder."""
    parser.add_argument("folder", metavar="文件夹", help="建在哪里；“.”是当前的文件夹")


def run(options: argparse.Namespace) -> int:
    """Write all its files, or none where one is there already, and say what to do next."""
    from ..setup.copies import originals
    from ..storage.failures import advice, reason
    from ..storage.files import write_all_new

    folder = Path(options.folder)
    copies = originals()
    files = _files(copies, {})
    if folder.exists() and not folder.is_dir():
        raise MisusedError(f"“{folder}”不是文件夹，请换一个名称")
    if there := in_the_way(folder, files):
        more = f"等{len(there)}个" if len(there) > 5 else ""
        print(f"什么也没有写：{folder} 里已经有 {'、'.join(there[:5])}{more}", file=sys.stderr)
        raise MisusedError("请换一个文件夹，或把它们移开；已经建好、要换新的，运行 make update")
    try:
        answers = {} if (folder / "content" / "本单位.yaml").exists() else _answers()
    except KeyboardInterrupt:
        raise MisusedError("\n什么也没有写。") from None
    files = _files(copies, answers)
    try:
        write_all_new({folder / name: content for name, content in files.items()})
    except OSError as error:
        said = f"{reason(error)}；{advice(error)}"
        raise MisusedError(f"什么也没有写，写不进去：{error.filename}：{said}") from error
    print(f"已新建 {folder}：{len(files)}个文件，文稿放在 content/ 里。")
    print(NEXT.format(steps="\n".join(f"  {step}" for step in _steps(folder))))
    if not answers:
        print(NOT_ASKED)
    return 0


def _files(copies: dict[str, bytes], answers: dict[str, str]) -> dict[str, bytes]:
    """All that the folder gets, by its path there."""
    from ..library.beginning import first_texts
    from ..setup.copies import RECORD, record

    texts = {f"content/{name}": text.encode() for name, text in first_texts(answers).items()}
    return {**copies, **texts, RECORD: record(copies)}


def _answers() -> dict[str, str]:
    """What the office says of itself, asked where somebody sits before a terminal; nothing where
    every question was passed over.
    """
    from ..library.office_text import QUESTIONS, fault_of

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return {}
    print(ASKING)
    answers: dict[str, str] = {}
    for key, question in QUESTIONS.items():
        fault = "?"
        while fault:
            try:
                answer = input(f"{question}：").strip()
            except EOFError:  # no more answers
                print()
                return answers
            fault = fault_of(key, answer) if answer else ""
            if fault:
                print(f"  {fault}")
        if answer:
            answers[key] = answer
    return answers


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
