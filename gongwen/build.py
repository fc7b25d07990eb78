"""A build: which documents are asked for, which of them changed, and what comes of them."""

from __future__ import annotations

import difflib
import hashlib
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .document.parts import Stage
from .formats import formats
from .pipeline import Made, Request, make
from .problem import Level, Problem, in_order
from .state import Record, State, digest, load_state, program_digest, write_atomically
from .workshop import Workshop

UNWRITABLE = "写不进去"
WORTH_A_WORKER = 12
"""Starting another process costs about as much as making so many documents."""


@dataclass(frozen=True, slots=True)
class Options:
    """The common options. `root` is the project's folder; `jobs` 0 = by the number of documents."""

    root: Path
    content: Path
    output: Path
    stage: Stage | None = None
    formats: tuple[str, ...] = ("docx",)
    jobs: int = 0
    force: bool = False
    classified_allowed: bool = False


@dataclass(slots=True)
class Report:
    """What a build did, as names of output files, and what it found."""

    built: list[str] = field(default_factory=list)
    unchanged: int = 0
    refused: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def count(self, level: Level) -> int:
        return sum(problem.level is level for problem in self.problems)


def is_registry(path: Path) -> bool:
    """机构.yaml and 机构-*.yaml are registries."""
    return path.stem == "机构" or path.stem.startswith("机构-")


def documents_in(content: Path) -> list[Path]:
    """Every document of the content root, registries, reserved names and pieces left out."""
    found = [path for pattern in ("*.yaml", "*.yml") for path in content.rglob(pattern)]
    return sorted(
        path
        for path in found
        if path.is_file()
        and not any(part.startswith((".", "_")) for part in path.relative_to(content).parts)
        and not is_registry(path)
        and path.stem != "发文登记"
    )


class UnknownNameError(Exception):
    """A name on the command line that no document has; the text is for the user."""


def chosen(names: Iterable[str], content: Path) -> list[Path]:
    """The documents that `names` mean: a stem, a path below content/, or a path to the file.

    Raises UnknownNameError for the first name that means none.
    """
    documents = documents_in(content)
    picked: list[Path] = []
    for name in names:
        wanted = name.removesuffix(".yaml").removesuffix(".yml").rstrip("/")
        matching = [
            path
            for path in documents
            if wanted in (path.stem, path.relative_to(content).with_suffix("").as_posix())
            or Path(name).resolve() == path.resolve()
        ]
        if not matching:
            stems = [path.stem for path in documents]
            near = difflib.get_close_matches(Path(wanted).name, stems, 3, 0.3)
            hint = f"；是不是：{'、'.join(near)}" if near else ""
            raise UnknownNameError(f"{content.name} 文件夹里没有“{name}”{hint}")
        picked += [path for path in matching if path not in picked]
    return picked


def build(options: Options, names: Iterable[str] = ()) -> Report:
    """Make what changed of the documents named (none = all), and put it into the output folder."""
    names = list(names)
    paths = chosen(names, options.content) if names else documents_in(options.content)
    key = hashlib.sha256(f"{options.content.resolve()}|{options.output.resolve()}".encode())
    state = load_state(
        options.root / ".cache" / f"state-{key.hexdigest()[:16]}.json",
        program_digest(Path(__file__).parent),
    )
    records = state.asked(_request_key(options))
    report = Report()
    known = cache(digest)
    stale = []
    for path in paths:
        record = records.get(_name(path, options))
        if record is None or options.force or not _is_fresh(record, known, options):
            stale.append(path)
            continue
        report.unchanged += 1
        report.problems += record.problems
        if record.refused:
            report.refused.append(_name(path, options))
    for path, made in _made(stale, options):
        _put_out(path, made, records, options, report)
    if not names:
        _remove_orphans(paths, state, options, report)
    state.save()
    report.problems = in_order(report.problems)
    return report


def _name(path: Path, options: Options) -> str:
    return path.relative_to(options.content).as_posix()


def _request_key(options: Options) -> str:
    classified = "涉密环境" if options.classified_allowed else ""
    return "|".join((options.stage or "", ",".join(options.formats), classified))


def _is_fresh(record: Record, known: Callable[[Path], str], options: Options) -> bool:
    """Whether what was last made of a document still holds: same inputs, outputs untouched."""
    return (
        bool(record.inputs)
        and all(known(Path(name)) == before for name, before in record.inputs.items())
        and all(known(options.output / name) == before for name, before in record.outputs.items())
    )


def _made(paths: list[Path], options: Options) -> Iterator[tuple[Path, Made]]:
    """The documents made, in order; by several processes where that pays."""
    jobs = options.jobs or min(len(paths) // WORTH_A_WORKER, os.cpu_count() or 1)
    if jobs <= 1 or len(paths) <= 1:
        workshop = Workshop(options.root, options.content)
        yield from ((path, make(_request(path, options), workshop)) for path in paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, initializer=_open_workshop, initargs=(options,)) as pool:
        requests = [_request(path, options) for path in paths]
        chunk = max(len(paths) // (jobs * 4), 1)
        yield from zip(paths, pool.map(_make_in_worker, requests, chunksize=chunk), strict=True)


_workshops: list[Workshop] = []


def _open_workshop(options: Options) -> None:
    """A worker's start. Ctrl-C reaches every process; the parent alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _workshops[:] = [Workshop(options.root, options.content)]


def _make_in_worker(request: Request) -> Made:
    return make(request, _workshops[0])


def _request(path: Path, options: Options) -> Request:
    chosen_formats = tuple(formats()[name] for name in options.formats)
    return Request(path, options.stage, chosen_formats, options.classified_allowed)


def _put_out(
    path: Path, made: Made, records: dict[str, Record], options: Options, report: Report
) -> None:
    """Write what was made of a document and remember it. Of a refused one the old files stay."""
    name = _name(path, options)
    problems = list(made.problems)
    before = records[name].outputs if name in records else {}
    folder = (options.output / name).with_suffix("")
    outputs: dict[str, str] = {}
    lost = False
    for tail, content in made.outputs.items():
        target = folder / f"{path.stem}{tail}"
        try:
            write_atomically(target, content)
        except OSError as error:
            problems.append(_unwritable(target, options, error))
            lost = True
            continue
        outputs[target.relative_to(options.output).as_posix()] = hashlib.sha256(content).hexdigest()
        report.built.append(_shown(target, options))
    if made.refused:
        report.refused.append(name)
    elif not lost:
        for old in before.keys() - outputs.keys():
            if _stage_mark(old) in {_stage_mark(new) for new in outputs}:
                _remove(old, before[old], options, report)
    kept = {old: known for old, known in before.items() if (options.output / old).exists()}
    outputs = {**kept, **outputs}
    report.problems += problems
    inputs = {} if lost else {str(used): digest(used) for used in made.used}
    records[name] = Record(inputs, outputs, problems, made.refused)


def _stage_mark(output: str) -> str:
    """The （印发稿） of an output's name: the files of an earlier stage are the office's to keep."""
    return output.rpartition("（")[2].partition("）")[0]


def _shown(path: Path, options: Options) -> str:
    try:
        return path.relative_to(options.root).as_posix()
    except ValueError:
        return str(path)


def _unwritable(target: Path, options: Options, error: OSError) -> Problem:
    return Problem(
        UNWRITABLE,
        Level.ERROR,
        _shown(target, options),
        0,
        0,
        f"文件写不进去（{error.strerror}）",
        hint="如果正在 Word 或 WPS 里打开着它，先关掉，再重新生成",
    )


def _remove_orphans(paths: list[Path], state: State, options: Options, report: Report) -> None:
    """Take away what was made, at any stage, from documents that are no longer there."""
    present = {_name(path, options) for path in paths}
    for records in state.records.values():
        for name in records.keys() - present:
            for output, known in records.pop(name).outputs.items():
                _remove(output, known, options, report)


def _remove(name: str, known: str, options: Options, report: Report) -> None:
    """Delete an output of ours; one that someone has changed since is kept, and said."""
    target = options.output / name
    if not target.exists():
        return
    if digest(target) != known:
        report.kept.append(_shown(target, options))
        return
    target.unlink()
    report.removed.append(_shown(target, options))
    folder = target.parent
    while folder != options.output and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
