"""verify fails where a released file is changed, missing or added; what else is made leaves the
released files alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.pdf.finished import Finished
from tests.history.test_release import release, saved
from tests.history.test_save import alone, edit, git, office, run

__all__ = ["alone", "office", "saved"]
NAME = "值班（印发稿）.docx"


@pytest.fixture
def printing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """A PDF that differs each time, as those of LibreOffice do, without LibreOffice."""
    made: list[int] = []

    def finish(drafts: dict[str, bytes], _: Path) -> dict[str, Finished]:
        made.append(len(drafts))
        return {name: Finished(b"%%PDF-1.7 %d" % len(made), ()) for name in drafts}

    monkeypatch.setattr("gongwen.formats.pdf.missing", lambda _: "")
    monkeypatch.setattr("gongwen.formats.pdf.inputs", lambda _: ())
    monkeypatch.setattr("gongwen.formats.pdf.finish", finish)
    from gongwen.formats import formats

    formats.cache_clear()
    yield made
    formats.cache_clear()


def test_changed_missing_and_added(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(capsys)
    file = saved / "output/值班" / NAME
    content = file.read_bytes()
    run(capsys, "verify", "值班")
    file.write_bytes(content + b"\0")
    out, _ = run(capsys, "verify", "值班", code=1)
    assert (
        f"  output 里现在的 {NAME}：不是印发的那一份（各部分相同，文件被另存过，或另加了东西）\n"
        in out
    )
    file.unlink()
    out, _ = run(capsys, "verify", "值班", code=1)
    assert f"  output 里没有 {NAME}：印发的那一份不在了\n" in out
    file.parent.rmdir()
    run(capsys, "verify", "值班", code=1)
    file.parent.mkdir()
    file.write_bytes(content)
    added = file.with_name("值班（印发稿）附件.docx")
    added.write_bytes(content)
    out, _ = run(capsys, "verify", "值班", code=1)
    assert f"  output 里多出 {added.name}：印发时没有这个文件\n" in out
    other = added.rename(file.with_name("多的（印发稿）.docx"))
    out, _ = run(capsys, "verify", "值班", code=1)
    assert f"  output 里多出 {other.name}：印发时没有这个文件\n" in out
    other.rename(file.with_name("~$班（印发稿）.docx"))
    run(capsys, "verify", "值班")
    file.with_name("~$班（印发稿）.docx").rename(file.with_name("值班（送审稿）.docx"))
    run(capsys, "verify", "值班")


def test_a_copy_that_never_had_the_files(
    saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    release(capsys)
    colleague = saved.parent / "同事"
    git(saved.parent, "clone", "--quiet", str(saved), str(colleague))
    monkeypatch.setattr(cli, "ROOT", colleague)
    out, _ = run(capsys, "verify", "值班")
    assert f"  {NAME}：与印发时完全相同\n" in out
    assert f"  output 里没有 {NAME}（这里没有存过印发的文件）\n" in out


def test_a_second_release_of_the_same_document(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release(capsys)
    edit(saved, "12号", "13号", "值班")
    edit(saved, "落实值班制度", "严格落实值班制度", "值班")
    run(capsys, "save", "值班", "-m", "重发")
    release(capsys)
    out, _ = run(capsys, "verify", "值班")
    assert "；印发的那一份是 值班（印发稿）（正本）.docx\n" in out


def test_a_pdf_is_held_against_the_one_delivered(
    saved: Path, printing: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "release", "值班", "--format", "docx,pdf")
    file = saved / "output/值班/值班（印发稿）.pdf"
    content = file.read_bytes()
    made = len(printing)
    out, _ = run(capsys, "verify", "值班")
    assert "  output 里现在的 值班（印发稿）.pdf：就是印发的那一份\n" in out
    assert len(printing) == made, "no PDF is made to verify one"
    file.write_bytes(b"%PDF-1.7 9")
    out, _ = run(capsys, "verify", "值班", code=1)
    assert "  output 里现在的 值班（印发稿）.pdf：不是印发的那一份（内容不同）\n" in out
    file.write_bytes(content)
    run(capsys, "verify", "值班")


def test_pdf_and_preview_leave_the_released_files_alone(
    saved: Path,
    printing: list[int],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run(capsys, "release", "值班", "--format", "docx,pdf")
    folder = saved / "output/值班"
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}

    def now() -> dict[str, tuple[bytes, int]]:
        files = (path for path in folder.iterdir() if path.is_file())
        return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    out, _ = run(capsys, "build", "值班", "--format", "pdf")
    said = "保留 output/值班/值班（印发稿）.pdf（已经印发的正本；文稿没有改，不再生成）\n"
    assert out == f"{said}生成0个文件。\n"
    assert now() == before
    assert run(capsys, "build", "值班", "--format", "pdf", "--force")[0] == out
    assert now() == before
    monkeypatch.setattr("gongwen.pdf.preview.pages_as_png", lambda *_: [(1, b"PNG")])
    out, _ = run(capsys, "preview", "值班")
    assert out == "生成 output/值班/预览/值班（印发稿）-第01页.png\n"
    assert now() == before
    run(capsys, "verify", "值班")
    edit(saved, "落实值班制度", "严格落实值班制度", "值班")
    run(capsys, "preview", "值班")
    assert now() == before
    out, _ = run(capsys, "build", "值班", "--format", "pdf")
    assert "保留 output/值班/值班（印发稿）（正本）.pdf（已经印发的正本；" in out
    assert now()["值班（印发稿）（正本）.pdf"][0] == before["值班（印发稿）.pdf"][0]
