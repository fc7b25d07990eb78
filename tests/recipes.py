"""The recipes of docs/adding.md, followed on a copy of the project."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
LEFT_OUT = shutil.ignore_patterns(
    ".git",
    ".venv",
    ".office",
    ".cache",
    ".*_cache",
    ".hypothesis",
    "output",
    "wheels",
    ".fonts",
    "*.pyc.*",
)
STEP = re.compile(r"(?:新建 `(?P<path>[^`]+)`[^\n]*\n\n)?```(?P<language>\w+)\n(?P<text>.*?)^```$",
                  re.DOTALL | re.MULTILINE)  # fmt: skip


@dataclass
class Outcome:
    """What a recipe came to: the files it wrote, and what its commands said."""

    root: Path
    written: list[str] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    said: str = ""

    def run(self, line: str) -> None:
        """A command of the recipe, as if typed in the copy."""
        words = line.split()
        if words[:2] == ["python", "build.py"]:
            start = "import sys; from gongwen.cli import main; sys.exit(main())"
            words = [sys.executable, "-c", start, *words[2:]]
        done = subprocess.run(words, cwd=self.root, capture_output=True, text=True, check=False)
        self.codes.append(done.returncode)
        self.said += done.stdout + done.stderr


def recipe(title: str) -> str:
    """The section of docs/adding.md with that title."""
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def copied(folder: Path) -> Outcome:
    """A copy of the project, to which nothing has been done: without what a recipe makes, should
    somebody have followed it in this checkout.
    """
    outcome = Outcome(folder / "copy")
    shutil.copytree(ROOT, outcome.root, ignore=LEFT_OUT)
    for made in re.findall(r"(?:新建 `|^cp \S+ )([^`\s]+)", PAGE, re.MULTILINE):
        (outcome.root / made).unlink(missing_ok=True)
    return outcome


def follow(title: str, folder: Path, *, without: str = "") -> Outcome:
    """The recipe of that title, followed on a copy; the step that has `without` in it skipped."""
    outcome = copied(folder)
    for step in STEP.finditer(recipe(title)):
        if without and without in step[0]:
            continue
        if step["language"] == "sh":
            for line in step["text"].splitlines():
                outcome.run(line)
        else:
            assert step["path"], f"a block of {title} has no path"
            path = outcome.root / step["path"]
            assert not path.exists()
            path.write_text(step["text"], "utf-8")
            outcome.written.append(step["path"])
    return outcome
