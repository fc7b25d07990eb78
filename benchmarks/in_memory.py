"""One way to .docx measured in a process of its own, so that its peak memory is its own too.

`python -m benchmarks.in_memory WAY PROJECT` prints its seconds. Everything before the work itself
(reading, typesetting where it is not the way's own, starting) is left out.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.composition import Composition, Paragraph
from gongwen.library.documents import documents_in
from gongwen.registry.units import Registry
from gongwen.render.names import context_of
from gongwen.render.render import Template, render
from gongwen.sheet.data import Sheet
from gongwen.typeset import Job, measures_of, typeset
from gongwen.word.package import pack

from .pandoc import pandoc_program

Work = Callable[[], object]


class CannotMeasureError(Exception):
    """A document of the project cannot be built."""


def _jobs(root: Path) -> Iterator[tuple[Job, Sheet, Template]]:
    shared = Shared(root, root / "content")
    for path in documents_in(root / "content"):
        checked = process(Request(path, None), shared)
        if checked.document is None or checked.kind is None:
            raise CannotMeasureError(f"{path.name}: {checked.problems}")
        document = checked.document
        sheet, _ = shared.sheet(document.sheet, document.place())
        name = document.template or document.layout_format or checked.kind.layout_format
        if sheet is None:
            raise CannotMeasureError(path.name)
        template = shared.template(name, sheet) or shared.template("文件", sheet)
        if template is None:
            raise CannotMeasureError(path.name)
        job = Job(
            document=document,
            stage=checked.stage,
            kind=checked.kind,
            registry=checked.registry,
            measures=measures_of(sheet),
            pictures=checked.pictures,
        )
        yield job, sheet, template


def from_model(root: Path, _: Path) -> Work:
    """Typeset, render and package from documents in memory; what a registry remembers of the
    lines that it read is forgotten before every run.
    """
    jobs = list(_jobs(root))

    def work() -> list[bytes]:
        registries = {id(job.registry): Registry(job.registry.units) for job, _, _ in jobs}
        return [
            pack(render(each.composition, template))
            for job, _, template in jobs
            for each in typeset(replace(job, registry=registries[id(job.registry)]))
        ]

    return work


def _compositions(root: Path) -> list[tuple[Composition, Sheet, Template]]:
    return [
        (each.composition, sheet, template)
        for job, sheet, template in _jobs(root)
        for each in typeset(job)
    ]


def from_composition(root: Path, _: Path) -> Work:
    """Render and package what is typeset already: what plain docxtpl does."""
    compositions = _compositions(root)
    return lambda: [pack(render(made, template)) for made, _, template in compositions]


def plain_docxtpl(root: Path, scratch: Path) -> Work:
    """What docxtpl does as its manual shows it, with the same template, sheet and names."""
    from docxtpl import DocxTemplate

    cases = []
    for number, (made, sheet, template) in enumerate(_compositions(root)):
        file = scratch / f"{number}.docx"
        file.write_bytes(pack(template.parts))
        cases.append((file, context_of(made, sheet)[0]))

    def work() -> None:
        for file, names in cases:
            document = DocxTemplate(file)
            document.render(names, autoescape=True)
            document.save(BytesIO())

    return work


def bare_zip(root: Path, _: Path) -> Work:
    """Packaging alone, of the finished parts."""
    parts = [render(made, template) for made, _, template in _compositions(root)]
    return lambda: [pack(each) for each in parts]


def pandoc(root: Path, scratch: Path) -> Work:
    """What pandoc makes of Markdown of the same length, one call a document."""
    program = pandoc_program()
    if program is None:
        raise CannotMeasureError("pandoc")
    sources = []
    for number, (made, _, _) in enumerate(_compositions(root)):
        source = scratch / f"{number}.md"
        source.write_text(_markdown(made), encoding="utf-8")
        sources.append(source)

    def work() -> None:
        for source in sources:
            target = source.with_suffix(".docx")
            subprocess.run([program, "--sandbox", source, "-o", target], check=True)

    return work


def _markdown(composition: Composition) -> str:
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


def load_template(root: Path, _: Path) -> Work:
    """Making the template ready, which is done once for all documents."""
    jobs = list(_jobs(root))
    path = jobs[0][0].document.place()

    def work() -> None:
        shared = Shared(root, root / "content")
        sheet, _ = shared.sheet(jobs[0][0].document.sheet, path)
        if sheet is not None:
            shared.template("文件", sheet)

    return work


WAYS: dict[str, Callable[[Path, Path], Work]] = {
    way.__name__: way
    for way in (
        from_model,
        from_composition,
        plain_docxtpl,
        pandoc,
        bare_zip,
        load_template,
    )
}


def main(way: str, project: str) -> None:
    """Measure one way, done once before so that everything is loaded, and print the seconds."""
    gc.set_threshold(100_000)  # as the program has it (`environment.run_program`), for every way
    with TemporaryDirectory() as scratch:
        work = WAYS[way](Path(project), Path(scratch))
        if way != pandoc.__name__:
            work()
        gc.collect()
        started = time.perf_counter()
        work()
        print(time.perf_counter() - started)


if __name__ == "__main__":
    main(*sys.argv[1:])
