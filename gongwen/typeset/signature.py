"""署名 and 成文日期 (7.3.5). Positions are counted in 3号 characters from the type area's edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ..composition import Block, Fit, Geometry, Paragraph, Picture, Run, TabStop
from ..document.parts import SealPicture, Signatory
from ..document.values import as_lines
from ..kinds import required
from ..library.pictures import VettedPicture
from ..sheet.data import Sheet
from .figure import EMU_PER_TWIP, name_stamp, seal
from .heights import length_of
from .job import FINAL, Job
from .people import name_width, spread_name

_BLANK = "\u3000"
_SEALED = ("盖章署名", "署名续", "联合署名", "联合署名续", "成文日期")


def signature(job: Job) -> Iterator[Paragraph]:
    """署名 and 成文日期. A draft has neither date nor seal; a kind that needs no 署名 prints one
    only where it is typed.
    """
    document = job.document
    final = job.stage == FINAL
    if final and job.layout_format == "纪要" and not document.signatories:
        return  # the editor's line above the red rule says both
    date = str(document.issue_date) if final and document.issue_date else ""
    if document.signatories:
        yield from _signed(job, date)
        return
    if document.signature:
        names = as_lines(document.signature)
    else:
        names = job.issuers() if "署名" in required(job.kind, FINAL) else ()
    sealed = final and _is_sealed(job)
    if sealed and len(names) > 1 and len(job.issuers()) > 1:
        yield from _sealed_jointly(names, date, job)
        return
    lines = list(signature_lines(names, date, job, sealed=sealed))
    seals = _seals(job)
    if len(seals) == 1 and sealed and lines:
        lines[-1] = _under_seal(lines[-1], seals[0], job)
    yield from lines


def _seals(job: Job) -> tuple[VettedPicture | None, ...]:
    """The seals supplied as pictures, in order; None for one that cannot be had."""
    typed = job.document.seal
    if isinstance(typed, SealPicture):
        typed = (typed,)
    return tuple(job.pictures.get(each.file) for each in typed) if isinstance(typed, tuple) else ()


def _under_seal(last: Paragraph, vetted: VettedPicture | None, job: Job) -> Paragraph:
    """The last line of a signature with the seal over it and those above, centred (7.3.5.1)."""
    if vetted is None:
        return last
    right = last.geometry.right if last.geometry and last.geometry.right else 0
    measures = job.measures
    centre = job.columns - right / measures.character - measures.width_of(last.text) / 2
    return replace(last, seals=(seal(vetted, job, centre, measures.places.seal_above),))


def _is_sealed_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style in _SEALED


def with_seal_in_place(blocks: Sequence[Block], sheet: Sheet) -> tuple[Block, ...]:
    """The blocks with a supplied seal lowered where so little room was left above the name that it
    would reach into the text.
    """
    made = list(blocks)
    for index, block in enumerate(made):
        if not (isinstance(block, Paragraph) and block.seals and _is_sealed_line(block)):
            continue
        first = index
        while first and _is_sealed_line(made[first - 1]):
            first -= 1
        name = made[first]
        assert isinstance(name, Paragraph)  # noqa: S101  of a style in _SEALED
        fit = name.fit
        blank = round(length_of(name.style, "段前", sheet))
        if fit is not None and fit.before is not None:
            blank = fit.before
        room = (index - first) * sheet.page.row + blank
        lowered = (_not_above(each, -room * EMU_PER_TWIP) for each in block.seals)
        made[index] = replace(block, seals=tuple(lowered))
    return tuple(made)


def _not_above(picture: Picture, top: int) -> Picture:
    left, own = picture.place or (0, 0)
    return replace(picture, place=(left, max(own, top)))


def _is_sealed(job: Job) -> bool:
    seal = job.document.seal
    if seal is None:
        return job.kind.sealed
    return seal == "加盖" or isinstance(seal, SealPicture | tuple)


def _signed(job: Job, date: str) -> Iterator[Paragraph]:
    """签名章 (7.3.5.3): the post left of the name, one signer to a line, the names aligned; the
    date one line below.
    """
    measures, places = job.measures, job.measures.places
    signatories = job.document.signatories
    stamps = [_stamp_of(each, job) for each in signatories]
    widths = [
        places.stamp_width if stamp else name_width(_closed_up(each.name))
        for each, stamp in zip(signatories, stamps, strict=True)
    ]
    longest = max(widths)
    for index, (each, stamp, wide) in enumerate(zip(signatories, stamps, widths, strict=True)):
        style = "签署续" if index else "签署"
        apart = round(places.stamps_apart * measures.row)
        fit = Fit(before=apart) if index and any(stamps) else None
        right = measures.signed_right + longest - wide
        name = _closed_up(each.name)
        if stamp is None:
            gap = _BLANK * round(places.post_gap)
            runs = (Run(each.post + gap), *spread_name(name))
            yield Paragraph(style, runs, _right(job, right), fit=fit)
            continue
        centre = job.columns - right - wide / 2
        picture = name_stamp(stamp, job, name, centre)
        geometry = _right(job, right + wide + places.post_gap)
        yield Paragraph(style, (Run(each.post),), geometry, fit=fit, seals=(picture,))
    if date:
        yield Paragraph("签署日期", (Run(date),), _right(job, places.date_right))


def _stamp_of(signatory: Signatory, job: Job) -> VettedPicture | None:
    """The 签名章 supplied as a picture; None where the name is printed."""
    if signatory.file is None or job.stage != FINAL or job.document.seal == "不加盖":
        return None
    return job.pictures.get(signatory.file)


def _closed_up(name: str) -> str:
    """“林 远” is 林远: the program spreads it."""
    return "".join(name.split())


def signature_lines(
    names: Sequence[str], date: str, job: Job, *, sealed: bool
) -> Iterator[Paragraph]:
    """The names above the date: centred on it with a seal (7.3.5.1), else by 7.3.5.2. Several
    stand below one another, sealed ones centred, others with their first characters aligned.
    """
    width = job.measures.width_of
    longest, date_width = max(map(width, names), default=0.0), width(date)
    if sealed:
        name_right, date_right = _sealed_places(longest, date_width, job)
    else:
        name_right, date_right = _unsealed_places(longest, date_width, job)
    for index, name in enumerate(names):
        style = ("盖章署名" if sealed else "署名") if index == 0 else "署名续"
        indent = name_right + (longest - width(name)) * (0.5 if sealed else 1)
        yield Paragraph(style, (Run(name),), _right(job, indent))
    if date:
        style = "成文日期" if names else "签署日期"
        yield Paragraph(style, (Run(date),), _right(job, date_right))


def _sealed_places(name: float, date: float, job: Job) -> tuple[float, float]:
    """From the right edge, the name and the date that is centred under it."""
    right = job.measures.places.date_right
    if not date:
        return right, 0.0
    name_right = right + (date - name) / 2
    if name_right >= 0:
        return name_right, right
    return 0.0, (name - date) / 2


def _unsealed_places(name: float, date: float, job: Job) -> tuple[float, float]:
    """From the right edge, the name and the date that begins so far to the right of it; where the
    date would leave the type area, it stands as far in as the name else does, and the name moves.
    """
    right, shift = job.measures.places.name_right, job.measures.places.date_shift
    if not name:
        return 0.0, right
    date_right = right + name - date - shift
    return (right + shift + date - name, right) if date_right < 0 else (right, date_right)


def _sealed_jointly(names: Sequence[str], date: str, job: Job) -> Iterator[Paragraph]:
    """One seal to a name (7.3.5.1): rows of as many as the sheet has it, so far apart that no seal
    touches another; the last name stands over the date. Seals supplied as pictures, one to a name,
    stand over the names, the last over the date too.
    """
    seals = _seals(job)
    if len(seals) != len(names):
        seals = (None,) * len(names)
    places, width = job.measures.places, job.measures.width_of
    wide = (job.measures.seal + places.seal_gap) / job.measures.character
    longest = max(map(width, names))
    name_right, date_right = _sealed_places(longest, width(date), job)
    last = job.columns - name_right - longest / 2
    first = max(longest, wide) / 2
    apart = max(longest + 1, wide)
    in_row = max(1, min(places.seals_in_row, len(names), int((last - first) / apart) + 1))
    rows = [names[start : start + in_row] for start in range(0, len(names), in_row)]
    step = (last - first) / (in_row - 1) if in_row > 1 else 0.0
    for index, row in enumerate(rows):
        centres = [last - step * (len(row) - 1 - place) for place in range(len(row))]
        stops = tuple(TabStop(job.measures.characters(centre), "center") for centre in centres)
        text = "".join("\t" + name for name in row)
        style = "联合署名续" if index else "联合署名"
        here = seals[index * in_row : index * in_row + len(row)]
        if date and index == len(rows) - 1:
            here = here[:-1]
        pictures = tuple(
            seal(vetted, job, centre, places.seal_above - 1)
            for vetted, centre in zip(here, centres, strict=False)
            if vetted
        )
        yield Paragraph(style, (Run(text),), Geometry(tabs=stops), seals=pictures)
    if date:
        dated = Paragraph("成文日期", (Run(date),), _right(job, date_right))
        yield _under_seal(dated, seals[-1], job)


def _right(job: Job, characters: float) -> Geometry:
    return Geometry(right=job.measures.characters(min(max(characters, 0.0), job.columns - 1)))
