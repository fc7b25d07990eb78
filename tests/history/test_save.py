"""save and history, with real git in a small project."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.history.repository import open_repository
from tests.docx_reading import text
from tests.history.stores import GIT, STORES, at_home, without_git
from tests.project import project

WHO = {"user.name": "程一诺", "user.email": "cyn@yunxi.example"}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run([GIT, *arguments], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def repository(folder: Path, **settings: str) -> None:
    git(folder, "init", "--quiet", "-b", "main")
    git(folder, "config", "core.quotepath", "false")
    for name, value in settings.items():
        git(folder, "config", name, value)


@pytest.fixture(autouse=True, params=STORES)
def alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """git, or the library in its place, as on a new computer, without a name of its own: which."""
    store: str = request.param
    home = new_computer(monkeypatch, tmp_path)
    if store == "library":
        without_git(monkeypatch, home)
    return store


def new_computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home of its own, with nothing of this computer's settings; where it is."""
    home = tmp_path / "home"
    home.mkdir()
    at_home(home)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.resolve()))
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-04-03T09:00:00+08:00")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-04-03T09:00:00+08:00")
    return home


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    project(folder)
    repository(folder, **WHO)
    (folder / ".gitignore").write_text("output/\n.cache/\n", encoding="utf-8")
    monkeypatch.setattr(cli, "ROOT", folder)
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    done = cli.main(list(words))
    said = capsys.readouterr()
    assert done == code, said
    return said.out, said.err


def committed(folder: Path) -> list[str]:
    return git(folder, "show", "--format=", "--name-only", "HEAD").split()


def edit(folder: Path, old: str, new: str, name: str = "清淤") -> None:
    path = folder / "content" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_only_the_document_and_what_it_uses(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "别的.txt").write_text("别人的", encoding="utf-8")
    git(office, "add", "别的.txt")
    out, err = run(capsys, "save", "清淤", "-m", "初稿")
    assert err == ""
    assert re.fullmatch(r"已保存 [0-9a-f]{7,}：初稿（程一诺）", out.splitlines()[0])
    assert "  content/清淤.yaml" in out.splitlines()
    names = committed(office)
    assert {"content/清淤.yaml", "content/机构.yaml", "templates/文件.docx"} <= set(names)
    assert "content/值班.yaml" not in names
    assert git(office, "diff", "--cached", "--name-only").split() == ["别的.txt"]
    assert git(office, "log", "-1", "--format=%an %s").strip() == "程一诺 初稿"


def test_nothing_changed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    out, err = run(capsys, "save", "清淤", "-m", "再存", code=2)
    assert (out, err) == ("", "和上次保存的一样，没有要保存的改动\n")


def test_a_name_is_needed_once(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(office, "config", "--unset", "user.name")
    git(office, "config", "--unset", "user.email")
    _, err = run(capsys, "save", "清淤", "-m", "初稿", code=2)
    assert (
        err
        == "还不知道您的姓名，版本上要写。请加上（只需一次）：BY=姓名（没有 make：--name 姓名）\n"
    )
    out, _ = run(capsys, "save", "清淤", "-m", "初稿", "--name", "沈小舟")
    assert out.startswith("姓名记为“沈小舟”，以后保存都用它\n已保存 ")
    edit(office, "三条河道", "四条河道")
    out, _ = run(capsys, "save", "清淤", "-m", "改河道", "--name", "沈小舟")
    assert re.fullmatch(r"已保存 [0-9a-f]{7,}：改河道（沈小舟）", out.splitlines()[0])
    assert git(office, "log", "--format=%an").split() == ["沈小舟", "沈小舟"]


def test_another_name_is_told_even_where_nothing_is_saved(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    assert run(capsys, "save", "清淤", "-m", "再存", "--name", "沈小舟", code=2) == (
        "姓名记为“沈小舟”，以后保存都用它（原来是“程一诺”）\n",
        "和上次保存的一样，没有要保存的改动\n",
    )
    edit(office, "三条河道", "四条河道")
    out, _ = run(capsys, "save", "清淤", "-m", "改河道")
    assert out.splitlines()[0].endswith("：改河道（沈小舟）")


def test_a_reason_is_needed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, err = run(capsys, "save", "清淤", code=2)
    assert err == "请写明这一版改了什么：make save DOC=文件名 M=说明（没有 make：-m 说明）\n"


def test_without_a_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    project(folder)
    monkeypatch.setattr(cli, "ROOT", folder)
    for words in (("save", "清淤", "-m", "初稿"), ("history", "清淤")):
        assert run(capsys, *words, code=2) == (
            "",
            "这个文件夹不在 git 仓库里，没有版本历史。要从现在起记录版本，请运行一次："
            "make setup-git（没有 make：python build.py setup-git）\n",
        )
    out, _ = run(capsys, "setup-git")
    assert out.startswith(
        "这里还没有版本记录，已经建立（.git 文件夹，历次版本都在里面，不要删）。\n"
    )
    (folder / ".git/hooks/pre-commit").unlink()  # there is no build.py here that it could start
    run(capsys, "save", "清淤", "-m", "初稿", "--name", "沈小舟")
    assert git(folder, "log", "--format=%an %s") == "沈小舟 初稿\n"
    assert git(folder, "fsck", "--strict") == ""


def test_neither_git_nor_what_stands_in_for_it(
    office: Path, alone: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pygit2", None)
    for name in [name for name in sys.modules if name.startswith("gongwen.history.stores.")]:
        monkeypatch.delitem(sys.modules, name)
    if alone == "git":
        run(capsys, "save", "清淤", "-m", "初稿")
        return
    _, err = run(capsys, "history", "清淤", code=2)
    assert err.startswith("这台电脑上没有 git，代替它的组件也用不了（")


def test_in_a_subfolder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    top = tmp_path / "大仓库"
    folder = top / "公文 工具"
    folder.mkdir(parents=True)
    project(folder)
    repository(top, **WHO)
    monkeypatch.setattr(cli, "ROOT", folder)
    run(capsys, "save", "清淤", "-m", "初稿")
    listed = git(top, "show", "--format=", "--name-only", "HEAD").splitlines()
    assert "公文 工具/content/清淤.yaml" in listed
    out, _ = run(capsys, "history", "清淤")
    assert "程一诺  征求意见稿  初稿\n    第一版（征求意见稿）" in out


def test_a_conflict_is_not_saved(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    edit(office, "正文:", "<<<<<<< HEAD\n正文:\n=======\n正文:\n>>>>>>> other")
    _, err = run(capsys, "save", "清淤", "-m", "合并", code=2)
    assert err == ("content/清淤.yaml 第3行起，两个人的修改撞在一起，先留下一种写法，再保存\n")


def test_history(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, err = run(capsys, "history", "没有这份", code=2)
    assert err.startswith("content 文件夹里没有“没有这份”")
    out, _ = run(capsys, "history", "清淤")
    assert out == "清淤 还没有保存过，运行 make save DOC=清淤 M=说明\n"
    run(capsys, "save", "清淤", "-m", "初稿")
    edit(office, "文种: 通知", "文种: 通知\n稿本: 送审稿")
    edit(office, "三条河道的清淤。", "三条河道共25%的清淤。")
    edit(office, "责任单位: 市水务局", "责任单位: 市水务局、市教育局")
    run(capsys, "save", "清淤", "-m", "送审")
    (office / "content/清淤.yaml").rename(office / "content/河道清淤.yaml")
    out, _ = run(capsys, "save", "河道清淤", "-m", "改名")
    assert "（由 content/清淤.yaml 改名）" in out
    edit(office, "正文:\n- 节: 工作安排", "正文:\n- 节: 总体要求\n- 节: 工作安排", "河道清淤")
    out, err = run(capsys, "history", "河道清淤")
    lines = re.sub(r"^[0-9a-f]{7,}  ", "·  ", out, flags=re.MULTILINE).splitlines()
    assert lines == [
        "未保存  送审稿",
        "    增加“总体要求”",
        "·  2026-04-03  程一诺  送审稿  改名",
        "    原名“清淤.yaml”",
        "·  2026-04-03  程一诺  送审稿  送审",
        "    稿本改为送审稿；加“共25%”；加“市教育局”",
        "·  2026-04-03  程一诺  征求意见稿  初稿",
        "    第一版（征求意见稿）",
    ]
    assert err == ""
    out, _ = run(capsys, "history", "河道清淤", "--since", "2026-05-01")
    assert out.splitlines() == ["未保存  送审稿", "    增加“总体要求”"]


def test_history_in_a_shallow_clone(
    office: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    edit(office, "三条", "四条")
    run(capsys, "save", "清淤", "-m", "第二版")
    git(tmp_path, "clone", "--quiet", "--depth", "1", office.as_uri(), "浅")
    monkeypatch.setattr(cli, "ROOT", tmp_path / "浅")
    out, err = run(capsys, "history", "清淤")
    assert out.splitlines()[1:] == ["    更早的版本没有取来"]
    assert err == "（这里只取来了近期的版本；全部取来：git fetch --unshallow）\n"
    _, err = run(capsys, "diff", "清淤", code=2)
    assert err.endswith(
        "没有更早的可以比较（这里只取来了近期的版本；全部取来：git fetch --unshallow）\n"
    )
    edit(tmp_path / "浅", "四条", "五条")
    run(capsys, "save", "清淤", "-m", "第三版", "--name", "沈小舟")
    out, _ = run(capsys, "history", "清淤")
    assert "    四条→五条" in out.splitlines()


def test_two_people_in_different_sections_merge(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    examples = Path(__file__).resolve().parents[2] / "content/示例/节水型城市创建方案.yaml"
    (office / "content" / "节水.yaml").write_bytes(examples.read_bytes())
    run(capsys, "save", "节水", "-m", "初稿")
    git(office, "checkout", "--quiet", "-b", "另一人")
    edit(office, "建立城市节水统计制度", "健全城市节水统计制度", "节水")
    run(capsys, "save", "节水", "-m", "甲改统计")
    git(office, "checkout", "--quiet", "main")
    edit(office, "制定城市节约用水管理办法", "修订城市节约用水管理办法", "节水")
    edit(office, "节水教育基地3处", "节水教育基地5处", "节水")
    run(capsys, "save", "节水", "-m", "乙改办法")
    git(office, "merge", "--quiet", "--no-edit", "另一人")
    merged = (office / "content" / "节水.yaml").read_text(encoding="utf-8")
    for words in ("健全城市节水统计制度", "修订城市节约用水管理办法", "节水教育基地5处"):
        assert words in merged
    assert "<<<<<<<" not in merged


def test_the_record_of_changes(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    edit(office, "三条", "四条")
    out, _ = run(capsys, "history", "清淤", "--docx")
    assert out.endswith("生成 清淤（修改记录）.docx\n")
    words = text((office / "output/清淤/清淤（修改记录）.docx").read_bytes()).splitlines()
    assert words[0] == "关于开展河道清淤工作的通知修改记录"
    assert words[7:19] == [
        *("1", "2026-04-03", "程一诺", "征求意见稿", "初稿", "第一版（征求意见稿）"),
        *("2", "未保存", "", "征求意见稿", "", "三条→四条"),
    ]


def test_a_merge_is_finished_by_saving(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    git(office, "checkout", "--quiet", "-b", "另一人")
    edit(office, "三条", "四条")
    run(capsys, "save", "清淤", "-m", "四条")
    git(office, "checkout", "--quiet", "main")
    edit(office, "三条", "五条")
    run(capsys, "save", "清淤", "-m", "五条")
    merged = subprocess.run([GIT, "merge", "另一人"], cwd=office, capture_output=True, check=False)
    assert merged.returncode == 1
    _, err = run(capsys, "save", "清淤", "-m", "合并", code=2)
    assert "两个人的修改撞在一起" in err
    path = office / "content/清淤.yaml"
    text_now = path.read_text(encoding="utf-8")
    kept = re.sub(r"<{7}.*\n((?:.*\n)*?)={7}\n(?:.*\n)*?>{7}.*\n", r"\1", text_now)
    path.write_text(kept, encoding="utf-8")
    run(capsys, "save", "清淤", "-m", "合并")
    assert git(office, "rev-list", "--parents", "-1", "HEAD").count(" ") == 2
    assert "五条" in path.read_text(encoding="utf-8")


def test_a_merge_is_finished_by_leaving_a_file_out(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    git(office, "checkout", "--quiet", "-b", "另一人")
    edit(office, "三条", "四条")
    run(capsys, "save", "清淤", "-m", "四条")
    git(office, "checkout", "--quiet", "main")
    edit(office, "三条", "五条")
    run(capsys, "save", "清淤", "-m", "五条")
    subprocess.run([GIT, "merge", "另一人"], cwd=office, capture_output=True, check=False)
    (office / "content/清淤.yaml").unlink()
    store = open_repository(office).store
    store.commit(["content/清淤.yaml"], "不要了", lambda _: None)
    assert git(office, "status", "--porcelain", "--untracked-files=no") == ""
    assert "清淤" not in git(office, "-c", "core.quotepath=false", "ls-files", "content")


def test_a_clock_that_was_wrong(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Versions follow each other as they were kept, whatever their dates say."""
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, "2030-01-01T09:00:00+08:00")
    run(capsys, "save", "清淤", "-m", "初稿")
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, "2026-04-03T09:00:00+08:00")
    git(office, "checkout", "-qb", "另一人")
    edit(office, "三条", "四条")
    run(capsys, "save", "清淤", "-m", "改数")
    git(office, "checkout", "-q", "-")
    edit(office, "文种: 通知", "文种: 通知\n紧急程度: 特急")
    run(capsys, "save", "清淤", "-m", "加急")
    git(office, "merge", "-q", "--no-edit", "另一人")
    out, _ = run(capsys, "history", "清淤")
    assert out.splitlines()[-2].endswith("初稿")
    assert out.splitlines()[-1] == "    第一版（征求意见稿）"
