"""What a LibreOffice misreads is seen on its PDF of the probe, kept, and mended by the copy."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from gongwen.pdf import probe
from gongwen.pdf.conversion import Failure, convert_all
from gongwen.pdf.finish import finish_all
from gongwen.pdf.fonts import find_fonts
from gongwen.pdf.misreadings import JOINTS, Misreadings
from gongwen.pdf.office import identity
from gongwen.pdf.probe import Office, known_office
from gongwen.pdf.probe_document import probe_document
from gongwen.pdf.probe_reading import read_probe
from gongwen.pdf.render_copy import copied
from gongwen.typeset.line_filling import _may_break
from tests import fake_office
from tests.libreoffice import Engine
from tests.project import ROOT, project

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


def read(document: bytes, engine: Engine, scratch: Path) -> Misreadings:
    fonts = find_fonts(ROOT)
    configuration = fonts.configuration if fonts else None
    made = convert_all({"probe": document}, engine.program, configuration, scratch)["probe"]
    assert not isinstance(made, Failure), made
    return read_probe(made)


@pytest.mark.libreoffice
def test_each_misreading_is_mended_by_the_copy(engine: Engine, tmp_path: Path) -> None:
    original = probe_document()
    misread = read(original, engine, tmp_path)
    left = read(copied(original, misread), engine, tmp_path)
    assert left == Misreadings((), *[False] * 5)


@pytest.mark.libreoffice
def test_the_two_are_known_to_differ(engine: Engine, tmp_path: Path) -> None:
    """The probe tells them apart by what they do, not by their numbers."""
    misread = read(probe_document(), engine, tmp_path)
    known = {
        "7.4": (True, {"stop and letter", "letter and bracket"}),
        "25.2": (False, {"opening quote", "closing quote", "Han and slash", "slash and Han"}),
    }
    if engine.version in known:
        assert (misread.turns_line_offsets, set(misread.joined)) == known[engine.version]


def test_a_joint_is_where_a_line_may_begin() -> None:
    for joint in JOINTS:
        assert _may_break(joint.example, 1), joint.name


@posix
def test_what_was_found_is_kept_until_the_program_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = fake_office.install(tmp_path / "bin", monkeypatch) / "soffice"
    found = Misreadings(("opening quote",), *[True] * 5)
    probed: list[Path] = []

    def probes(program: Path, _fonts: Path | None, _scratch: Path) -> Misreadings:
        probed.append(program)
        return found

    monkeypatch.setattr(probe, "_probed", probes)
    for _ in range(2):
        office = known_office(program, None, tmp_path, tmp_path / "scratch")
        assert office == Office(program, found)
    assert probed == [program]
    os.utime(program, (1, 1))
    known_office(program, None, tmp_path, tmp_path / "scratch")
    assert probed == [program] * 2


@posix
def test_few_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "_probed", lambda *_: Misreadings((), *[False] * 5))
    for number in range(12):
        known_office(tmp_path / f"soffice{number}", None, tmp_path, tmp_path)
    assert len(list((tmp_path / ".cache" / "office").iterdir())) == 8


@posix
def test_what_cannot_be_probed_is_said_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = fake_office.install(tmp_path / "bin", monkeypatch)
    root = project(tmp_path / "p").root
    document = probe_document()
    for _ in range(2):
        finished = finish_all({"甲.pdf": document, "乙.pdf": document}, root)
        said = [each for name in finished for each in finished[name].problems]
        unknown = [each for each in said if each.rule == "没有试出读法"]
        assert len(unknown) == 2
        assert len(set(unknown)) == 1  # a build says it once
        assert all(each.content for each in finished.values())
    assert fake_office.converted(fake) == [["1"], ["1", "2"]] * 2


def test_a_new_version_is_told_by_the_files_that_come_with_it(tmp_path: Path) -> None:
    start, program = tmp_path / "soffice", tmp_path / "lib" / "soffice"
    program.parent.mkdir()
    for path in (program, program.with_name("soffice.bin"), program.with_name("versionrc")):
        path.write_bytes(b"1")
    start.symlink_to(program)
    before = identity(start)
    assert identity(start) == before
    program.with_name("soffice.bin").write_bytes(b"12")
    assert identity(start) != before


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 no more"])
def test_what_shows_nothing_is_told(content: bytes) -> None:
    with pytest.raises(ValueError, match="Failed to load"):
        read_probe(content)
