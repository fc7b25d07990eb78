"""A file that is saved after it was read, and before the build has ended, is not lost."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gongwen.build.meanwhile import CHANGED, digest_as_read, file_time
from gongwen.build.output_folder import digest
from gongwen.build.run import build

from ..project import DRAFT, REGISTRY, project

WITH_A_PIECE = DRAFT + "- {引入: _要求.yaml}\n"
TO_COME = time.time() + 5 * 3600
PIECE = "- 节: 工作要求\n  接排: 请认真落实。\n"


def saving(change: Callable[[], object]) -> Callable[..., Iterator[Any]]:
    """What a build asks to be told by: each document was made, and nothing is written yet."""

    def told(made: Iterator[Any], count: int) -> Iterator[Any]:
        for each in made:
            change()
            yield each

    return told


CHANGES: dict[str, Callable[[Path], object]] = {
    "the document": lambda content: (content / "清淤.yaml").write_text(DRAFT, "utf-8"),
    "a piece of it": lambda content: (content / "_要求.yaml").write_text(PIECE * 2, "utf-8"),
    "the registry": lambda content: (content / "机构.yaml").write_text(
        REGISTRY + "- 全称: 云溪市财政局\n", "utf-8"
    ),
    "a piece taken away": lambda content: (content / "_要求.yaml").unlink(),
    "the registry taken away": lambda content: (content / "机构.yaml").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_is_saved_meanwhile_is_built_by_the_next(
    change: Callable[[Path], object], tmp_path: Path
) -> None:
    options = project(tmp_path, 清淤=WITH_A_PIECE, _要求=PIECE)
    build(options, told=saving(lambda: change(options.content)))
    report = build(options)
    assert (report.unchanged, len(report.built) + len(report.refused)) == (0, 1)
    assert build(options).built == []


def test_a_registry_put_there_meanwhile_is_read_by_the_next(tmp_path: Path) -> None:
    options = project(tmp_path, 清淤=DRAFT)
    registry = options.content / "机构.yaml"
    registry.unlink()
    build(options, told=saving(lambda: registry.write_text(REGISTRY, "utf-8")))
    assert len(build(options).built) == 1
    assert build(options).unchanged == 1


def test_what_was_saved_just_before_is_not_built_twice(tmp_path: Path) -> None:
    options = project(tmp_path, 清淤=WITH_A_PIECE, _要求=PIECE)
    for text in (DRAFT, WITH_A_PIECE):
        (options.content / "清淤.yaml").write_text(text, encoding="utf-8")
        assert len(build(options).built) == 1
        assert build(options).unchanged == 1


def test_a_file_of_a_time_to_come_is_built_once(tmp_path: Path) -> None:
    """Of a machine whose clock is ahead; when it is edited during a build, it is still noticed."""
    options = project(tmp_path, 清淤=WITH_A_PIECE, _要求=PIECE)
    for file in (options.content / "_要求.yaml", options.content):
        os.utime(file, (TO_COME, TO_COME))
    build(options)
    assert build(options).unchanged == 1
    (options.content / "清淤.yaml").write_text(f"{WITH_A_PIECE}# 改\n", encoding="utf-8")
    build(options, told=saving(lambda: change_and_date(options.content / "_要求.yaml")))
    assert len(build(options).built) == 1
    assert build(options).unchanged == 1


def change_and_date(file: Path) -> None:
    file.write_text(PIECE * 2, encoding="utf-8")
    os.utime(file, (TO_COME, TO_COME))


def test_what_is_saved_while_it_is_hashed_counts_as_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text("甲", encoding="utf-8")
    began = path.stat().st_mtime_ns

    def saved(path: Path) -> str:
        while path.stat().st_mtime_ns == began:
            path.write_text("乙", encoding="utf-8")
        return digest(path)

    monkeypatch.setattr("gongwen.build.meanwhile.digest", saved)
    assert digest_as_read(path, began, tmp_path) == CHANGED


def test_where_no_time_can_be_had_from_the_files_the_machine_s_will_do(tmp_path: Path) -> None:
    blocked = tmp_path / "文件"
    blocked.write_text("", encoding="utf-8")
    assert file_time(blocked) >= blocked.stat().st_mtime_ns
    path = tmp_path / "甲.yaml"
    path.write_text("甲", encoding="utf-8")
    saved = path.stat().st_mtime_ns
    assert digest_as_read(path, saved, blocked) == digest(path)
    assert digest_as_read(path, saved - 1, blocked) == CHANGED
    assert digest_as_read(tmp_path / "没有" / "乙.yaml", 0, blocked) == ""
