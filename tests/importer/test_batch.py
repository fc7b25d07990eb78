"""Many files at once: the old ones by one run of LibreOffice, each of the others as alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from gongwen.importer.batch import import_each
from gongwen.importer.reading import converted_together
from tests.word_files import paragraph, word_file

OLD = b"\xd0\xcf\x11\xe0" + bytes(24) + b"\xfe\xff"


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What each run of a stand-in for LibreOffice was given; it cannot make those that say 坏."""
    given: list[list[str]] = []

    def converted(files: Sequence[tuple[bytes, str]]) -> list[bytes | None]:
        given.append([suffix for _, suffix in files])
        made = word_file(paragraph("关于清淤的通知") + paragraph("请抓紧。"))
        return [None if "坏".encode() in content else made for content, _ in files]

    monkeypatch.setattr("gongwen.importer.office_reader.converted", converted)
    monkeypatch.setattr("gongwen.pdf.office.find_office", lambda: None)
    return given


def test_old_files_are_read_together(tmp_path: Path, runs: list[list[str]]) -> None:
    files = {
        "一.doc": OLD,
        "二.txt": "关于巡查的通知\n请落实。".encode(),
        "三.wps": OLD,
        "四.doc": OLD + "坏".encode(),
        "五.rtf": "{\\rtf1 {\\b 关于巡查的规定}\\par 请落实。\\par}".encode("gb18030"),
        "六.doc": "<html><p>关于巡查的函</p>".encode(),
        "秘密 七.doc": OLD,
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    found = list(import_each([tmp_path / name for name in files], tmp_path, 1))
    assert runs == [[".doc", ".doc", ".doc"]]  # .wps means another program to LibreOffice
    assert [done.path.name for done in found] == list(files)
    titles = [done.imported.tree["标题"] if done.imported else done.reason for done in found]
    assert titles[:3] == ["关于清淤的通知", "关于巡查的通知", "关于清淤的通知"]
    assert titles[3] == "读 .doc 文件要用 LibreOffice，这台电脑上没有"  # alone, it says why
    assert titles[4:6] == ["关于巡查的规定", "关于巡查的函"]  # an .rtf is pandoc's to read
    assert found[6].imported is None


def test_one_old_file_is_read_alone(tmp_path: Path, runs: list[list[str]]) -> None:
    (tmp_path / "一.doc").write_bytes(OLD)
    assert converted_together([tmp_path / "一.doc", tmp_path / "没有.doc"]) == {}
    assert runs == []


def test_twelve_at_a_time(tmp_path: Path, runs: list[list[str]]) -> None:
    paths = [tmp_path / f"{number}.doc" for number in range(30)]
    for path in paths:
        path.write_bytes(OLD)
    found = list(import_each(paths, tmp_path, 1))
    assert [len(run) for run in runs] == [12, 12, 6]
    assert all(done.imported for done in found)
