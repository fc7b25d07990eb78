"""What files are in the trees of commits, for the library: looked up once each."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath

import pygit2
from msgspec import Struct, field
from pygit2.enums import FileMode

Entry = tuple[str, int]
"""What git compares of a file: the id of its content, and its mode."""
_MOST_LINKS = 20


class Trees(Struct):
    """The trees of one repository."""

    repository: pygit2.Repository
    _entries: dict[tuple[pygit2.Oid, str], tuple[pygit2.Oid, int] | None] = field(
        default_factory=dict
    )

    def find(self, tree: pygit2.Oid, name: str) -> Entry | None:
        """A file, or a folder, by its path in a tree."""
        found: tuple[pygit2.Oid, int] | None = (tree, FileMode.TREE)
        for part in name.split("/"):
            if found is None or found[1] != FileMode.TREE:
                return None
            found = self._entry(found[0], part)
        return (str(found[0]), found[1]) if found else None

    def find_file(self, tree: pygit2.Oid, name: str) -> Entry | None:
        """The same, but no folder."""
        found = self.find(tree, name)
        return found if found and found[1] not in (FileMode.TREE, FileMode.COMMIT) else None

    def _entry(self, tree: pygit2.Oid, part: str) -> tuple[pygit2.Oid, int] | None:
        key = tree, part
        if key not in self._entries:
            folder = self.repository[tree]
            assert isinstance(folder, pygit2.Tree)  # noqa: S101  its mode said so
            try:
                found = folder[part]
            except KeyError:
                self._entries[key] = None
            else:
                self._entries[key] = found.id, int(found.filemode)
        return self._entries[key]

    def followed(self, tree: pygit2.Oid, name: str) -> Entry | None:
        """A file by its path, links on the way followed as far as they stay in the tree."""
        for _ in range(_MOST_LINKS):
            parts = name.split("/")
            for count in range(1, len(parts) + 1):
                found = self.find(tree, "/".join(parts[:count]))
                if found and found[1] == FileMode.LINK:
                    link = "/".join(parts[:count])
                    target = self.content(found[0]).decode("utf-8", "replace")
                    rest = parts[count:]
                    break
            else:
                return self.find_file(tree, name)
            name = normpath(join(dirname(link), target, *rest))
            if name.startswith(("/", "../")) or name == "..":
                return None
        return None

    def content(self, found: str) -> bytes:
        """What a file holds, by its id."""
        blob = self.repository[found]
        return bytes(blob.data) if isinstance(blob, pygit2.Blob) else b""

    def files(self, tree: pygit2.Oid, prefix: str = "") -> Iterator[tuple[str, Entry]]:
        """All files in a tree, by path."""
        folder = self.repository[tree]
        assert isinstance(folder, pygit2.Tree)  # noqa: S101  nobody asks for anything else
        for each in folder:
            name = f"{prefix}{each.name}"
            if each.filemode == FileMode.TREE:
                yield from self.files(each.id, f"{name}/")
            elif each.filemode != FileMode.COMMIT:
                yield name, (str(each.id), int(each.filemode))
