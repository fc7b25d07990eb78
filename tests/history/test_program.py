"""The program that makes a release is kept with it: an office with an installed program, which is
updated later.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

import pytest

from gongwen import cli
from gongwen.history import program
from gongwen.history.program import keep, program_digest
from gongwen.history.repository import HistoryError, Repository, open_repository
from gongwen.setup.version import version
from tests.history.test_save import alone, edit, git, office, run
from tests.installed import install, start_installed
from tests.made_once import MadeOnce
from tests.project import FINAL, ROOT

__all__ = ["alone", "office"]
TAG = "印发/云政办发〔2026〕12号"
FILE = "值班（印发稿）.docx"


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the program is installed, as version 0.1.0."""
    folder = tmp_path_factory.mktemp("site-packages")
    install(folder, "0.1.0", f"lxml=={version_of('lxml')}", "pytest; extra == 'dev'")
    before = sources(folder)
    yield folder
    assert sources(folder) == before, "a test changed what others use"


@pytest.fixture(scope="session")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on another day: a later version, which sets another colon after those addressed."""
    folder = tmp_path_factory.mktemp("site-packages")
    install(folder, "0.2.0")
    file = folder / "gongwen/typeset/parts.py"
    text = file.read_text(encoding="utf-8")
    old = 'job.line(document.recipients) + "："'
    assert old in text
    file.write_text(text.replace(old, old.replace("：", "︰")), encoding="utf-8")
    return folder


def sources(folder: Path) -> dict[str, tuple[int, int]]:
    """The size and time of each file but those that Python puts there."""
    return {
        path.as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }


@pytest.fixture
def released(office: Path, packages: Path, once: MadeOnce) -> Path:
    """An office that has released 值班 with it."""

    def release() -> None:
        ask(packages, office, "save", "值班", "-m", "定稿")
        said = ask(packages, office, "release", "值班", "--format", "docx")
        assert f"标签 {program_tag(office)}\n" in said

    once("history: released by an installed program", office, release)
    return office


def ask(packages: Path, folder: Path, *words: str, code: int = 0) -> str:
    done = start_installed(packages, folder, *words)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def program_tag(folder: Path) -> str:
    (tag,) = git(folder, "tag", "--list", f"{program.TAGS}*").split()
    return tag


def manifest_of(folder: Path, tag: str = TAG) -> dict[str, Any]:
    message = git(folder, "tag", "--list", "--format=%(contents)", tag)
    found: dict[str, Any] = json.loads(message[message.index("{") :])
    return found


def release_anew(folder: Path, manifest: dict[str, Any]) -> None:
    """Put another manifest into the release's tag."""
    git(folder, "tag", "-a", "-f", "-m", "印发\n\n" + json.dumps(manifest), TAG, f"{TAG}^{{}}")


def test_a_release_can_be_made_again_after_the_program_was_updated(
    released: Path, updated: Path
) -> None:
    edit(released, "落实值班制度", "以后改过的制度", "值班")
    ask(updated, released, "save", "值班", "-m", "以后的改动")
    assert ask(updated, released, "verify", "值班").splitlines()[1:] == [
        f"  所用的程序：印发时的 0.1.0（标签 {program_tag(released)}）",
        f"  {FILE}：与印发时完全相同",
        f"  output 里现在的 {FILE}：就是印发的那一份",
    ]


def test_the_program_that_runs_is_not_written_out_to_verify_with(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    export = program.export  # type: ignore[attr-defined]

    def counted(tree: str, folder: str, target: Path, repository: Repository) -> None:
        written.append(tree)
        export(tree, folder, target, repository)

    monkeypatch.setattr(program, "export", counted)
    run(capsys, "save", "值班", "-m", "定稿")
    run(capsys, "release", "值班", "--format", "docx")
    out, _ = run(capsys, "verify", "值班")
    assert f"  所用的程序：印发时的 {version()}（标签 {program_tag(office)}）\n" in out
    assert written == []
    monkeypatch.setattr(program, "program_digest", lambda: "0" * 64)  # as of another program
    out, _ = run(capsys, "verify", "值班")
    assert f"  {FILE}：与印发时完全相同\n" in out
    assert len(written) == 1


def test_what_starts_an_installed_program_need_not_be_kept(office: Path, packages: Path) -> None:
    shutil.copy(ROOT / "build.py", office)
    ask(packages, office, "save", "值班", "-m", "定稿")
    assert "?? build.py" in git(office, "status", "--short").splitlines()
    ask(packages, office, "release", "值班", "--format", "docx")
    assert "：与印发时完全相同\n" in ask(packages, office, "verify", "值班")


def test_a_program_beside_the_documents_has_to_be_committed(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "build.py", office)
    monkeypatch.setattr("gongwen.history.release.holds_program", lambda _: True)
    run(capsys, "save", "值班", "-m", "定稿")
    _, err = run(capsys, "release", "值班", "--format", "docx", code=1)
    assert err == "没有印发，还没有保存（程序自己的文件，git commit）：build.py\n"
    git(office, "add", "build.py")
    git(office, "commit", "--quiet", "-m", "程序")
    run(capsys, "release", "值班", "--format", "docx")


def test_without_the_programs_tag(released: Path, updated: Path) -> None:
    tag = program_tag(released)
    git(released, "tag", "-d", tag)
    said = ask(updated, released, "verify", "值班", code=1)
    assert re.search(r"^  所用的程序：现在的 0\.2\.0（校验值 [0-9a-f]{12}）$", said, re.MULTILINE)
    assert f"  {FILE}：内容不同：word/document.xml\n" in said
    assert (
        f"  注意：印发时用的程序是 0.1.0（标签 {tag}），这里没有这个标签，没有用上；"
        "取来：git fetch --tags\n"
    ) in said


def test_a_tag_that_was_put_on_something_else_is_not_run(released: Path, packages: Path) -> None:
    tag = program_tag(released)
    git(released, "tag", "-f", tag, "HEAD")
    said = ask(packages, released, "verify", "值班")
    assert "  所用的程序：现在的 0.1.0（" in said
    assert f"（标签 {tag}），这个标签后来改过，没有用它\n" in said


def test_the_manifest_names_the_program_and_its_components(released: Path) -> None:
    manifest, tag = manifest_of(released), program_tag(released)
    tree = git(released, "rev-parse", f"{tag}^{{tree}}").strip()
    assert manifest["程序"] == {"版本": "0.1.0", "标签": tag, "树": tree}
    assert manifest["组件"] == {"lxml": version_of("lxml")}
    assert tag == f"程序/0.1.0-{manifest['生成环境']['程序'][:12]}"
    assert manifest["生成环境"]["程序"] == program_digest(), "a checkout of it has the same digest"
    assert git(released, "cat-file", "-t", tag).strip() == "tree", "one tag for all who keep it"


def test_what_is_kept_is_the_program_byte_for_byte(released: Path) -> None:
    listed = git(
        released,
        "-c",
        "core.quotepath=false",
        "ls-tree",
        "-r",
        "--name-only",
        "-z",
        (program_tag(released)),
    )
    own = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "gongwen").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert set(listed.split("\0")) - {""} == own
    for name in ("gongwen/cli.py", "gongwen/kinds/通知.yaml"):
        assert git(released, "show", f"{program_tag(released)}:{name}") == (ROOT / name).read_text(
            encoding="utf-8"
        )


def test_a_version_is_kept_once(released: Path, packages: Path, updated: Path) -> None:
    first = program_tag(released)
    (released / "content/清淤.yaml").write_text(
        FINAL.replace("12号", "13号").replace("防汛", "防台"), encoding="utf-8"
    )
    ask(packages, released, "save", "清淤", "-m", "定稿")
    ask(packages, released, "release", "清淤", "--format", "docx")
    assert manifest_of(released, "印发/云政办发〔2026〕13号")["程序"]["标签"] == first
    assert program_tag(released) == first
    (released / "content/清淤.yaml").write_text(
        FINAL.replace("12号", "14号").replace("防汛", "防旱"), encoding="utf-8"
    )
    ask(updated, released, "save", "清淤", "-m", "定稿")
    ask(updated, released, "release", "清淤", "--format", "docx")
    kept = git(released, "tag", "--list", "程序/*").split()
    assert [tag.partition("-")[0] for tag in kept] == ["程序/0.1.0", "程序/0.2.0"]
    for name in (TAG, "印发/云政办发〔2026〕13号", "印发/云政办发〔2026〕14号"):
        assert "与印发时完全相同" in ask(updated, released, "verify", name)


def test_the_programs_tag_travels_with_the_others(
    released: Path, updated: Path, tmp_path: Path
) -> None:
    remote, colleague = tmp_path / "remote.git", tmp_path / "colleague"
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", str(remote))
    git(released, "remote", "add", "origin", str(remote))
    git(released, "push", "--quiet", "origin", "main")
    git(released, "push", "--quiet", "--tags", "origin")
    git(tmp_path, "clone", "--quiet", str(remote), str(colleague))
    assert "所用的程序：印发时的 0.1.0（" in ask(updated, colleague, "verify", "值班")


def test_a_release_says_that_tags_are_pushed_by_themselves(office: Path, packages: Path) -> None:
    git(office, "remote", "add", "origin", "https://git.yunxi.example/公文.git")
    ask(packages, office, "save", "值班", "-m", "定稿")
    said = ask(packages, office, "release", "值班", "--format", "docx")
    assert said.endswith(
        "要让别人也有这一版和标签，运行 make push（没有 make：python build.py push）\n"
    )


def test_other_components_are_named(released: Path, packages: Path) -> None:
    manifest = manifest_of(released)
    manifest["组件"] |= {"lxml": "1.0", "早先的组件": "2.0"}
    release_anew(released, manifest)
    said = ask(packages, released, "verify", "值班")
    now = version_of("lxml")
    assert f"  注意：组件 lxml 与印发时不同（当时 1.0，现在 {now}）\n" in said
    assert "  注意：组件 早先的组件 与印发时不同（当时 2.0，现在 没有）\n" in said
    assert "组件锁定" not in said


def test_a_manifest_of_before_that_names_no_program(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "save", "值班", "-m", "定稿")
    run(capsys, "release", "值班", "--format", "docx")
    manifest = manifest_of(office)
    del manifest["程序"], manifest["组件"]
    release_anew(office, manifest)
    out, _ = run(capsys, "verify", "值班")
    assert f"  所用的程序：现在的 {version()}（校验值 " in out
    assert "  注意：标签里没有程序，是用现在的程序生成的\n" in out


def test_a_programs_tag_that_is_in_the_way(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "save", "值班", "-m", "定稿")
    repository = open_repository(office)
    tag = keep(office, repository)["标签"]
    git(office, "tag", "-f", tag, "HEAD")
    with pytest.raises(HistoryError, match=f"标签 {tag} 记的不是这个程序；删去它再印发："):
        keep(office, repository)
    _, err = run(capsys, "release", "值班", "--format", "docx", code=1)
    assert err.endswith(f"git tag -d {tag}\n")
    git(office, "tag", "-d", tag)
    run(capsys, "release", "值班", "--format", "docx")


def test_where_nothing_can_be_kept_nothing_is_released(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "save", "值班", "-m", "定稿")
    monkeypatch.setattr(program, "_files", lambda: {"gone.py": office / "gone.py"})
    monkeypatch.setattr(program, "program_digest", lambda: "0" * 64)
    _, err = run(capsys, "release", "值班", "--format", "docx", code=1)
    assert err.startswith("没有印发，程序存不进历史：")
    assert git(office, "tag", "--list") == ""


def test_a_checkout_that_does_not_keep_its_program_in_git(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program lies in the office's folder, but git was told to leave it out."""
    shutil.copytree(ROOT / "gongwen", office / "gongwen")
    (office / ".gitignore").write_text("gongwen/\noutput/\n.cache/\n", encoding="utf-8")
    git(office, "commit", "--quiet", "--allow-empty", "-m", "空")
    monkeypatch.setattr(program, "PACKAGE", office / "gongwen")
    repository = open_repository(cli.ROOT)
    assert "标签" in keep(office, repository)
    git(office, "add", "-f", "gongwen/cli.py")
    git(office, "commit", "--quiet", "-m", "程序")
    assert keep(office, repository).keys() == {"版本"}
    assert "标签" in keep(office / "部门", repository), "verify would not find it there"


def test_the_digest_is_of_what_lies_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "rules/one.py"
    file.parent.mkdir()
    file.write_text("1", encoding="utf-8")
    monkeypatch.setattr(program, "PACKAGE", tmp_path)
    first = program_digest()
    for other in ("rules/__pycache__/one.pyc", "rules/.one.swp", "base/styles/a.yaml"):
        (tmp_path / other).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / other).write_text("2", encoding="utf-8")
        assert program_digest() == first, other
    (tmp_path / "kinds").mkdir()
    file.rename(tmp_path / "kinds/one.py")
    second = program_digest()
    (tmp_path / "kinds/one.py").write_text("3", encoding="utf-8")
    assert len({first, second, program_digest()}) == 3


def test_line_ends_are_kept_whatever_git_is_told(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "packages/gongwen"
    package.mkdir(parents=True)
    (package / "cli.py").write_bytes(b"1\r\n2\r\n")
    git(office, "config", "core.autocrlf", "input")
    (office / ".git/info/attributes").write_text("* text\n", encoding="utf-8")
    monkeypatch.setattr(program, "PACKAGE", package)
    tree = keep(office, open_repository(office))["树"]
    assert git(office, "show", f"{tree}:gongwen/cli.py") == "1\r\n2\r\n"
