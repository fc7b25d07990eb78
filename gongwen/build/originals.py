"""Files that were released: they are what went out, and no build puts anything in their place."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..formats import formats
from .options import Options, state_for, tools_of
from .output_folder import digest
from .record import State


@contextlib.contextmanager
def kept_as_originals(names: Iterable[str], options: Options) -> Iterator[None]:
    """Remember files as they stand, named as a report shows them, as those that were released: a
    later build sets them aside where it would put something else in their place. Before the release
    is done: one that is killed then, or later, loses no file that went out. What raises undoes it.
    """
    state = state_for(options)
    released, made_of = dict(state.released), dict(state.made_of)
    tools = tools_of(options)
    made_now = {
        output: _made_of(record.inputs, tools)
        for record in state.asked(options.key).values()
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
    return state_for(options).released


def _made_of(inputs: Mapping[str, str], tools: list[Path]) -> str:
    """A hash of all that a document was made of, apart from what only turns it into a format; ""
    where that is not known.
    """
    own = sorted((name, known) for name, known in inputs.items() if Path(name) not in tools)
    return hashlib.sha256(repr(own).encode("utf-8", "replace")).hexdigest() if own else ""


def is_original(
    target: str, inputs: Mapping[str, str], state: State, options: Options, tools: list[Path]
) -> bool:
    """Whether a file that stands as it was released is not to be made again: its document is what
    it was, and files of its format differ each time.
    """
    known = state.released.get(target)
    differing = [name for name in options.formats if formats()[name].together is not None]
    return (
        known is not None
        and target.endswith(tuple(f".{name}" for name in differing))
        and digest(options.output / target) == known
        and state.made_of.get(target) == _made_of(inputs, tools) != ""
    )
