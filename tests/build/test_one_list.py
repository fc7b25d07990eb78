"""What typesetting finds is in the one list of findings: check, build and release say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen import cli
from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.formats import formats

from ..project import FINAL, ROOT, project

LONG = FINAL.replace("做好防汛值班工作", "进一步做好" + "、".join(["防汛值班"] * 32) + "工作")


@pytest.mark.parametrize("text", [LONG, FINAL])
def test_checking_tells_what_making_tells(text: str, tmp_path: Path) -> None:
    path = tmp_path / "文.yaml"
    path.write_text(text, encoding="utf-8")
    shared = Shared(ROOT, tmp_path)
    checked = process(Request(path, None), shared)
    made = process(Request(path, None, (formats()["docx"],)), shared)
    assert checked.problems == made.problems
    assert checked.outputs == {}
    assert made.outputs
    layout = [problem for problem in checked.problems if problem.rule == "版面"]
    assert bool(layout) == (text != FINAL)


def test_the_command_tells_of_the_layout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = project(tmp_path, 值班=LONG)
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    assert cli.main(["check", "--content", str(options.content)]) == 0
    said = capsys.readouterr().out
    assert cli.main(["build", "--content", str(options.content), "--output", str(tmp_path)]) == 0
    built = capsys.readouterr().err
    layout = [line for line in said.splitlines() if "[版面]" in line]
    assert layout
    assert all(line in built for line in layout)
