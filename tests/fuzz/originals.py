"""Foreign files to damage: our own documents as other programs would hand them over."""

from __future__ import annotations

from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from gongwen.build.pipeline import Request, process
from gongwen.importer.reading import read_content

from .projects import Place, document_files

FILES = 24
"""Documents that are made into foreign files: those that come first by name."""


def originals() -> list[tuple[str, bytes]]:
    """Suffix and content of each: .docx as we write them, their text as .txt, .md and .html."""
    found: list[tuple[str, bytes]] = []
    with TemporaryDirectory() as name:
        place = Place(Path(name))
        for path in document_files()[:FILES]:
            copy = place.content / path.name
            copy.write_bytes(path.read_bytes())
            outcome = process(Request(copy, None, (place.docx,)), place.shared)
            for content in outcome.outputs.values():
                lines = _lines(content)
                page = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
                found += [
                    (".docx", content),
                    (".txt", "\n".join(lines).encode()),
                    (".md", "\n\n".join(f"**{line}**" for line in lines).encode()),
                    (".html", f"<html><body>{page}</body></html>".encode()),
                ]
    return found


def _lines(content: bytes) -> list[str]:
    source = read_content(content, ".docx", "旧文.docx")
    return [text for piece in source.pieces if (text := getattr(piece, "text", ""))]
