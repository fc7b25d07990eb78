"""The skeletons that may be asked for: apart from what fills them, for the help of every command
names them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "skeletons"


def skeletons() -> dict[str, str]:
    """What each skeleton that may be asked for is, by its name."""
    return {
        path.stem: path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
        for path in sorted(FOLDER.glob("[!_]*.yaml"))
    }
