"""What stands in the way of git, and what of the history is not here: said, with what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.history import lock
from tests.history.test_release import TAG, release, saved
from tests.history.test_save import alone, edit, git, office, run

__all__ = ["alone", "office", "saved"]


@pytest.fixture
def by_git(alone: str) -> None:
    """What only git can do."""
    if alone != "git":
        pytest.skip("只有 git 能推送")


@pytest.mark.parametrize(
    ("running", "advice"),
    [
        (True, "现在有 git 在运行：等它做完，再试一次；一直不完的，看看是哪个窗口开着的"),
        (False, "现在没有 git 在运行，是上次中断时留下的：删掉这个文件，再试一次"),
        (None, "看看别的窗口里有没有 git 在运行；没有，就删掉这个文件，再试一次"),
    ],
)
def test_a_stale_lock(
    running: bool | None,
    advice: str,
    saved: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lock, "is_git_running", lambda: running)
    edit(saved, "落实值班制度", "严格落实值班制度", "值班")
    left = saved / ".git/index.lock"
    left.touch()
    os.utime(left, (left.stat().st_mtime - 3 * 3600 - 60,) * 2)
    out, err = run(capsys, "save", "值班", "-m", "再改", code=2)
    assert (out, err) == (
        "",
        f"git 的锁文件 {left} 在（3小时前留下的），git 不能写\n    建议：{advice}\n",
    )
    cli.main(["doctor"])
    said = capsys.readouterr().out
    assert (
        f"[提醒] git 的锁文件 {left} 在（3小时前留下的），git 不能写\n       → {advice}\n" in said
    )
    left.unlink()
    run(capsys, "save", "值班", "-m", "再改")


def test_a_lock_of_the_settings(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (saved / ".git/config.lock").touch()
    edit(saved, "落实值班制度", "严格落实值班制度", "值班")
    _, err = run(capsys, "save", "值班", "-m", "再改", "--name", "沈小舟", code=2)
    assert err.startswith("git 的锁文件 ")
    assert "config.lock 在（不到1分钟前留下的），git 不能写\n" in err


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(5, "不到1分钟"), (60, "1分钟"), (3599, "59分钟"), (7200, "2小时"), (3 * 86400, "3天")],
)
def test_how_long_ago(seconds: int, said: str) -> None:
    assert lock._duration(seconds) == said


def test_on_no_branch_nothing_is_saved(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(saved, "checkout", "--quiet", "--detach")
    edit(saved, "落实值班制度", "严格落实值班制度", "值班")
    head = git(saved, "rev-parse", "HEAD")
    _, err = run(capsys, "save", "值班", "-m", "再改", code=2)
    assert err.startswith("没有保存：现在不在任何分支上（看的是旧的一版）；先回到分支：git switch ")
    assert git(saved, "rev-parse", "HEAD") == head
    _, err = release(capsys, code=1)
    assert err.startswith("没有印发：现在不在任何分支上")
    _, err = run(capsys, "register")
    assert err == "现在不在任何分支上（看的是旧的一版），发文登记.yaml 也可能是旧的\n"
    cli.main(["doctor"])
    assert "[提醒] 现在不在任何分支上" in capsys.readouterr().out


def test_a_deleted_tag_still_counts(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(capsys)
    made = git(saved, "rev-parse", TAG).strip()
    git(saved, "tag", "-d", TAG)
    out, err = run(capsys, "register")
    how = f"git update-ref refs/tags/{TAG} {made}"
    assert err == f"标签 {TAG} 删掉了，文号照样算用过；取回：{how}\n"
    assert out.startswith("云政办发〔2026〕：用了1个，下一个是 云政办发〔2026〕13号\n")
    _, err = release(capsys, code=1)
    assert err.startswith("这一份已经印发过（云政办发〔2026〕12号），没有再印发\n")
    _, err = run(capsys, "verify", "值班", code=2)
    assert f"标签 {TAG} 删掉了，取回：{how}\n" in err
    git(saved, *how.split()[1:])
    run(capsys, "verify", "值班")
    assert run(capsys, "register")[1] == ""


def test_a_changed_tag_is_said(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(capsys)
    message = git(saved, "tag", "--list", "--format=%(contents)", TAG)
    assert "后来改过" not in run(capsys, "verify", "值班")[0]
    git(saved, "tag", "-f", "-a", "--cleanup=verbatim", "-m", message + "\n", TAG, "HEAD")
    out, _ = run(capsys, "verify", "值班")
    assert f"  注意：标签 {TAG} 后来改过，不是印发时的那个\n" in out


def cloned(saved: Path, *options: str) -> Path:
    server, colleague = saved.parent / "服务器.git", saved.parent / "同事"
    git(saved, "clone", "--quiet", "--bare", str(saved), str(server))
    git(saved.parent, "clone", "--quiet", *options, server.as_uri(), str(colleague))
    return colleague


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--no-tags",),
            "这里取 origin 时不取标签，别人印发的可能没有取来：git fetch --tags origin",
        ),
        (
            ("--depth", "1"),
            "这里只取来了近期的版本，以前印发的可能没有取来：git fetch --unshallow --tags",
        ),
    ],
)
def test_a_copy_without_tags(
    options: tuple[str, ...],
    said: str,
    saved: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    release(capsys)
    edit(saved, "落实值班制度", "严格落实值班制度", "值班")
    run(capsys, "save", "值班", "-m", "再改")
    monkeypatch.setattr(cli, "ROOT", cloned(saved, *options))
    out, err = run(capsys, "register")
    assert (out, err) == ("还没有印发过文件。\n", f"{said}\n")
    _, err = run(capsys, "verify", "值班", code=2)
    assert err.endswith(f"{said}\n")


def test_push_says_that_it_needs_git(
    saved: Path, alone: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if alone == "library":
        _, err = run(capsys, "push", code=1)
        assert err.startswith("推送要用 git，这台电脑上没有；保存、看历史、印发不用它。")


@pytest.mark.usefixtures("by_git")
def test_push_takes_the_branch_and_the_tags_of_releases(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = saved.parent / "服务器.git"
    git(saved.parent, "init", "--quiet", "--bare", str(server))
    _, err = run(capsys, "push", code=1)
    assert err.startswith("还没有服务器可以推送")
    git(saved, "remote", "add", "origin", str(server))
    release(capsys)
    git(saved, "branch", "草稿")
    git(saved, "tag", "自用")
    out, err = run(capsys, "push")
    program = next(tag for tag in git(saved, "tag", "--list").split() if tag.startswith("程序/"))
    assert (out, err) == (f"已推送到 origin（{server}）：分支 main和2个标签\n", "")
    references = {line.split()[1] for line in git(server, "show-ref").splitlines()}
    assert references == {"refs/heads/main", f"refs/tags/{TAG}", f"refs/tags/{program}"}
    run(capsys, "push")


@pytest.mark.usefixtures("by_git")
def test_push_never_overwrites(
    saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = saved.parent / "服务器.git"
    colleague = cloned(saved)
    git(saved, "remote", "add", "origin", str(server))
    git(colleague, "config", "user.name", "沈小舟")
    git(colleague, "config", "user.email", "sxz@yunxi.example")
    git(colleague, "commit", "--quiet", "--allow-empty", "-m", "同事的一版")
    git(colleague, "tag", "-a", "-m", "别的", "印发/云政办发〔2026〕11号")
    git(colleague, "push", "--quiet", "origin", "main", "印发/云政办发〔2026〕11号")
    edit(saved, "落实值班制度", "严格落实值班制度", "值班")
    run(capsys, "save", "值班", "-m", "再改")
    before = git(server, "rev-parse", "main")
    _, err = run(capsys, "push", code=1)
    assert err == "没有推送：别人先推送过，先取来合并：git pull origin main，再推送\n"
    assert git(server, "rev-parse", "main") == before
    git(saved, "pull", "--quiet", "--no-rebase", "--no-tags", "origin", "main")
    _, err = run(capsys, "push")
    assert err == (
        "服务器上有1个印发的标签这里没有（印发/云政办发〔2026〕11号 等），"
        "取来：git fetch --tags origin\n"
    )


@pytest.mark.usefixtures("by_git")
def test_push_asks_once_which_server(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("origin", "本单位"):
        git(saved.parent, "init", "--quiet", "--bare", str(saved.parent / f"{name}.git"))
        git(saved, "remote", "add", name, str(saved.parent / f"{name}.git"))
    _, err = run(capsys, "push", code=1)
    assert err.startswith(
        "请写明哪一个是本单位的（只需一次）：python build.py push --remote 名称；有："
    )
    run(capsys, "push", "--remote", "本单位")
    assert run(capsys, "push")[0].startswith("已推送到 本单位（")
    assert git(saved.parent / "origin.git", "for-each-ref") == ""
    _, err = run(capsys, "push", "--remote", "没有", code=1)
    assert err.startswith("没有“没有”这个服务器；有：")
