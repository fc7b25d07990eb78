"""The text of each document of a project as Markdown with tables, and what pandoc is to be called
with: `python -m benchmarks.markdown PROJECT FOLDER` prints pairs of a document and a command.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.library.documents import documents_in
from gongwen.render.render import render

from .peers import markdown, pandoc_command, pandoc_program, write_reference


def main(project: str, folder: str) -> None:
    """Write the texts and the reference document, print the commands; none without pandoc."""
    program, root, target = pandoc_program(), Path(project), Path(folder)
    target.mkdir(exist_ok=True)
    shared = Shared(root, root / "content")
    commands = []
    for path in documents_in(root / "content") if program else ():
        made = process(Request(path, None), shared)
        if program is None or made.template is None or not made.pages:
            continue
        source, reference = target / f"{path.stem}.md", target / "reference.docx"
        source.write_text(
            "\n\n".join(markdown(each.composition) for each in made.pages), encoding="utf-8"
        )
        write_reference(render(made.pages[0].composition, made.template), reference)
        commands.append((str(path), list(map(str, pandoc_command(program, source, reference)))))
    print(json.dumps(commands, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
