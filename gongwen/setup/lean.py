"""Components loaded without what they can do without. Runs before each command."""

from __future__ import annotations

import contextlib
import sys


def load_msgspec() -> None:
    """Load msgspec before anything else does. It takes three names from `typing_extensions`, which
    loads 7 ms of other modules, or else from `typing`, which has had all three since Python 3.11.

    None in `sys.modules` is Python's own way to say that there is no such module.
    """
    unneeded = "typing_extensions"
    if "msgspec" in sys.modules or unneeded in sys.modules:
        return
    sys.modules[unneeded] = None  # type: ignore[assignment]
    with contextlib.suppress(Exception):  # `doctor` tells what is broken, and does without
        import msgspec  # noqa: F401
    del sys.modules[unneeded]
