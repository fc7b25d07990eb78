"""Whether the program's own files can be used, as they stand after somebody changed them."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from pathlib import Path

from ..setup.place import PACKAGE

# Nothing else of ours is imported here: `watch` asks when it could not be.

_BEING_REPLACED = "程序的文件不全，多半正在更新"


def faulty(files: Iterable[Path], root: Path) -> dict[Path, str]:
    """What is wrong with those of the files that cannot be read, in Chinese, with the line."""
    found = {path: _fault(path, _shown(path, root)) for path in sorted(files)}
    if not (PACKAGE / "__main__.py").is_file():
        found[PACKAGE] = _BEING_REPLACED
    return {path: fault for path, fault in found.items() if fault}


def _shown(path: Path, root: Path) -> str:
    """A file of the program, or of the folder `root` that it works on, as the user knows it."""
    own = path.is_relative_to(PACKAGE)
    return path.relative_to(PACKAGE.parent if own else root).as_posix()


def _fault(path: Path, shown: str) -> str:
    """What keeps a file from being used, else nothing; one that is gone is no fault of its own."""
    if not path.is_file():
        return ""
    if path.suffix == ".py":
        try:
            compile(path.read_bytes(), path.name, "exec")
        except SyntaxError as error:
            return f"{shown} 第{error.lineno or 1}行写得不对"
        except (OSError, ValueError):
            return f"{shown} 读不出来"
    elif path.suffix == ".yaml" and path.parent.name == "kinds":
        from ..problem import Level
        from ..source.parse import parse
        from ..source.text_file import read_text

        text, problems = read_text(path, shown)
        if text is not None:
            problems = [*problems, *parse(text, shown)[1]]
        for each in problems:
            if each.level is Level.ERROR:
                return f"{shown} 第{max(each.line, 1)}行{each.message}"
    return ""


def place_of(error: BaseException) -> str:
    """Where in the program an error arose: its innermost file of ours, and the line."""
    if isinstance(error, SyntaxError) and error.filename:
        places = [(error.filename, error.lineno)]
    else:
        frames = traceback.extract_tb(error.__traceback__)
        places = [(frame.filename, frame.lineno) for frame in reversed(frames)]
    for name, line in places:
        if Path(name).is_relative_to(PACKAGE):
            return f"{Path(name).relative_to(PACKAGE.parent).as_posix()} 第{line}行"
    return "gongwen 文件夹里的程序"
