"""One way to .docx measured in a process of its own, so that its peak memory is its own too.

`python -m benchmarks.in_memory WAY PROJECT` prints its seconds of CPU, those of
what it starts among them. Everything before the work itself
(reading, typesetting where it is not the way's own, starting) is left out.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from msgspec.structs import replace

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.composition import Composition, Paragraph
from gongwen.library.documents import documents_in
from gongwen.registry.units import Registry
from gongwen.render.names import context_of
from gongwen.render.render import render
from gongwen.sheet.data import Sheet
from gongwen.template.ready import Template
from gongwen.typeset import Job, Typeset, fitted, measures_of, typeset
from gongwen.word.package import pack

from .ordinary import names_of, write_template
from .peers import (
    markdown,
    pandoc_command,
    pandoc_program,
    typst,
    typst_command,
    typst_python,
    write_reference,
)

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
    """Typeset, fit to pages, render and package from documents in memory, as a build does; what a
    registry remembers of the lines that it read is forgotten before every run.
    """
    jobs = list(_jobs(root))

    def work() -> list[bytes]:
        registries = {id(job.registry): Registry(job.registry.units) for job, _, _ in jobs}
        return [
            template.packer.pack(render(each.composition, template))
            for job, sheet, template in jobs
            for each in _set(replace(job, registry=registries[id(job.registry)]), sheet)
        ]

    return work


def _set(job: Job, sheet: Sheet) -> list[Typeset]:
    """All that is printed, fitted to its pages."""
    return fitted(typeset(job), job, sheet)[0]


def _compositions(root: Path) -> list[tuple[Composition, Sheet, Template]]:
    return [
        (each.composition, sheet, template)
        for job, sheet, template in _jobs(root)
        for each in _set(job, sheet)
    ]


def from_composition(root: Path, _: Path) -> Work:
    """Render and package what is typeset already: what plain docxtpl does."""
    compositions = _compositions(root)
    return lambda: [
        template.packer.pack(render(made, template)) for made, _, template in compositions
    ]


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
    """What pandoc makes of the same text with tables, with a finished document of ours as its
    reference document: one call a document.
    """
    program = pandoc_program()
    if program is None:
        raise CannotMeasureError("pandoc")
    compositions = _compositions(root)
    made, _, template = compositions[0]
    reference = scratch / "reference.docx"
    write_reference(render(made, template), reference)
    sources = [_written(scratch / f"{at}.md", markdown(each)) for at, (each, *_) in
               enumerate(compositions)]  # fmt: skip
    return lambda: _run_all(pandoc_command(program, source, reference) for source in sources)


def typst_pdf(root: Path, scratch: Path) -> Work:
    """What typst makes of the same text with tables, to PDF: one call a document."""
    python = typst_python(fetch=False)
    if python is None:
        raise CannotMeasureError("typst")
    sources = [_written(scratch / f"{at}.typ", typst(each)) for at, (each, *_) in
               enumerate(_compositions(root))]  # fmt: skip
    return lambda: _run_all(typst_command(python, source) for source in sources)


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _run_all(commands: Iterable[list[str | Path]]) -> None:
    for command in commands:
        subprocess.run(command, check=True)


def ordinary_docxtpl(root: Path, scratch: Path) -> Work:
    """Docxtpl with a template as people write them: a loop over paragraphs, one over table rows."""
    from docxtpl import DocxTemplate

    template = scratch / "普通.docx"
    write_template(template)
    names = [
        names_of(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506
        for path in documents_in(root / "content")
    ]

    def work() -> None:
        for each in names:
            document = DocxTemplate(template)
            document.render(each, autoescape=True)
            document.save(BytesIO())

    return work


def python_docx(root: Path, _: Path) -> Work:
    """The same text paragraph by paragraph, its tables row by row, with python-docx."""
    from docx import Document

    compositions = [made for made, *_ in _compositions(root)]

    def work() -> None:
        for made in compositions:
            document = Document()
            for block in (block for section in made.sections for block in section.blocks):
                if isinstance(block, Paragraph):
                    document.add_paragraph(block.text)
                    continue
                table = document.add_table(rows=0, cols=len(block.widths))
                for row in block.rows:
                    for cell, ours in zip(table.add_row().cells, row, strict=False):
                        cell.text = "".join(each.text for each in ours.paragraphs)
            document.save(BytesIO())

    return work


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
        ordinary_docxtpl,
        python_docx,
        pandoc,
        typst_pdf,
        bare_zip,
        load_template,
    )
}


def main(way: str, project: str) -> None:
    """Measure one way, done once before so that everything is loaded, and print the seconds."""
    gc.set_threshold(100_000)  # as the program has it (`environment.run_program`), for every way
    with TemporaryDirectory() as scratch:
        work = WAYS[way](Path(project), Path(scratch))
        if way not in (pandoc.__name__, typst_pdf.__name__):
            work()
        gc.collect()
        started = _cpu()
        work()
        print(_cpu() - started)


def _cpu() -> float:
    """Seconds of CPU of this process and of those it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main(*sys.argv[1:])
