"""The skeletons that may be asked for: apart from what fills them, for the help of every command
names them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "skeletons"
FOR, STAGE, WITH = "用于", "稿本", "含"
"""What the head of a skeleton may say: the 文种 that it is for, the 稿本 that it begins with, the
skeletons that it takes in.
"""


def skeletons() -> dict[str, str]:
    """What each skeleton that may be asked for is, by its name."""
    return {
        path.stem: path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
        for path in sorted(FOLDER.glob("[!_]*.yaml"))
    }


def said_of(name: str, what: str) -> tuple[str, ...]:
    """What the head of a skeleton says of one thing, after its first line (`# 用于：函、通知`)."""
    for line in (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[1:]:
        if not line.startswith("#"):
            break
        key, _, words = line.lstrip("# ").partition("：")
        if key == what:
            return tuple(words.split("、"))
    return ()


def fits(name: str, kind: str) -> bool:
    """Whether a skeleton is for documents of a 文种; most are for any."""
    return kind in said_of(name, FOR) or not said_of(name, FOR)
