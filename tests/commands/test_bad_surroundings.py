"""Every command where its words cannot go out, its folders cannot be made, or the terminal knows no
Chinese: a sentence where one can be said, the right exit code, and never a traceback.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import TypeVar

import pytest

from gongwen import commands
from gongwen.setup.environment import OWN
from tests.history.test_save import git, repository
from tests.workplace import python_of, surroundings, workplace

pytestmark = pytest.mark.skipif(os.name == "nt", reason="closes and fills what a shell would")

WORDS: dict[str, list[str]] = {
    "adopt": ["adopt", "清淤", "templates/文件.docx"],
    "archive": ["archive", "2026"],
    "build": ["build", "--force"],
    "check": ["check"],
    "collect": ["collect", "清淤", "docs"],
    "desk": ["desk", "--help"],
    "diff": ["diff", "清淤", "HEAD~1"],
    "docs": ["docs"],
    "distribute": ["distribute", "清淤", "--copies", "存档=1"],
    "doctor": ["doctor"],
    "draft": ["draft", "清淤"],
    "history": ["history", "清淤", "--docx"],
    "import": ["import", "旧文.txt", "-o", "旧"],
    "init": ["init", "新文件夹"],
    "materials": ["materials", "清淤"],
    "menu": ["menu"],
    "new": ["new", "通知", "新的"],
    "number": ["number", "清淤", "--series", "云水发"],
    "overdue": ["overdue", "清淤"],
    "pdf-setup": ["pdf-setup", "--help"],
    "pandoc-setup": ["pandoc-setup", "--help"],
    "pre-commit": ["pre-commit", "content/清淤.yaml"],
    "preview": ["preview", "没有"],
    "push": ["push"],
    "recheck": ["recheck", "清淤"],
    "register": ["register"],
    "release": ["release", "清淤", "--format", "docx"],
    "save": ["save", "清淤", "-m", "再存"],
    "schema": ["schema"],
    "send": ["send", "清淤", "--format", "docx"],
    "settle": ["settle", "清淤"],
    "self-check": ["self-check"],
    "setup-git": ["setup-git"],
    "styles": ["styles"],
    "template": ["template", "文件"],
    "submit": ["submit", "清淤"],
    "supervise": ["supervise", "清淤"],
    "textconv": ["textconv", "templates/文件.docx"],
    "update": ["update"],
    "verify": ["verify", "清淤"],
    "watch": ["watch"],
    "setup": ["setup"],
    "clean": ["clean"],
    "help": ["help"],
    "offline": ["offline", "别的系统"],
    "lock": ["lock", "--help"],
    "": ["没有这一份"],
}
FOR_DEVELOPERS = {"test", "bench"}
ENGLISH = ("Traceback", "Exception", "Errno", "Error:", "lost sys.stderr")
CHINESE = re.compile(r"[一-鿿]|\\u[4-9][0-9a-f]{3}")
CODES = (0, 1, 2, 130)
Way = TypeVar("Way")


def each_in_turn(ways: Iterable[Way]) -> list[tuple[str, Way]]:
    """Every command with one of the ways to go wrong, and every way with several commands: all with
    all would start the program a thousand times.
    """
    return list(zip(WORDS, cycle(ways)))


def test_every_command_is_tried() -> None:
    assert set(WORDS) - {""} == {*commands.words(), *OWN} - FOR_DEVELOPERS


STAYS = ("gongwen", ".venv")
"""What no command changes: a thousand files, copied once for all tests."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with two versions of a document, in which the program read its lists before."""
    folder = tmp_path_factory.mktemp("made") / "公文"
    folder.mkdir()
    options = workplace(folder)
    (folder / "docs").mkdir()
    repository(folder, **{"user.name": "程一诺", "user.email": "cyn@yunxi.example"})
    (folder / ".gitignore").write_text("output/\n.cache/\n.venv/\n", encoding="utf-8")
    (folder / "旧文.txt").write_text("关于防汛的通知\n\n请照办。\n", encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "--quiet", "-m", "第一版")
    draft = options.content / "清淤.yaml"
    draft.write_text(draft.read_text("utf-8").replace("三条", "四条"), encoding="utf-8")
    git(folder, "commit", "--quiet", "-am", "第二版")
    git(folder, "gc", "--quiet")  # one file to copy for a thousand
    assert run(folder, ["check"]).returncode == 0
    for kept in (folder / ".cache").iterdir():
        if kept.name != "read":
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
    return folder


@pytest.fixture(scope="module")
def used(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder that the tests work in one after the other."""
    folder = tmp_path_factory.mktemp("used") / "公文"
    shutil.copytree(made, folder, symlinks=True)
    before = [*map(written_when, map(folder.joinpath, STAYS))]
    yield folder
    assert [*map(written_when, map(folder.joinpath, STAYS))] == before


def written_when(folder: Path) -> dict[Path, int]:
    """When each file but those that Python keeps was written."""
    files = (path for path in folder.rglob("*") if path.suffix != ".pyc")
    return {path: path.lstat().st_mtime_ns for path in files if not path.is_dir()}


@pytest.fixture
def place(made: Path, used: Path) -> Path:
    """The checkout as it was made, whatever the test before did."""
    for old in used.iterdir():
        if old.is_dir() and not old.is_symlink() and old.name not in STAYS:
            shutil.rmtree(old)
        elif old.name not in STAYS:
            old.unlink()
    shutil.copytree(
        made, used, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*STAYS)
    )
    return used


def run(
    place: Path, words: list[str], redirection: str = "", *, settings: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command as a shell starts it; one that goes on is interrupted after a while."""
    line = f'exec "$0" build.py "$@" {redirection}'
    process = subprocess.Popen(
        ["/bin/sh", "-c", line, python_of(place), *words],
        cwd=place,
        env={**surroundings(), "GIT_CEILING_DIRECTORIES": str(place.parent), **(settings or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        out, err = process.communicate(timeout=4 if words[0] == "watch" else 60)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    return subprocess.CompletedProcess(words, process.returncode, out, err)


def assert_well_said(done: subprocess.CompletedProcess[bytes]) -> str:
    """No traceback, and Chinese where there is anything; what was said."""
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert not any(word in said for word in ENGLISH), said
    assert done.returncode in CODES, said
    assert not said or CHINESE.search(said), said
    return said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    ("word", "redirection"), each_in_turn([">/dev/full", ">/dev/full", ">/dev/full 2>/dev/full"])
)
def test_a_full_disk_takes_none_of_what_is_said(word: str, redirection: str, place: Path) -> None:
    done = run(place, WORDS[word], redirection)
    assert_well_said(done)
    if "要说的话" in done.stderr.decode():
        assert done.returncode != 0
        assert "要说的话没有能写出来：磁盘满了\n" in done.stderr.decode()


def test_what_could_not_be_said_is_no_success(place: Path) -> None:
    for words in (["check"], ["help"], ["styles"], ["history", "清淤"], ["setup"], ["doctor"]):
        done = run(place, words, ">/dev/full")
        assert done.stderr.decode().endswith("要说的话没有能写出来：磁盘满了\n"), words
        assert done.returncode == 1


@pytest.mark.parametrize(
    ("word", "redirection"), each_in_turn([">&-", "2>&-", "<&- >&- 2>&-", ">&- 2>&-"])
)
def test_nobody_listens(word: str, redirection: str, place: Path) -> None:
    assert_well_said(run(place, WORDS[word], redirection))


KNOWS_NO_CHINESE = (
    {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""},
)


@pytest.mark.parametrize(("word", "settings"), each_in_turn(KNOWS_NO_CHINESE))
def test_a_terminal_that_knows_no_chinese(word: str, settings: dict[str, str], place: Path) -> None:
    assert_well_said(run(place, WORDS[word], settings=settings))


def as_files(place: Path) -> None:
    shutil.rmtree(place / ".cache")
    for name in (".cache", "output"):
        (place / name).write_text("占着地方\n", encoding="utf-8")


def looping(place: Path) -> None:
    shutil.rmtree(place / ".cache")
    for name in (".cache", "output"):
        (place / name).symlink_to(name)


def as_files_in_git(place: Path) -> None:
    shutil.rmtree(place / ".git")
    (place / ".git").write_text("占着地方\n", encoding="utf-8")


def without_texts(place: Path) -> None:
    shutil.rmtree(place / "content")
    (place / "content").write_text("占着地方\n", encoding="utf-8")


def without_looks(place: Path) -> None:
    for name in ("templates", "styles", "docs"):
        shutil.rmtree(place / name)
        (place / name).write_text("占着地方\n", encoding="utf-8")


def read_only(place: Path) -> None:
    for folder, _, _ in os.walk(place):
        if ".venv" not in folder:
            Path(folder).chmod(0o555)


SPOILED = (as_files, looping, as_files_in_git, without_texts, without_looks)


@pytest.mark.parametrize(
    ("word", "spoil"), [*each_in_turn(SPOILED), *each_in_turn(SPOILED[2:] + SPOILED[:2])]
)
def test_something_else_stands_where_folders_belong(
    word: str, spoil: Callable[[Path], None], place: Path
) -> None:
    spoil(place)
    assert assert_well_said(run(place, WORDS[word])) or word in ("pre-commit", "template")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who may be refused")
@pytest.mark.parametrize("word", WORDS)
def test_read_only_folders(word: str, place: Path) -> None:
    read_only(place)
    try:
        assert_well_said(run(place, WORDS[word]))
    finally:
        for folder, _, _ in os.walk(place):
            Path(folder).chmod(0o755)
