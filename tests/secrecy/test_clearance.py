"""A computer is cleared by what its administrator declared, and by nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.secrecy import clearance
from gongwen.secrecy.clearance import Clearance, is_cleared
from tests.clearance import SAID, declared


def test_declared_once_by_whom_and_when() -> None:
    assert not is_cleared()
    with declared() as place:
        assert clearance.declared() == Clearance("云溪市保密员", "2026-01-31")
        place.unlink()
        assert not is_cleared()


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("", 0, "没有写“管理员”"),
        ("管理员: 程一诺\n", 0, "没有写“日期”"),
        ("管理员:\n日期: 2026-01-31\n", 0, "没有写“管理员”"),
        ("管理员: 程一诺\n日期: 一月\n", 2, "“日期”要写成 2026-01-31 的样子"),
        ("管理员: 程一诺\n日期: 2026-02-30\n", 2, "“日期”要写成 2026-01-31 的样子"),
        ("# 登记\n涉密\n", 2, "这一行要写成“项目: 内容”"),
    ],
)
def test_what_does_not_count(
    text: str, line: int, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with declared(text) as place:
        assert not is_cleared()
        assert cli.main(["check", "--涉密环境"]) == 1
    spot = f":{line}:1" if line else ""
    first, *rest = capsys.readouterr().err.splitlines()
    assert first == f"{place.as_posix()}{spot}: 错误 [涉密] 涉密环境的登记不算数：{fault}"
    assert rest[1] == (
        "    建议：由管理员写这个文件，两行：管理员: 姓名；日期: 2026-01-31；"
        "归管理员所有，别人不能改"
    )


def test_without_a_declaration_the_switch_says_where_it_goes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(clearance, "DECLARATION", tmp_path / "没有.yaml")
    assert cli.main(["register", "--涉密环境"]) == 1
    assert capsys.readouterr().err.startswith(
        f"{tmp_path.as_posix()}/没有.yaml: 错误 [涉密] 没有这个文件：这台电脑没有登记为涉密计算机，"
        "--涉密环境 不起作用\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="owners and modes are of POSIX")
def test_what_others_can_write_does_not_count() -> None:
    with declared() as place:
        for mode in (0o664, 0o646, 0o666):
            place.chmod(mode)
            assert "别的人也能改它" in clearance.declared().fault
        place.chmod(0o644)
        place.parent.chmod(0o777)
        assert "上面的文件夹" in clearance.declared().fault
        place.parent.chmod(0o755)
        assert is_cleared()
        clearance.OWNERS = frozenset((54321,))
        assert not is_cleared()


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_does_not_count() -> None:
    with declared() as place:
        kept = place.with_name("另一个.yaml")
        place.rename(kept)
        place.symlink_to(kept)
        assert clearance.declared().fault == "不是普通的文件"


@pytest.mark.parametrize("name", ["GONGWEN_CLASSIFIED", "PROGRAMDATA", "HOME", "XDG_CONFIG_HOME"])
def test_no_variable_clears(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / ".config"):
        (folder / "gongwen").mkdir(parents=True)
        (folder / "gongwen/涉密环境.yaml").write_text(SAID, encoding="utf-8")
    monkeypatch.setenv(name, str(tmp_path))
    assert not is_cleared()
    assert clearance._place() == clearance.DECLARATION
