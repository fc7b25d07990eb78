"""What is known of an office's files goes along with it when its folder is moved or copied."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from msgspec.structs import replace

from gongwen.build.options import Options
from gongwen.build.originals import kept_as_originals
from gongwen.build.run import build
from tests.project import project

FINAL_FILE = "值班/值班（印发稿）.docx"
ORIGINAL = "值班/值班（印发稿）（正本）.docx"


def released(folder: Path) -> Options:
    """An office with a document that went out."""
    folder.mkdir()
    options = project(folder)
    build(options)
    with kept_as_originals([f"output/{FINAL_FILE}"], options):
        pass
    return options


def at(folder: Path, options: Options) -> Options:
    return replace(options, root=folder, content=folder / "content", output=folder / "output")


def edit(options: Options) -> None:
    file = options.content / "值班.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("落实", "严格落实", 1), "utf-8")
    assert file.read_text("utf-8") != text


def test_what_was_released_before_a_move_is_set_aside_after_it(tmp_path: Path) -> None:
    before = released(tmp_path / "公文")
    original = (before.output / FINAL_FILE).read_bytes()
    moved = at((tmp_path / "公文").rename(tmp_path / "新公文"), before)
    edit(moved)
    assert build(moved).kept_originals == [f"output/{ORIGINAL}"]
    assert (moved.output / ORIGINAL).read_bytes() == original
    assert (moved.output / FINAL_FILE).read_bytes() != original


def test_records_under_the_name_that_they_had_once_are_known(tmp_path: Path) -> None:
    options = released(tmp_path / "公文")
    (state,) = (options.root / ".cache").glob("state-*.json")
    former = tmp_path / "公文" / ".cache" / former_name(options)
    state.rename(former)
    edit(options)
    assert build(options).kept_originals == [f"output/{ORIGINAL}"]


def former_name(options: Options) -> str:
    """How records were called by programs that told offices apart by whole paths."""
    pair = f"{options.content.resolve()}|{options.output.resolve()}"
    return f"state-{hashlib.sha256(pair.encode()).hexdigest()[:16]}.json"


def test_a_copy_is_not_taken_for_what_it_was_copied_from(tmp_path: Path) -> None:
    before = released(tmp_path / "公文")
    copied = at(Path(shutil.copytree(tmp_path / "公文", tmp_path / "副本")), before)
    edit(copied)
    assert f"output/{FINAL_FILE}" in build(copied).built
    again = build(copied)
    assert (again.built, again.unchanged) == ([], 2)
    (state,) = (copied.root / ".cache").glob("state-*.json")
    assert f"{tmp_path / '公文'}/" not in state.read_text("utf-8")
