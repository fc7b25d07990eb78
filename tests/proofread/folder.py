"""A folder of documents to be looked through: one, and a piece that it draws in."""

from __future__ import annotations

from pathlib import Path

import pytest


def laid_down(place: Path, text: str, piece: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder content/ in `place`, where the work is done."""
    folder = place / "content"
    folder.mkdir()
    (folder / "读书节.yaml").write_text(text, encoding="utf-8")
    (folder / "_片段.yaml").write_text(piece, encoding="utf-8")
    monkeypatch.chdir(place)
    return folder
