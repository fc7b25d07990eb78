"""What an office released with the program of long ago can be verified with today's."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.history.stores import GIT
from tests.history.test_save import WHO, alone, edit, git, repository
from tests.installed import install, start_installed
from tests.project import FINAL, REGISTRY, ROOT
from tests.workplace import own_environment, start

__all__ = ["alone"]
OLD = "933259bfcf6aff04a8e02e531d96690f2647cba2"
"""The last commit in which the program's files all lay in one folder."""
_PROGRAM = (
    ".gitignore",
    "build.py",
    "gongwen",
    "pyproject.toml",
    "requirements-dev.txt",
    "requirements.txt",
)
_LOOKS = ("styles", "templates")
TAG = "印发/云政办发〔2026〕12号"
FILE = "值班（印发稿）.docx"


def old_files(folder: Path) -> None:
    """Write what an office had of the old program; skips the test where history is not there."""
    done = subprocess.run(
        [GIT, "archive", "--format=tar", OLD, *_PROGRAM, *_LOOKS],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"the history of this copy does not reach back to {OLD[:7]}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")


@pytest.fixture
def office(tmp_path: Path, alone: str) -> Path:
    """An office that keeps the old program in its repository, and has released 值班 with it."""
    if alone != "git":
        pytest.skip("那时的程序要有 git")
    folder = tmp_path / "office"
    folder.mkdir()
    old_files(folder)
    (folder / "content").mkdir()
    (folder / "content/机构.yaml").write_text(REGISTRY, encoding="utf-8")
    own_environment(folder)
    repository(folder, **WHO)
    commit_all(folder, "程序")
    (folder / "content/值班.yaml").write_text(FINAL, encoding="utf-8")
    ask(folder, "save", "值班", "-m", "定稿")
    ask(folder, "release", "值班", "--format", "docx")
    assert not (folder / "gongwen/build").exists(), "this is the old program"
    return folder


def ask(folder: Path, *words: str) -> str:
    """What the program in the office's own folder says."""
    done = start(folder, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit_all(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "--quiet", "-m", message)


def update(folder: Path) -> None:
    """Put today's program, styles and templates in the place of the old ones."""
    for name in (*_PROGRAM, *_LOOKS):
        old, new = folder / name, ROOT / name
        if new.is_dir():
            shutil.rmtree(old)
            shutil.copytree(new, old, ignore=shutil.ignore_patterns("*.pyc.*"))
        else:
            shutil.copy(new, old)
    commit_all(folder, "更新程序")
    own_environment(folder)


def expected(folder: Path) -> list[str]:
    commit = git(folder, "rev-parse", "--short=7", f"{TAG}^{{commit}}").strip()
    return [
        f"{TAG}（云溪市人民政府办公室关于做好防汛值班工作的通知）",
        f"  所用的程序：标签里的 0.1.0（提交 {commit}）",
        f"  {FILE}：与印发时完全相同",
        f"  output 里现在的 {FILE}：就是印发的那一份",
    ]


def without_lock(said: str) -> list[str]:
    """The lines, but for the one that tells that libraries were updated since."""
    return [line for line in said.splitlines() if not line.startswith("  注意：组件锁定与印发时")]


def test_after_the_program_in_the_repository_was_updated(office: Path) -> None:
    update(office)
    assert without_lock(ask(office, "verify", "值班")) == expected(office)
    edit(office, "落实值班制度", "以后改过的制度", "值班")
    ask(office, "save", "值班", "-m", "以后的改动")
    assert without_lock(ask(office, "verify", "云政办发〔2026〕12号")) == expected(office)


def test_after_the_program_left_the_repository_and_is_installed(
    office: Path, tmp_path: Path
) -> None:
    packages = tmp_path / "site-packages"
    packages.mkdir()
    install(packages, "9.9")
    git(office, "rm", "-r", "--quiet", "gongwen", "requirements.txt", "pyproject.toml")
    shutil.rmtree(office / "gongwen", ignore_errors=True)
    git(office, "commit", "--quiet", "-m", "程序另装")
    done = start_installed(packages, office, "verify", "值班")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines() == expected(office)


def test_the_old_program_reads_what_todays_has_released(office: Path, tmp_path: Path) -> None:
    update(office)
    other = FINAL.replace("12号", "13号").replace("防汛", "防台")
    (office / "content/防台.yaml").write_text(other, encoding="utf-8")
    ask(office, "save", "防台", "-m", "定稿")
    ask(office, "release", "防台", "--format", "docx")
    packages = tmp_path / "old"
    packages.mkdir()
    old_files(packages)
    done = start_installed(packages, office, "verify", "防台")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "  防台（印发稿）.docx：与印发时完全相同" in done.stdout.splitlines()
    done = start_installed(packages, office, "register")
    assert "用了2个，下一个是 云政办发〔2026〕14号" in done.stdout, done.stderr


def test_the_old_program_reads_what_an_installed_one_has_released(
    office: Path, tmp_path: Path
) -> None:
    """It has no word for a program kept under a tag: it takes itself, and says so."""
    packages, old = tmp_path / "site-packages", tmp_path / "old"
    packages.mkdir()
    old.mkdir()
    install(packages, "9.9", "lxml")
    old_files(old)
    update(office)
    git(office, "rm", "-r", "--quiet", "gongwen")
    shutil.rmtree(office / "gongwen", ignore_errors=True)
    git(office, "commit", "--quiet", "-m", "程序另装")
    (office / "content/防台.yaml").write_text(FINAL.replace("12号", "13号"), encoding="utf-8")
    for words in (
        ("save", "防台", "-m", "定稿"),
        ("release", "防台", "--format", "docx"),
        ("verify", "防台"),
    ):
        done = start_installed(packages, office, *words)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "  所用的程序：印发时的 9.9（标签 程序/9.9-" in done.stdout
    done = start_installed(old, office, "verify", "防台")
    assert "  注意：标签里没有程序，是用现在的程序生成的\n" in done.stdout, done.stderr
