"""Projects to measure with: documents made from real ones, distinct or longer.

`python -m benchmarks.corpus FOLDER CONTENT COUNT TIMES` makes one and prints its documents as JSON.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from gongwen.library.documents import documents_in

ROOT = Path(__file__).resolve().parents[1]


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as people write them, with `|`."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else "")


_Dumper.add_representer(str, _represent_text)


def make_project(folder: Path, content: Path, count: int, times: int = 1) -> list[Path]:
    """The documents of a new project in `folder`: `count` distinct ones after those in `content`,
    the longest first and in turn; all their texts repeated `times` times.
    """
    copy_program(folder)
    shutil.copytree(content, folder / "content")
    originals = documents_in(folder / "content")
    originals.sort(key=lambda path: path.stat().st_size, reverse=True)
    texts = [path.read_text(encoding="utf-8") for path in originals]
    for path in originals:  # as a piece, for those that quote it; no document of its own
        path.rename(path.with_name(f"_{path.name}"))
    made = []
    for number in range(count):
        which = number % len(originals)
        data = yaml.load(texts[which], Loader=yaml.BaseLoader)  # noqa: S506  makes texts only
        lengthen(data, times)
        if "发文字号" in data:  # its own, for a number given twice is told
            data["发文字号"] = f"{data['发文字号'].partition('〕')[0]}〕{number + 1}号"
        target = originals[which].with_stem(f"{originals[which].stem}{number + 1}")
        write_document(target, numbered(quoting_pieces(data), number + 1))
        made.append(target)
    return made


def copy_program(folder: Path) -> None:
    """Put the program and what it sets documents with into a folder."""
    for name in ("templates", "styles", "gongwen"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("build.py", "Makefile", "requirements.txt", "requirements-dev.txt"):
        shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(ROOT / ".venv")


def write_document(path: Path, data: Any) -> None:
    """A document's data as YAML."""
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    path.write_text(text, encoding="utf-8")


def numbered(data: Any, number: int) -> Any:
    """The data with every sentence at the end of a text made its own."""
    if isinstance(data, dict):
        return {key: numbered(value, number) for key, value in data.items()}
    if isinstance(data, list):
        return [numbered(value, number) for value in data]
    if data.endswith("。"):
        return f"{data[:-1]}（之{number}）。"
    return data


def quoting_pieces(data: Any) -> Any:
    """The data with the pieces quoted that the originals have become (`引自: 甲.yaml`)."""
    if isinstance(data, dict):
        return {
            key: f"_{value}" if key == "引自" else quoting_pieces(value)
            for key, value in data.items()
        }
    return [quoting_pieces(each) for each in data] if isinstance(data, list) else data


def lengthen(data: dict[str, Any], times: int) -> None:
    """Repeat the text of the document and of the texts it issues, in place."""
    issued = data.get("印发件") or []
    for part in [data, *(issued if isinstance(issued, list) else [issued])]:
        body = part.get("正文")
        if isinstance(body, list):
            part["正文"] = body * times
        elif body:
            part["正文"] = "\n".join([body] * times)


def main(folder: str, content: str, count: str, times: str) -> None:
    """Make a project and print the paths of its documents."""
    made = make_project(Path(folder), Path(content), int(count), int(times))
    print(json.dumps([str(path) for path in made], ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
