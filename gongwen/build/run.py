"""A build: which documents are asked for, which of them changed, and what comes of them."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from ..document.parts import DraftStage
from ..formats import formats
from ..library.documents import chosen, is_listable, survey
from ..library.library import Library
from ..library.same_numbers import same_numbers
from ..problem import Level, Problem, in_order
from ..problem_ids import CACHE_UNWRITABLE
from ..secrecy.clearance import is_cleared
from ..storage.cache import program_mark
from ..storage.failures import advice, reason
from .for_public import PUBLIC_MARK, leaked_in
from .formats_of_all import finished
from .meanwhile import digest_as_read, file_time
from .output_folder import OutputFolder, digest, unwritable
from .pipeline import Made, Request
from .quiet import Hush, Quiet
from .record import Record, State, settled_of, state_of
from .shared import Shared
from .workers import all_made

FINAL = "印发稿"


class Options(Struct, frozen=True):
    """The common options. `root` is the project's folder; `jobs` 0 = by the number of documents;
    `public` = the versions for the public.
    """

    root: Path
    content: Path
    output: Path
    stage: DraftStage | None = None
    formats: tuple[str, ...] = ("docx",)
    jobs: int = 0
    force: bool = False
    public: bool = False


class Report(Struct):
    """What a build did and found. `same_originals` are files as they were released that were
    left alone: their documents are what they were, and nothing makes such a file twice alike.
    `built`, `removed` and `kept` are output files as shown; `same` are those of `built` whose
    bytes are what they were. `made` and `unchanged` count documents, `refused` names them with the
    file that still stands ("" = none); those of them that were not read to the end are `unread`.
    `faulty` are the final texts that were made in spite of an 错误. `lost` = some file could not
    be made or written, of a document that was not refused. `waived` counts what the office does not
    want to be told of, by rule and reason; `quiet` the documents that nothing was said of.
    """

    built: list[str] = field(default_factory=list)
    same: set[str] = field(default_factory=set)
    made: int = 0
    unchanged: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    faulty: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    kept_originals: list[str] = field(default_factory=list)
    left_originals: list[str] = field(default_factory=list)
    same_originals: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    waived: Counter[str] = field(default_factory=Counter)
    quiet: Quiet = field(default_factory=Quiet)
    lost: bool = False

    def count(self, level: Level) -> int:
        return sum(problem.level is level for problem in self.problems)

    def again(self) -> Report:
        """What the next build reports where nothing changes."""
        unchanged = self.unchanged + self.made
        return replace(self, built=[], same=set(), removed=[], made=0, unchanged=unchanged)


def build(
    options: Options,
    names: Iterable[str] = (),
    *,
    told: Callable[..., Iterator[Any]] | None = None,
    hush: Hush | None = None,
) -> Report:
    """Make what changed of the documents named (none = all), and put it into the output folder.

    `told` passes on the documents as they are made, given how many there will be, and may say so
    (`progress.shown`). Of documents that are done with by `hush` nothing is said.
    """
    names = list(names)
    report = Report()
    documents, misnamed = survey(options.content)
    paths = chosen(names, options.content, documents) if names else documents
    report.problems = [] if names else [*misnamed, *_faults_of_kinds(options)]
    report.problems += same_numbers(documents, paths, options.stage, _library(options))
    state = _state_of(options)
    records = state.asked(_request_key(options))
    folder = OutputFolder(options.output, state.released)
    if not names:
        _refuse(misnamed, records, options, report)
    stale = _stale(paths, records, options, report, hush)
    tools = _tools(options)
    writing = _PuttingOut(options, folder, report, state, file_time(state.path.parent), tools, hush)
    try:
        for path, made in _results(stale, tools, options, told):
            _put_out(path, made, writing)
        if not names and any(options.content.iterdir()):
            _remove_orphans(paths, state, folder, options)
    finally:  # after Ctrl-C too: what was written is known
        _save(state, report)
    report.built = [_shown(name, options) for name in folder.built]
    report.same = {_shown(name, options) for name in folder.same}
    report.removed = [_shown(name, options) for name in folder.removed]
    report.kept = [_shown(name, options) for name in folder.kept]
    report.kept_originals = [_shown(name, options) for name in folder.kept_originals]
    report.left_originals = [_shown(name, options) for name in folder.left_originals]
    report.problems = in_order(report.problems)
    return report


def _faults_of_kinds(options: Options) -> list[Problem]:
    """What is wrong with the data of any 文种, whether a document is of it or not."""
    kinds = Shared(options.root, options.content).kinds()
    return [problem for kind in kinds.values() for problem in kind.problems]


def _library(options: Options) -> Library:
    return Library(options.content, options.root)


def _state_of(options: Options) -> State:
    return state_of(options.root, options.content, options.output, program_mark())


def _save(state: State, report: Report) -> None:
    try:
        state.save()
    except OSError as error:
        hint = f"不影响结果，只是每次都要全部重新生成；{advice(error)}"
        shown = state.path.parent.name
        message = f"缓存文件夹写不进去：{reason(error)}"
        report.problems.append(
            Problem(CACHE_UNWRITABLE, Level.NOTICE, shown, 0, 0, message, "", hint)
        )


@contextlib.contextmanager
def kept_as_originals(names: Iterable[str], options: Options) -> Iterator[None]:
    """Remember files as they stand, named as a report shows them, as those that were released: a
    later build sets them aside where it would put something else in their place. Before the release
    is done: one that is killed then, or later, loses no file that went out. What raises undoes it.
    """
    state = _state_of(options)
    released, made_of = dict(state.released), dict(state.made_of)
    tools = _tools(options)
    made_now = {
        output: _made_of(record.inputs, tools)
        for record in state.asked(_request_key(options)).values()
        for output in record.outputs
    }
    for name in names:
        file = options.root / name
        output = file.relative_to(options.output).as_posix()
        state.released[output] = digest(file)
        state.made_of[output] = made_now.get(output, "")
    with contextlib.suppress(OSError):  # told by every build
        state.save()
    try:
        yield
    except Exception:
        state.released, state.made_of = released, made_of
        with contextlib.suppress(OSError):
            state.save()
        raise


def originals(options: Options) -> dict[str, str]:
    """The outputs that were released here, by their paths from the output folder, with the hashes
    that they had then.
    """
    return _state_of(options).released


def _made_of(inputs: Mapping[str, str], tools: list[Path]) -> str:
    """A hash of all that a document was made of, apart from what only turns it into a format; ""
    where that is not known.
    """
    own = sorted((name, known) for name, known in inputs.items() if Path(name) not in tools)
    return hashlib.sha256(repr(own).encode("utf-8", "replace")).hexdigest() if own else ""


def _stale(
    paths: list[Path],
    records: dict[str, Record],
    options: Options,
    report: Report,
    hush: Hush | None,
) -> dict[Path, str]:
    """The documents to make, with those passages of each that need not be looked at once more; what
    is known of the others goes into the report.
    """
    known = cache(digest)
    stale: dict[Path, str] = {}
    for path in paths:
        record = records.get(_name(path, options))
        if record is None or options.force:
            stale[path] = ""
            continue
        if not _is_fresh(record, known, options):
            stale[path] = settled_of(record, path, known)
            continue
        _tell(path, record, options, report, hush)
        report.unchanged += not record.refused
    return stale


def _refuse(
    misnamed: list[Problem], records: dict[str, Record], options: Options, report: Report
) -> None:
    """Count files that are meant as documents and cannot be one, such as a broken link, as refused;
    what was last made of them stands.
    """
    for problem in misnamed:
        if problem.level is Level.ERROR:
            name = problem.file.removeprefix(f"{options.content.name}/")
            report.refused[name] = _standing(records.get(name), options)


def _standing(record: Record | None, options: Options) -> str:
    """The first file that was last made of a document and is still there, as shown; "" = none."""
    outputs = record.outputs if record else {}
    there = (name for name in outputs if (options.output / name).exists())
    return next((_shown(name, options) for name in there), "")


def _tools(options: Options) -> list[Path]:
    """The files that every document depends on in the formats asked for, brought up to date."""
    chosen_formats = [formats()[name] for name in options.formats]
    return [
        file
        for each in chosen_formats
        if each.together
        for file in each.together.inputs(options.root)
    ]


def _results(
    stale: dict[Path, str],
    tools: list[Path],
    options: Options,
    told: Callable[..., Iterator[Any]] | None,
) -> Iterable[tuple[Path, Made]]:
    """The documents made, with the formats that are made of all of them at once."""
    together = [formats()[name] for name in options.formats if formats()[name].together]
    requests = [_request(path, options, settled) for path, settled in stale.items()]
    made = all_made(requests, options.root, options.content, options.jobs)
    if told is not None:
        made = told(made, len(stale))
    if not together:
        return made
    names_shown = {path: _shown(_target(path, "", options), options) for path in stale}
    return finished(made, together, tools, names_shown, options.root)


def _tell(path: Path, record: Record, options: Options, report: Report, hush: Hush | None) -> None:
    """Put into the report what a document was found to be."""
    name = _name(path, options)
    if hush and (quiet := hush.hushed(name, record, report.quiet)):
        report.quiet = quiet
        return
    report.problems += record.problems
    report.waived.update(record.waived)
    if record.refused:
        report.refused[name] = _standing(record, options)
        if record.unread:
            report.unread.add(name)
    if record.faulty:
        report.faulty.append(_shown(record.faulty, options))


def _name(path: Path, options: Options) -> str:
    return path.relative_to(options.content).as_posix()


def _request_key(options: Options) -> str:
    classified = "涉密环境" if is_cleared() else ""
    public = PUBLIC_MARK if options.public else ""
    return "|".join((options.stage or "", ",".join(options.formats), classified, public))


def _is_fresh(record: Record, known: Callable[[Path], str], options: Options) -> bool:
    """Whether what was last made of a document still holds: same inputs, outputs untouched."""
    return (
        bool(record.inputs)
        and all(known(Path(name)) == before for name, before in record.inputs.items())
        and all(
            known(options.output / name) == before
            for name, before in record.outputs.items()
            if name not in record.earlier
        )
    )


def _request(path: Path, options: Options, settled: str) -> Request:
    chosen_formats = tuple(formats()[name] for name in options.formats)
    return Request(path, options.stage, chosen_formats, options.public, settled)


class _PuttingOut(Struct, frozen=True):
    """What putting out needs throughout a build, which `began` at that time of the files."""

    options: Options
    folder: OutputFolder
    report: Report
    state: State
    began: int
    tools: list[Path]
    hush: Hush | None


def _put_out(path: Path, made: Made, desk: _PuttingOut) -> None:
    """Write what was made of a document and remember it. Of a refused one the old files stay."""
    options, folder, report = desk.options, desk.folder, desk.report
    records = desk.state.asked(_request_key(options))
    name = _name(path, options)
    problems = list(made.problems)
    before = records[name].outputs if name in records else {}
    outputs: dict[str, str] = {}
    lost = made.lost
    cache = desk.state.path.parent
    inputs = {  # nearly all documents have the same ones: each text once
        intern(str(used)): intern(digest_as_read(used, desk.began, cache)) for used in made.used
    }
    for tail, content in made.outputs.items():
        target = _target(path, tail, options)
        if leaked := leaked_in(target, content, made.withheld):
            problems.append(leaked)
            lost = True
            continue
        if _is_original(target, inputs, desk):
            outputs[target] = desk.state.released[target]
            report.same_originals.append(_shown(target, options))
            continue
        try:
            folder.put(target, content, desk.state.put_out(name, target))
        except OSError as error:
            problems.append(unwritable(_shown(target, options), error))
            lost = True
            continue
        outputs[target] = hashlib.sha256(content).hexdigest()
    if not made.refused and not lost:
        for old in before.keys() - outputs.keys():
            if _stage_mark(old) in {_stage_mark(new) for new in outputs}:
                folder.remove(old, [before[old]])
    final = next((each for each in outputs if _stage_mark(each) == FINAL), "")
    kept = {old: known for old, known in before.items() if (options.output / old).exists()}
    earlier = sorted(kept.keys() - outputs.keys())
    outputs = {**kept, **outputs}
    report.lost = report.lost or lost
    report.made += not made.refused
    if lost:
        inputs = {}
    wrong = any(problem.level is Level.ERROR for problem in problems)
    records[name] = Record(
        inputs, outputs, problems, made.refused, made.unread, final if wrong else "", earlier,
        made.waived, made.year, made.settled,
    )  # fmt: skip
    _tell(path, records[name], options, report, desk.hush)


def _is_original(target: str, inputs: Mapping[str, str], desk: _PuttingOut) -> bool:
    """Whether a file that stands as it was released is not to be made again: its document is what
    it was, and files of its format differ each time.
    """
    known = desk.state.released.get(target)
    differing = [name for name in desk.options.formats if formats()[name].together is not None]
    return (
        known is not None
        and target.endswith(tuple(f".{name}" for name in differing))
        and digest(desk.options.output / target) == known
        and desk.state.made_of.get(target) == _made_of(inputs, desk.tools) != ""
    )


def _target(path: Path, tail: str, options: Options) -> str:
    """Where an output of a document goes, from the output folder."""
    return (Path(_name(path, options)).with_suffix("") / f"{path.stem}{tail}").as_posix()


def _stage_mark(output: str) -> str:
    """The （印发稿） of an output's name: files of an earlier stage are the office's to keep."""
    return output.rpartition("（")[2].partition("）")[0]


def _shown(name: str, options: Options) -> str:
    """A file of the output folder as the user sees it."""
    path = options.output / name
    try:
        return path.relative_to(options.root).as_posix()
    except ValueError:
        return str(path)


def _remove_orphans(
    paths: list[Path], state: State, folder: OutputFolder, options: Options
) -> None:
    """Take away what was made, at any stage, from documents that are no longer there. A document
    in a folder that cannot be looked into may well be.
    """
    present = {_name(path, options) for path in paths}
    orphans: dict[str, set[str]] = {}
    for records in state.records.values():
        for name in [each for each in records.keys() - present if _is_gone(each, options)]:
            for output, known in records.pop(name).outputs.items():
                orphans.setdefault(output, set()).add(known)
    for output, hashes in orphans.items():
        folder.remove(output, hashes)


def _is_gone(name: str, options: Options) -> bool:
    place = (options.content / name).parent
    while not place.exists() and place != options.content:
        place = place.parent
    return is_listable(place) and not os.path.lexists(options.content / name)
