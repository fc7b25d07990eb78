"""Programs of others that the bench runs: where they are, and what they are given.

pandoc comes with the development components; typst is put into an environment of its own below
.cache/, so that nothing else depends on it.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from gongwen.composition import Composition, Paragraph

ROOT = Path(__file__).resolve().parents[1]
TYPST = "typst==0.15.2"
_TYPST_FOLDER = ROOT / ".cache" / "bench-typst"


def pandoc_program() -> Path | None:
    """The pandoc that comes with pypandoc_binary; None where that is not installed."""
    found = find_spec("pypandoc")
    if found is None or found.origin is None:
        return None
    program = Path(found.origin).parent / "files" / "pandoc"
    return program if program.exists() else None


def typst_python(*, fetch: bool) -> Path | None:
    """The Python that has typst; None where it is not there and cannot be had."""
    python = _TYPST_FOLDER / "bin" / "python"
    mark = _TYPST_FOLDER / f".has-{TYPST}"
    if mark.exists():
        return python
    if not fetch:
        return None
    steps: Sequence[Sequence[str | Path]] = (
        [sys.executable, "-m", "venv", "--without-pip", _TYPST_FOLDER],
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", TYPST],
    )
    for step in steps:
        if subprocess.run(step, capture_output=True, check=False).returncode:
            return None
    mark.touch()
    return python


def typst_command(python: Path, source: Path) -> list[str | Path]:
    """What makes a PDF of a typst source."""
    code = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[1] + '.pdf')"
    return [python, "-c", code, source]


def pandoc_command(program: Path, source: Path, reference: Path) -> list[str | Path]:
    """What makes a .docx of Markdown in the styles of another."""
    target = source.with_suffix(".docx")
    return [program, "--sandbox", f"--reference-doc={reference}", source, "-o", target]


def markdown(composition: Composition) -> str:
    """The text of a composition, its tables as pipe tables."""
    lines: list[str] = []
    for section in composition.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                lines += [block.text, ""]
                continue
            for index, row in enumerate(block.rows):
                texts = ["".join(each.text for each in cell.paragraphs) for cell in row]
                texts += [""] * (len(block.widths) - len(texts))
                lines.append(f"| {' | '.join(texts)} |")
                if index == 0:
                    lines.append("|" + "---|" * len(block.widths))
            lines.append("")
    return "\n".join(lines)


def typst(composition: Composition) -> str:
    """The same for typst; every text is a string, so that nothing in it is markup."""
    lines = ['#set page(paper: "a4")', '#set text(lang: "zh", size: 16pt)']
    for section in composition.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                lines.append(f"#par[#{_quoted(block.text)}]")
                continue
            columns = len(block.widths)
            cells = [
                _quoted("".join(each.text for each in cell.paragraphs))
                for row in block.rows
                for cell in row
            ]
            lines.append(f"#table(columns: {columns}, {', '.join(cells)})")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def write_reference(parts: dict[str, bytes], target: Path) -> None:
    """A reference document for pandoc: a finished document of ours, as a user would take one."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
