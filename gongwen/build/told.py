"""What became of the output folder in one build, in lines: `build` and `watch` print the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .report import Report


def told_files(report: Report, made: Iterable[str]) -> Iterator[str]:
    """A line for each of the files `made`, taken away or left; and for those of another hand."""
    yield from (f"生成 {name}" for name in made)
    yield from (f"删除 {name}（文稿已不在）" for name in report.removed)
    yield from (f"保留 {name}（有人改过，没有覆盖或删除）" for name in report.kept)
    yield from (
        f"保留 {name}（已经印发的正本；现在的文稿里没有它了）" for name in report.left_originals
    )
    yield from (
        f"保留 {name}（已经印发的正本；文稿没有改，不再生成）" for name in report.same_originals
    )
    for name in report.kept_originals:
        yield f"保留 {name}（已经印发的正本；后来有改动，新生成的不是印发的那一份）"
