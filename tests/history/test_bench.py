"""Versions laid out one after another in one folder."""

from __future__ import annotations

from pathlib import Path

from gongwen.history.bench import Bench


def test_only_what_differs_is_written_and_what_went_is_gone(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.lay_out({"文.yaml": b"one", "_piece/a.yaml": b"same", "old.csv": b"x"})
    before = (bench.content / "_piece/a.yaml").stat().st_mtime_ns
    bench.lay_out({"文.yaml": b"two", "_piece/a.yaml": b"same"})
    found = {
        file.relative_to(bench.content).as_posix(): file.read_bytes()
        for file in bench.content.rglob("*")
        if file.is_file()
    }
    assert found == {"文.yaml": b"two", "_piece/a.yaml": b"same"}
    assert (bench.content / "_piece/a.yaml").stat().st_mtime_ns == before
