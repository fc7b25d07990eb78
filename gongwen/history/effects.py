"""What a released document did to earlier ones, as the register tells it of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

_DONE = ("废止", "修改")


def effects(released: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, str]:
    """What is to be said of each 文号: 废止云政办发〔2021〕8号, 被云政办发〔2026〕9号废止.
    `released` are tags with their manifests.
    """
    said: defaultdict[str, list[str]] = defaultdict(list)
    for _, manifest in released:
        number = manifest.get("文号", "")
        for what in _DONE:
            others = manifest.get(what, ())
            if number and others:
                said[number].append(f"{what}{'、'.join(others)}")
            for other in others:
                said[other].append(f"被{number or manifest.get('标题', '')}{what}")
    return {number: "；".join(dict.fromkeys(each)) for number, each in said.items()}
