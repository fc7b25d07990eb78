"""A build: which documents are asked for, which of them changed, and what comes of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any

from msgspec import Struct

from ..formats import formats
from ..library.documents import chosen, each_document, is_listable, survey
from ..library.library import Library
from ..library.same_numbers import same_numbers
from ..problem import Level, Problem, in_order
from ..problem_ids import CACHE_UNWRITABLE
from ..storage.failures import advice, reason
from .for_public import leaked_in
from .formats_of_all import finished
from .meanwhile import digest_as_read, file_time
from .options import Options, state_for, tools_of
from .originals import is_original
from .output_folder import OutputFolder, digest, unwritable
from .pipeline import Made, Request
from .quiet import Hush
from .record import Record, State, is_as_read, settled_of
from .report import Report
from .shared import Shared
from .workers import all_made

FINAL = "印发稿"


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
    paths, misnamed = (chosen(names, options.content), []) if names else survey(options.content)
    report.problems = [] if names else [*misnamed, *_faults_of_kinds(options)]
    library = Library(options.content, options.root)
    others = each_document(options.content) if names else paths
    report.problems += same_numbers(others, paths, options.stage, library)
    state = state_for(options)
    records = state.asked(options.key)
    folder = OutputFolder(options.output, state.released)
    if not names:
        _refuse(misnamed, records, options, report)
    stale = _stale(paths, records, options, report, hush)
    tools = tools_of(options)
    writing = _PuttingOut(options, folder, report, state, file_time(state.path.parent), tools, hush)
    try:
        for path, made in _results(stale, tools, options, told):
            _put_out(path, made, writing)
        if not names and any(options.content.iterdir()):
            _remove_orphans(paths, state, folder, options)
    finally:  # after Ctrl-C too: what was written is known
        _save(state, report)
    report.built = [options.shown(name) for name in folder.built]
    report.same = {options.shown(name) for name in folder.same}
    report.removed = [options.shown(name) for name in folder.removed]
    report.kept = [options.shown(name) for name in folder.kept]
    report.kept_originals = [options.shown(name) for name in folder.kept_originals]
    report.left_originals = [options.shown(name) for name in folder.left_originals]
    report.problems = in_order(report.problems)
    return report


def _faults_of_kinds(options: Options) -> list[Problem]:
    """What is wrong with the data of any 文种, whether a document is of it or not."""
    kinds = Shared(options.root, options.content).kinds()
    return [problem for kind in kinds.values() for problem in kind.problems]


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
        record = records.get(options.name_of(path))
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
    return next((options.shown(name) for name in there), "")


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
    names_shown = {path: options.shown(options.target(path, "")) for path in stale}
    return finished(made, together, tools, names_shown, options.root)


def _tell(path: Path, record: Record, options: Options, report: Report, hush: Hush | None) -> None:
    """Put into the report what a document was found to be."""
    name = options.name_of(path)
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
        report.faulty.append(options.shown(record.faulty))


def _is_fresh(record: Record, known: Callable[[Path], str], options: Options) -> bool:
    """Whether what was last made of a document still holds: same inputs, outputs untouched."""
    return is_as_read(record, known) and all(
        known(options.output / name) == before
        for name, before in record.outputs.items()
        if name not in record.earlier
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


def _put_out(path: Path, made: Made, writing: _PuttingOut) -> None:
    """Write what was made of a document and remember it. Of a refused one the old files stay."""
    options, folder, report = writing.options, writing.folder, writing.report
    records = writing.state.asked(options.key)
    name = options.name_of(path)
    problems = list(made.problems)
    before = records[name].outputs if name in records else {}
    outputs: dict[str, str] = {}
    lost = made.lost
    cache = writing.state.path.parent
    inputs = {  # nearly all documents have the same ones: each text once
        intern(str(used)): intern(digest_as_read(used, writing.began, cache)) for used in made.used
    }
    for tail, content in made.outputs.items():
        target = options.target(path, tail)
        if leaked := leaked_in(target, content, made.withheld):
            problems.append(leaked)
            lost = True
            continue
        if is_original(target, inputs, writing.state, options, writing.tools):
            outputs[target] = writing.state.released[target]
            report.same_originals.append(options.shown(target))
            continue
        try:
            folder.put(target, content, writing.state.put_out(name, target))
        except OSError as error:
            problems.append(unwritable(options.shown(target), error))
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
    _tell(path, records[name], options, report, writing.hush)


def _stage_mark(output: str) -> str:
    """The （印发稿） of an output's name: files of an earlier stage are the office's to keep."""
    return output.rpartition("（")[2].partition("）")[0]


def _remove_orphans(
    paths: list[Path], state: State, folder: OutputFolder, options: Options
) -> None:
    """Take away what was made, at any stage, from documents that are no longer there. A document
    in a folder that cannot be looked into may well be.
    """
    present = {options.name_of(path) for path in paths}
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
