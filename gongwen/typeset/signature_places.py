"""Where a 署名, the date below it and the seals over both stand (7.3.5), in 3号 characters from the
edges of the type area.
"""

from __future__ import annotations

from msgspec.structs import replace

from ..composition import Geometry, Paragraph
from ..document.facts import SealPicture
from ..library.pictures import VettedPicture
from .figure import seal
from .job import Job


def seals_of(job: Job) -> tuple[VettedPicture | None, ...]:
    """The seals supplied as pictures, in order; None for one that cannot be had."""
    typed = job.document.seal
    if isinstance(typed, SealPicture):
        typed = (typed,)
    return tuple(job.pictures.get(each.file) for each in typed) if isinstance(typed, tuple) else ()


def under_seal(last: Paragraph, vetted: VettedPicture | None, job: Job) -> Paragraph:
    """The last line of a signature with the seal over it and those above, centred (7.3.5.1)."""
    if vetted is None:
        return last
    right = last.geometry.right if last.geometry and last.geometry.right else 0
    measures = job.measures
    centre = job.columns - right / measures.character - measures.width_of(last.text) / 2
    return replace(last, seals=(seal(vetted, job, centre, measures.places.seal_above),))


def sealed_places(name: float, date: float, job: Job) -> tuple[float, float]:
    """From the right edge, the name and the date that is centred under it."""
    right = job.measures.places.date_right
    if not date:
        return right, 0.0
    name_right = right + (date - name) / 2
    if name_right >= 0:
        return name_right, right
    return 0.0, (name - date) / 2


def unsealed_places(name: float, date: float, job: Job) -> tuple[float, float]:
    """From the right edge, the name and the date that begins so far to the right of it; where the
    date would leave the type area, it stands as far in as the name else does, and the name moves.
    """
    right, shift = job.measures.places.name_right, job.measures.places.date_shift
    if not name:
        return 0.0, right
    date_right = right + name - date - shift
    return (right + shift + date - name, right) if date_right < 0 else (right, date_right)


def right_indent(job: Job, characters: float) -> Geometry:
    """So far from the right edge, and in the type area in any case."""
    return Geometry(right=job.measures.characters(min(max(characters, 0.0), job.columns - 1)))
