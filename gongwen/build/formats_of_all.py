"""What a build makes of all its documents at once: the drafts of some formats into files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from ..formats import Format
from ..problem import in_order
from .pipeline import Made


def finished(
    made: Iterable[tuple[Path, Made]],
    wanted: Iterable[Format],
    tools: Iterable[Path],
    shown: dict[Path, str],
    root: Path,
) -> list[tuple[Path, Made]]:
    """`made`, with drafts turned into files by those of the `wanted` formats that make all of a
    build's at once, and with what was found in doing so.

    `tools` are the files that all of them depend on; `shown` is the name that a document's files
    begin with, as the user sees it. A draft of which nothing came is taken out, and its document
    is marked as `lost`.
    """
    documents = list(made)
    for output_format in wanted:
        if output_format.together is None:
            continue
        drafts = {
            shown[path] + tail: content
            for path, each in documents
            for tail, content in each.outputs.items()
            if tail.endswith(f".{output_format.suffix}")
        }
        results = output_format.together.finish(drafts, root) if drafts else {}
        for index, (path, each) in enumerate(documents):
            outputs, problems, lost = {}, list(each.problems), each.lost
            for tail, content in each.outputs.items():
                result = results.get(shown[path] + tail)
                if result is None:
                    outputs[tail] = content
                    continue
                problems += result.problems
                if result.content is None:
                    lost = True
                else:
                    outputs[tail] = result.content
            documents[index] = (
                path,
                replace(
                    each,
                    problems=in_order(problems),
                    outputs=outputs,
                    used=(*each.used, *tools),
                    lost=lost,
                ),
            )
    return documents
