"""What is kept of work done: used while nothing has changed, made again where anything has."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack

from gongwen.build.shared import Shared
from gongwen.library.library import Library
from gongwen.problem import Place, Problem
from gongwen.registry.units import Registry
from gongwen.storage import cache as keeping
from gongwen.storage.cache import cached, program_mark

ROOT = Path(__file__).parents[2]


class Maker:
    """Makes a list of its own times."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[int]:
        self.times += 1
        return [self.times]


def ask(file: Path | None, make: Maker, *sources: bytes) -> list[int]:
    return cached(file, sources, list[int], make)


def test_it_is_made_once(tmp_path: Path) -> None:
    make, file = Maker(), tmp_path / "folder" / "file"
    assert [ask(file, make, b"a", b"b") for _ in range(3)] == [[1], [1], [1]]


@pytest.mark.parametrize("others", [(b"a",), (b"b", b"a"), (b"ab",), (b"", b"ab"), ()])
def test_other_sources_are_another_thing(others: tuple[bytes, ...], tmp_path: Path) -> None:
    make, file = Maker(), tmp_path / "file"
    assert ask(file, make, b"a", b"b") == [1]
    assert ask(file, make, *others) == [2]


def test_another_program_makes_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, file = Maker(), tmp_path / "file"
    assert ask(file, make, b"a") == [1]
    monkeypatch.setattr(keeping, "program_mark", lambda: "another")
    assert ask(file, make, b"a") == [2]


def test_without_a_file_it_is_made_each_time() -> None:
    make = Maker()
    assert [ask(None, make, b"a"), ask(None, make, b"a")] == [[1], [2]]


def test_where_nothing_can_be_written_it_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be", encoding="utf-8")
    make, file = Maker(), tmp_path / "taken" / "file"
    assert [ask(file, make, b"a"), ask(file, make, b"a")] == [[1], [2]]


@given(broken=st.binary())
def test_a_broken_file_is_made_anew(
    broken: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("kept") / "file"
    file.write_bytes(broken)
    make = Maker()
    assert [ask(file, make, b"a"), ask(file, make, b"a")] == [[1], [1]]


@pytest.mark.parametrize("value", [["text"], {"a": 1}, None, [1, [2]]])
def test_what_is_of_another_shape_is_made_anew(value: object, tmp_path: Path) -> None:
    file = tmp_path / "file"
    ask(file, Maker(), b"a")
    key, _ = msgpack.decode(file.read_bytes())
    file.write_bytes(msgpack.encode((key, value)))
    make = Maker()
    make.times = 4
    assert ask(file, make, b"a") == [5]


def test_the_program_s_mark_changes_with_a_file_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    (package / "rules").mkdir(parents=True)
    monkeypatch.setattr(keeping, "_PACKAGE", package)

    def mark() -> str:
        program_mark.cache_clear()
        return program_mark()

    try:
        seen = [mark()]
        for name in ("a.py", "rules/b.py", "rules/c.yaml", "../requirements.txt"):
            (package / name).write_text("1", encoding="utf-8")
            seen.append(mark())
        (package / "rules/b.py").write_text("12", encoding="utf-8")
        seen.append(mark())
        assert len(set(seen)) == len(seen) == 6
        (package / "b.pyc").write_text("compiled", encoding="utf-8")
        assert mark() == seen[-1]
    finally:
        program_mark.cache_clear()


def read_anew(root: Path, file: Path) -> tuple[Registry, list[Problem], object, object]:
    """A registry, the kinds and a sheet as a new start reads them."""
    shared = Shared(root, file.parent)
    registry, problems = shared.registry(file, Library(file.parent, file.parent))
    return registry, problems, shared.kinds(), shared.sheet("示例机关", Place(""))


def test_registry_and_sheet_come_back_as_they_were_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("styles", "templates"):
        (tmp_path / name).symlink_to(ROOT / name)
    file = tmp_path / "机构.yaml"
    text = (ROOT / "content/示例/机构.yaml").read_text(encoding="utf-8")
    file.write_text(text + "- 简称: 没有全称\n", encoding="utf-8")
    first = read_anew(tmp_path, file)
    assert len(first[0].units) > 20
    assert first[1]
    for reader in ("_read_registry", "_read_kinds", "_read_sheet"):
        monkeypatch.setattr(f"gongwen.build.shared.{reader}", None)
    assert read_anew(tmp_path, file) == first
