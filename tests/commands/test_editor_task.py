"""What the editor's task reads of a check: each problem at its place, none left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.problem import Level

ROOT = Path(__file__).parents[2]
SEVERITIES = {"error": Level.ERROR, "warning": Level.WARNING, "info": Level.NOTICE}
TEXT = """\
文种: 通知
标题: 关于办好读书节的通知
正文:
- 请抓好落实,按时报送。
- 定于2026年6月8日（星期二）召开。
- 学习《云溪志》、《云溪诗选》。
- 要 抓好落实。
- 要 抓好落实吧。
- 要 抓好落实啊。
- 要 抓好落实呢。
"""


def _told(lines: str) -> Iterator[tuple[str, int, int, Level, str]]:
    tasks = json.loads((ROOT / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"]
    for matcher in tasks[0]["problemMatcher"]:
        pattern = matcher["pattern"]
        for line in lines.splitlines():
            if match := re.match(pattern["regexp"], line):
                yield (
                    match[pattern["file"]],
                    int(match[pattern["line"]]),
                    int(match[pattern["column"]]),
                    SEVERITIES[matcher["severity"]],
                    match[pattern["code"]],
                )


def test_the_task_finds_every_problem_of_a_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "读书节.yaml").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    asked = ["--content", str(content), "读书节"]
    cli.run(["check", "--each", *asked])
    told = set(_told(capsys.readouterr().out))
    cli.run(["check", "--format", "json", *asked])
    known = {
        (each["file"], each["line"], each["column"], each["level"], each["rule"])
        for each in json.loads(capsys.readouterr().out)
    }
    assert told == known
    assert {level for *_, level, _ in told} == set(Level)
    assert sum(rule == "多余空格" for *_, rule in told) == 4


def test_the_task_runs_the_check() -> None:
    (task,) = json.loads((ROOT / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"]
    assert task["args"][:3] == ["build.py", "check", "--each"]
