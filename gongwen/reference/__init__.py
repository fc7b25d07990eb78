"""The reference pages of docs/ that the code itself can tell: one file here, one page.

A page module has `FILE`, the page's name in docs/, and `text(commands) -> str`; the command modules
are handed down by the command that asks, which stands above. What the code cannot tell
(sentences, examples) stands beside it in a YAML file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from ..source import tree
from ..source.parse import parse
from ..storage.files import write_atomically

Commands = Mapping[str, ModuleType]
"""Every command module by the word that is typed."""

_FOLDER = Path(__file__).parent


def pages(commands: Commands) -> dict[str, str]:
    """The text of every page by file name."""
    modules = [
        importlib.import_module(f"{__name__}.{info.name}")
        for info in pkgutil.iter_modules(__path__)
    ]
    return {module.FILE: module.text(commands) for module in modules if hasattr(module, "FILE")}


def write(folder: Path, commands: Commands) -> list[str]:
    """Write the pages that are not up to date into `folder`; gives their names."""
    old = stale(folder, commands)
    texts = pages(commands)
    for name in old:
        write_atomically(folder / name, texts[name].encode())
    return old


def stale(folder: Path, commands: Commands) -> list[str]:
    """The pages that are not there or not what the code says now."""
    return [
        name
        for name, text in pages(commands).items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def data(name: str) -> dict[str, dict[str, str]]:
    """The groups of texts in a data file of this folder.

    Raises ValueError where the file is wrong (our bug, not the user's).
    """
    path = _FOLDER / name
    value, problems = parse(path.read_text(encoding="utf-8"), path.name)
    if problems or not isinstance(value, tree.Mapping):
        raise ValueError(f"{name}: {problems}")
    return {
        group: {key: str(text) for key, text in texts.items()}
        for group, texts in value.items()
        if isinstance(texts, tree.Mapping)
    }
