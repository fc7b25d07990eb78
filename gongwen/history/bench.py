"""A folder in which one version after another is laid out, to be worked on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from .versions import put_out


class Bench(Struct):
    """`folder` is a temporary one, of its maker's. What a version has in common with the one before
    it stays where it lies.
    """

    folder: Path
    _lying: dict[str, bytes] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def lay_out(self, files: Mapping[str, bytes]) -> None:
        """See to it that the content root holds these files, by their names, and no others."""
        for name in self._lying.keys() - files.keys():
            (self.content / name).unlink()
            del self._lying[name]
        for name, content in files.items():
            if self._lying.get(name) != content:
                put_out(name, content, self.content / name)
                self._lying[name] = content
