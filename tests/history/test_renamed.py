"""A document that was given another name: its history goes on, and says what it was called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.history.test_save import alone, edit, git, office, run

__all__ = ["alone", "office"]


def changes(said: str) -> list[str]:
    """What the versions say that they changed, newest first."""
    return [line.strip() for line in said.splitlines() if line.startswith("    ")]


def kept(office: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A document of one version; where it is."""
    run(capsys, "save", "清淤", "-m", "初稿")
    return office / "content/清淤.yaml"


def test_before_it_is_saved(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = kept(office, capsys)
    file.rename(file.with_name("河道.yaml"))
    out, _ = run(capsys, "history", "河道")
    assert out.startswith("未保存")
    assert changes(out) == ["原名“清淤.yaml”", "第一版（征求意见稿）"]
    assert run(capsys, "diff", "河道")[0].endswith("两版印出来没有不同。\n")
    text = file.with_name("河道.yaml").read_text(encoding="utf-8")
    file.with_name("河道.yaml").write_text(text.replace("河道清淤", "渠道清淤"), encoding="utf-8")
    out, _ = run(capsys, "history", "河道")
    assert re.match("原名“清淤.yaml”；.+", changes(out)[0])


def test_when_it_is_saved(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = kept(office, capsys)
    (office / "content/2026").mkdir()
    file.rename(office / "content/2026/河道.yaml")
    run(capsys, "save", "2026/河道", "-m", "归到一处")
    out, _ = run(capsys, "history", "2026/河道")
    assert changes(out) == ["原名“content/清淤.yaml”", "第一版（征求意见稿）"]


def test_two_that_changed_their_names_at_once(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = kept(office, capsys)
    run(capsys, "save", "值班", "-m", "初稿")
    file.rename(file.with_name("甲.yaml"))
    file.with_name("值班.yaml").rename(file.with_name("乙.yaml"))
    for committed in (False, True):
        for name, former in (("甲", "清淤"), ("乙", "值班")):
            out, _ = run(capsys, "history", name)
            assert changes(out)[0] == f"原名“{former}.yaml”", committed
        if not committed:
            git(office, "add", "--all")
            git(office, "commit", "--quiet", "-m", "改名")


def test_one_that_was_copied(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = kept(office, capsys)
    file.with_name("另稿.yaml").write_bytes(file.read_bytes())
    run(capsys, "save", "另稿", "-m", "另存")
    assert changes(run(capsys, "history", "另稿")[0])[0] == "由“清淤.yaml”另存"


def test_what_is_new_has_no_former_name(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = kept(office, capsys)
    file.with_name("新稿.yaml").write_text(
        "文种: 通知\n标题: 关于召开会议的通知\n正文: 略\n", "utf-8"
    )
    file.unlink()
    out, _ = run(capsys, "history", "新稿")
    assert out == "新稿 还没有保存过，运行 make save DOC=新稿 M=说明\n"


def test_where_rows_were_typed_is_no_other_layout(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    section = "- 节: 工作安排\n"
    table = "- 表:\n    列: [项目, 数量]\n    行:\n    - [沟, '3']\n"
    edit(office, section, table + section)
    kept(office, capsys)
    edit(office, table, f"# 表在前面\n{table}")
    run(capsys, "save", "清淤", "-m", "加注解")
    assert changes(run(capsys, "history", "清淤")[0])[0] == "只动了写法，印出来的没有变"
