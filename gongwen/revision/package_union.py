"""The parts of two builds in one package, so that what is deleted finds its pictures too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from ..word.wordml import CONTENT_TYPES, DOCUMENT_RELATIONSHIPS, R, parse, serialise

_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def united(
    old: Mapping[str, bytes], new: Mapping[str, bytes], old_root: etree._Element
) -> dict[str, bytes]:
    """The new parts and those of the old that its document refers to and the new lacks;
    `old_root`'s references are changed, in place, to where they lead in the union.
    """
    parts = dict(new)
    relationships = parse(new[DOCUMENT_RELATIONSHIPS])
    types = parse(new[CONTENT_TYPES])
    known = {
        (entry.get("Type"), new.get(_path(entry))): entry.get("Id", "") for entry in relationships
    }
    paths = {entry.get("Id", ""): _path(entry) for entry in relationships}
    renamed: dict[str, str] = {}
    for entry in parse(old[DOCUMENT_RELATIONSHIPS]):
        identifier, content = entry.get("Id", ""), old.get(_path(entry))
        same = known.get((entry.get("Type"), content))
        if paths.get(identifier) == _path(entry) and new.get(_path(entry)) == content:
            same = identifier
        if same is not None:
            renamed[identifier] = same
        elif content is not None and _is_referred_to(identifier, old_root):
            renamed[identifier] = _added(entry, content, parts, relationships, types=types, old=old)
    for node in old_root.iter():
        for name, value in node.attrib.items():
            if str(name).startswith(R) and str(value) in renamed:
                node.set(name, renamed[str(value)])
    parts[DOCUMENT_RELATIONSHIPS] = serialise(relationships)
    parts[CONTENT_TYPES] = serialise(types)
    return parts


def _path(entry: etree._Element) -> str:
    target = entry.get("Target", "")
    return target[1:] if target.startswith("/") else f"word/{target}"


def _is_referred_to(identifier: str, root: etree._Element) -> bool:
    return any(
        value == identifier
        for node in root.iter()
        for name, value in node.attrib.items()
        if str(name).startswith(R)
    )


def _added(
    entry: etree._Element,
    content: bytes,
    parts: dict[str, bytes],
    relationships: etree._Element,
    *,
    types: etree._Element,
    old: Mapping[str, bytes],
) -> str:
    """Take over one part of the old package, under a name that the new one does not use."""
    path = _path(entry)
    folder, _, name = path.rpartition("/")
    taken = f"{folder}/old-{name}"
    parts[taken] = content
    made = etree.SubElement(relationships, entry.tag)
    identifier = f"rIdOld{len(relationships)}"
    made.set("Id", identifier)
    made.set("Type", entry.get("Type", ""))
    made.set("Target", taken.removeprefix("word/"))
    extensions = {each.get("Extension") for each in types}
    suffix = name.rpartition(".")[2]
    for kind in parse(old[CONTENT_TYPES]):
        if kind.get("PartName") == f"/{path}":
            override = etree.SubElement(types, kind.tag)
            override.set("PartName", f"/{taken}")
            override.set("ContentType", kind.get("ContentType", ""))
        elif kind.get("Extension") == suffix and suffix not in extensions:
            default = etree.SubElement(types, f"{_TYPES}Default")
            default.set("Extension", suffix)
            default.set("ContentType", kind.get("ContentType", ""))
    return identifier
