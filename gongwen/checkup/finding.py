"""What `doctor` says of one thing. Works before .venv is there: standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["正常", "说明", "提醒", "缺少"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing looked at; `advice` says what to do.

    缺少 = nothing works without it, 提醒 = something does not, 说明 = good to know.
    """

    state: State
    said: str
    advice: str = ""
