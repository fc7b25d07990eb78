"""What is saved while a build runs is built by the next `make`: the program, its stamp and the
Makefile as they are.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project import DRAFT
from tests.workplace import surroundings, workplace

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="没有 make")

# A rule is asked after the documents were read and before anything is written: here it saves the
# text that lies ready, as an officer may just then.
SAVING_RULE = '''\
"""存盘：检查的时候，起草的人存了盘。"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from ..problem import Level
from . import Context, Finding

NAME = "存盘"
LEVEL = Level.NOTICE
BASIS = ""
WRONG = RIGHT = ""
READY = Path("存盘.txt")


def check(context: Context) -> Iterator[Finding]:
    if READY.exists():
        Path("content", "清淤.yaml").write_text(READY.read_text("utf-8"), "utf-8")
        READY.unlink()
        time.sleep(0.1)  # so that the build goes on for longer than the 10 ms taken off the stamp
    return iter(())
'''


def make(folder: Path) -> str:
    """What `make` says there; nothing is refused."""
    done = subprocess.run(
        ["make"],
        cwd=folder,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def text_of(folder: Path) -> str:
    """The words of the document built."""
    from gongwen.word.package import unpack

    (built,) = (folder / "output" / "清淤").glob("*.docx")
    return unpack(built)["word/document.xml"].decode()


def test_an_edit_saved_during_a_build_is_built_by_the_next(tmp_path: Path) -> None:
    workplace(tmp_path, 清淤=DRAFT)
    (tmp_path / "gongwen" / "rules" / "saving.py").write_text(SAVING_RULE, encoding="utf-8")
    make(tmp_path)
    assert make(tmp_path) == "没有改动，output/ 里的文件都是最新的。\n"

    first, second = DRAFT.replace("三条", "四条"), DRAFT.replace("三条", "五条")
    (tmp_path / "content" / "清淤.yaml").write_text(first, encoding="utf-8")
    (tmp_path / "存盘.txt").write_text(second, encoding="utf-8")
    assert "生成1个文件。" in make(tmp_path)
    assert not (tmp_path / "存盘.txt").exists()
    assert "四条" in text_of(tmp_path)

    assert "生成1个文件。" in make(tmp_path)
    assert "五条" in text_of(tmp_path)
    assert make(tmp_path) == "没有改动，output/ 里的文件都是最新的。\n"
