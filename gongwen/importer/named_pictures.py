"""The pictures of an imported document, called after it: 方案-图1.png."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from .. import patterns as re
from .assemble import Imported
from .tree import Noted, Tree
from .yaml_writer import write_yaml

_NAME = re.compile(r"(?<![\w-])图\d+\.(?:png|jpg)")


def with_names(imported: Imported, stem: str, taken: AbstractSet[str]) -> Imported:
    """The document with its pictures called after `stem`, in its tree, its text and what is told of
    it; `taken` are the names, without case, of files that are there already.
    """
    if not imported.pictures:
        return imported
    names = {each.name: _free(stem, each.name, taken) for each in imported.pictures}
    tree = {key: _renamed(value, names) for key, value in imported.tree.items()}
    head, _, _ = imported.text.partition("\n")  # the remark on the whole is not in the tree
    return replace(
        imported,
        tree=tree,
        text=f"{head}\n{write_yaml(tree)}",
        problems=[
            replace(each, message=_said(each.message, names), hint=_said(each.hint, names))
            for each in imported.problems
        ],
        pictures=tuple(replace(each, name=names[each.name]) for each in imported.pictures),
    )


def _free(stem: str, name: str, taken: AbstractSet[str]) -> str:
    first, dot, suffix = name.rpartition(".")
    found, again = f"{stem}-{name}", 1
    while found.casefold() in taken:
        again += 1
        found = f"{stem}-{first}（{again}）{dot}{suffix}"
    return found


def _renamed(tree: Tree, names: Mapping[str, str]) -> Tree:
    if isinstance(tree, Noted):
        return Noted(_renamed(tree.value, names), tuple(_said(each, names) for each in tree.notes))
    if isinstance(tree, list):
        return [_renamed(each, names) for each in tree]
    if isinstance(tree, dict):
        return {
            key: names.get(value, value)
            if key == "图" and isinstance(value, str)
            else _renamed(value, names)
            for key, value in tree.items()
        }
    return tree


def _said(text: str, names: Mapping[str, str]) -> str:
    """What is told, with the new names."""
    return _NAME.sub(lambda match: names.get(match[0], match[0]), text)
