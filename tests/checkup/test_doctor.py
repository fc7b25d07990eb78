"""doctor: says what is there, what is not, and what to do; fails only where nothing would work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gongwen.checkup import computer as checkup
from gongwen.checkup.computer import examine
from gongwen.checkup.finding import Diagnosis
from tests.workplace import start, surroundings, workplace


@pytest.fixture
def office(tmp_path: Path) -> Path:
    workplace(tmp_path)
    return tmp_path


def doctor(office: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    here = {"HOME": str(office / "home"), "GIT_CEILING_DIRECTORIES": str(office.parent)}
    return start(office, "doctor", **{**here, "GIT_CONFIG_NOSYSTEM": "1", **settings})


def test_a_sound_checkout(office: Path) -> None:
    (office / "docs" / "schema").mkdir(parents=True)
    (office / "docs" / "schema" / "gongwen.json").touch()
    (office / "home/.vscode/extensions/redhat.vscode-yaml-1.18.0").mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet"], cwd=office, env=surroundings(), check=True)
    for name, value in (("user.name", "程一诺"), ("user.email", "cyn@yunxi.example")):
        subprocess.run(["git", "config", name, value], cwd=office, env=surroundings(), check=True)
    assert start(office, "setup-git", HOME=str(office / "home")).returncode == 0
    done = doctor(office)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("[正常] Python 3.")
    for line in (
        "[正常] 运行环境（.venv）与组件清单 requirements.txt 一致",
        "[正常] content 文件夹：3个文件",
        "[正常] 文稿的编码都是 UTF-8",
        "[正常] 机构名录 content/机构.yaml：4个机构",
        "[正常] output 文件夹可以写入",
        "[正常] git 已设置：姓名、邮箱、中文文件名、比较 .docx、提交前检查",
        "[正常] 编辑器：已装 YAML 扩展，会提示和检查项目名",
    ):
        assert line in lines
    amiss = [line for line in lines if line.startswith("[提醒]")]
    assert all(line.startswith("[提醒] 字体 ") for line in amiss)  # as many as this machine lacks
    also = f"有{len(amiss)}项提醒，不妨碍生成文件。" if amiss else ""
    assert lines[-1] == f"可以使用。{also}"
    assert not (office / "output").exists()


def test_what_is_amiss_comes_with_what_to_do(office: Path) -> None:
    content = office / "content"
    (content / "旧.yaml").write_bytes("文种: 通知\n标题: 关于防汛的通知\n".encode("gb18030"))
    (content / "机构-区县.yaml").write_text("- 简称: 无名\n", encoding="utf-8")
    (office / "wheels").mkdir()
    (office / "wheels/yun-1.0-py3-none-any.whl").write_bytes(b"0" * 2_000_000)
    done = doctor(office)
    assert done.returncode == 0
    assert (
        "[提醒] 这个文件夹不是 git 仓库，没有修改记录\n       → 运行 make setup-git；"
        in done.stdout
    )
    assert "[提醒] content/旧.yaml：" in done.stdout
    assert "[正常] 文稿的编码都是 UTF-8" not in done.stdout
    assert (
        "[提醒] 机构名录 content/机构-区县.yaml 有1处问题\n       → 第1行：第1个机构里缺少“全称”\n"
    ) in done.stdout
    assert "[正常] wheels/：1个组件，2 MB；安装时只用它们，不上网\n" in done.stdout
    assert done.stdout.endswith("项提醒，不妨碍生成文件。\n")


def test_git_that_is_not_set_up(office: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=office, env=surroundings(), check=True)
    out = doctor(office).stdout
    assert "[提醒] git 不知道您的姓名，不能提交\n       → 运行 git config --global user.name" in out
    assert "[提醒] git 不知道您的邮箱，不能提交\n" in out
    assert "       → 运行 make setup-git\n" in out


def test_a_missing_template_is_told_with_what_needs_it(office: Path) -> None:
    assert "格式的模板" not in doctor(office).stdout
    (office / "templates" / "信函.docx").unlink()
    (office / "templates" / "纪要.docx").unlink()
    done = doctor(office)
    assert done.returncode == 0
    for name, kind in (("信函", "函"), ("纪要", "纪要")):
        assert re.search(
            rf"\[提醒\] 没有“{name}”格式的模板 templates/{name}\.docx，(.*、)?{kind}(、.*)?做不出来"
            r"\n"
            rf"       → 从项目里重新取出它：git checkout -- templates/{name}\.docx\n",
            done.stdout,
        )


def test_nothing_works_without_templates(office: Path) -> None:
    shutil.rmtree(office / "templates")
    done = doctor(office)
    assert done.returncode == 1
    assert (
        "[缺少] 没有 templates 文件夹（模板）\n"
        "       → 从项目里重新取出它：git checkout -- templates\n"
    ) in done.stdout
    assert done.stdout.splitlines()[-1].startswith("有1项缺了就不能用，请先照“→”办；另有")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who may be refused")
def test_an_output_that_cannot_be_written(office: Path) -> None:
    (office / "output").mkdir(mode=0o555)
    assert "[缺少] output 文件夹写不进去（" in doctor(office).stdout


def test_a_missing_environment_is_said_and_left_so(office: Path) -> None:
    shutil.rmtree(office / ".venv")
    done = subprocess.run(
        [getattr(sys, "_base_executable", sys.executable), "build.py", "doctor"],
        cwd=office,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert (
        "[缺少] 运行环境（.venv）还没有建立\n"
        "       → 运行 make（没有 make：python build.py setup）\n"
    ) in done.stdout
    assert not (office / ".venv").exists()


def test_fonts_are_found_by_either_name(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fonts() -> Diagnosis:
        return list(examine(office))[-1]

    monkeypatch.setattr("gongwen.checkup.pdf.find_fonts", lambda root: None)
    names = "FZXiaoBiaoSong-B05S\nFangSong_GB2312\n楷体_GB2312\nSimHei\nSimSun"
    monkeypatch.setattr(checkup, "_font_names", names.casefold)
    assert fonts() == Diagnosis("正常", "公文用的字体都有")
    monkeypatch.setattr(checkup, "_font_names", names.replace("SimHei", "").casefold)
    assert fonts().said == "这台电脑没有字体：黑体"
    monkeypatch.setattr(checkup, "_font_names", lambda: None)
    assert fonts().state == "说明"
