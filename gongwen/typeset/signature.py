"""署名 and 成文日期 (7.3.5). Positions are counted in 3号 characters from the type area's edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ..composition import Block, Fit, Geometry, Paragraph, Picture, Run, TabStop
from ..document.facts import SealPicture, Signatory
from ..document.values import as_lines
from ..kinds import required
from ..library.pictures import VettedPicture
from ..sheet.data import Sheet
from ..sheet.lengths import EMU_PER_TWIP
from .figure import name_stamp
from .heights import length_of
from .job import FINAL, Job
from .joint_signature import sealed_jointly
from .people import name_width, spread_name
from .signature_places import right_indent, sealed_places, seals_of, under_seal, unsealed_places
from .title_lines import name_lines

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
        yield from sealed_jointly(names, date, job)
        return
    lines = list(signature_lines(names, date, job, sealed=sealed))
    seals = seals_of(job)
    if len(seals) == 1 and sealed and lines:
        lines[-1] = under_seal(lines[-1], seals[0], job)
    yield from lines


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
        above = (each for each in made[first:index] if isinstance(each, Paragraph))
        lines = sum(each.text.count("\n") + 1 for each in above)
        room = lines * sheet.page.row + blank
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
    date one line below. A long post stands in lines centred on each other, the name by the last.
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
        beside = right + wide + places.post_gap
        *above, post = name_lines(each.post, job.columns - beside, job)
        lines = [measures.width_of(line) for line in (*above, post)]
        *indents, indent = [(max(lines) - line) / 2 for line in lines]
        for line, more in zip(above, indents, strict=True):
            yield Paragraph(style, (Run(line),), right_indent(job, beside + more), fit=fit)
            style, fit = "签署续", None
        name = _closed_up(each.name)
        if stamp is None:
            gap = _BLANK * round(places.post_gap + indent)
            runs = (Run(post + gap), *spread_name(name))
            yield Paragraph(style, runs, right_indent(job, right), fit=fit)
            continue
        centre = job.columns - right - wide / 2
        picture = name_stamp(stamp, job, name, centre)
        yield Paragraph(
            style, (Run(post),), right_indent(job, beside + indent), fit=fit, seals=(picture,)
        )
    if date:
        yield Paragraph("签署日期", (Run(date),), right_indent(job, places.date_right))


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
    room = job.columns - (0.0 if sealed else job.measures.places.name_right)
    if len(names) == 1 and width(names[0]) > room:
        yield from _in_lines(names[0], date, room, job, sealed=sealed)
        return
    names = [line for name in names for line in name_lines(name, room, job)]
    longest, date_width = max(map(width, names), default=0.0), width(date)
    if sealed:
        name_right, date_right = sealed_places(longest, date_width, job)
    else:
        name_right, date_right = unsealed_places(longest, date_width, job)
    for index, name in enumerate(names):
        style = ("盖章署名" if sealed else "署名") if index == 0 else "署名续"
        indent = name_right + (longest - width(name)) * (0.5 if sealed else 1)
        yield Paragraph(style, (Run(name),), right_indent(job, indent))
    if date:
        style = "成文日期" if names else "签署日期"
        yield Paragraph(style, (Run(date),), right_indent(job, date_right))


def _in_lines(name: str, date: str, room: float, job: Job, *, sealed: bool) -> Iterator[Paragraph]:
    """A name longer than a line in several, centred on each other, its right edge where that of a
    long name is (7.3.5.1, 7.3.5.2); the date centred below.
    """
    measures = job.measures
    lines = name_lines(name, room, job)
    centre = room - max(map(measures.width_of, lines)) / 2
    stop = TabStop(measures.characters(centre), "center")
    text = "\n".join(f"\t{line}" for line in lines)
    fit = None if sealed else Fit(before=measures.row)
    yield Paragraph("联合署名", (Run(text),), Geometry(tabs=(stop,)), fit=fit)
    if date:
        right = job.columns - centre - measures.width_of(date) / 2
        yield Paragraph("成文日期", (Run(date),), right_indent(job, right))
