"""What a build of one document does not wait for: what is slow to start and not needed again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from gongwen.build.shared import Shared
from gongwen.library.library import Library

from ..project import DRAFT, REGISTRY, ROOT, new_project

SLOW = (
    "docxtpl",
    "docx",
    "jinja2",
    "openpyxl",
    "multiprocessing",
    "http.client",
    "gongwen.source.mistakes.scan",
    "typing_extensions",
    "zipfile",
    "shutil",
    "rjieba",
)
BUILD = """
import sys
from pathlib import Path
from gongwen import cli
cli.ROOT = Path(sys.argv[1])
assert cli.run(["build"]) == 0
print("started:", *(name for name in sys.argv[2:] if name in sys.modules))
"""


def built(folder: Path) -> str:
    """How many files a build in a process of its own made, and which of SLOW it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(folder), *SLOW],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    *_, said, started = done.stdout.splitlines()
    return f"{said} {started.removeprefix('started: ')}"


def test_only_the_first_build_starts_docxtpl(tmp_path: Path) -> None:
    new_project(tmp_path)
    first = "生成2个文件。 docxtpl docx jinja2 typing_extensions zipfile shutil rjieba"
    assert built(tmp_path) == first
    path = tmp_path / "content" / "清淤.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("三条", "四条"), encoding="utf-8")
    assert built(tmp_path) == "生成1个文件，1份没有改动。 started:"


def test_only_the_first_build_asks_the_dictionary_about_a_doubtful_word(tmp_path: Path) -> None:
    """习惯彻底 has 惯彻 in it, which is in the list of mistaken words."""
    new_project(tmp_path, 清淤=DRAFT + "- 各单位要改变习惯彻底清淤。\n")
    path = tmp_path / "content" / "清淤.yaml"
    first = built(tmp_path)
    assert "rjieba" in first
    path.write_text(path.read_text(encoding="utf-8").replace("三条", "四条"), encoding="utf-8")
    assert built(tmp_path) == "生成1个文件。 started:"


def test_help_of_one_command_reads_that_command_only() -> None:
    ask = (
        "import sys; from gongwen.cli import main\n"
        "try: main(['check', '--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith('gongwen.commands.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip().endswith("['gongwen.commands.check']")


def test_a_registry_is_read_once_and_again_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "机构.yaml"
    path.write_text(REGISTRY, encoding="utf-8")
    shared, library = Shared(tmp_path, tmp_path), Library(tmp_path, tmp_path)
    first, problems = shared.registry(path, library)
    assert problems == []
    assert shared.registry(path, library)[0] is first
    path.write_text(REGISTRY + "- 全称: 云溪市财政局\n  别字: 财\n", encoding="utf-8")
    second, problems = shared.registry(path, library)
    assert len(second.units) == len(first.units) + 1
    assert [problem.message for problem in problems] == ["不认识“别字”这个项目"]
    assert shared.registry(path, library) == (second, problems)
    path.unlink()
    gone, problems = shared.registry(path, library)
    assert (gone.units, [problem.message for problem in problems]) == ((), ["没有这个文件"])
