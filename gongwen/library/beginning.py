"""What content/ of a new office's folder holds: a registry to be replaced, and a first document."""

from __future__ import annotations

from pathlib import Path

from ..kinds import kinds
from ..registry.reader import load_registry
from ..source.parse import parse
from .skeleton import fillings_from, new_document

REGISTRY, DOCUMENT = "机构.yaml", "第一份通知.yaml"
_SCHEMA = "../docs/schema/gongwen.json"
_SKELETONS = ("任务",)


def first_texts() -> dict[str, str]:
    """The files by name. The document is what `new` would write, its units from the registry."""
    registry = Path(__file__).with_name(REGISTRY).read_text(encoding="utf-8")
    units, _ = load_registry(parse(registry, REGISTRY)[0], REGISTRY)
    text = new_document(kinds()["通知"], _SKELETONS, fillings_from(units), _SCHEMA)
    return {REGISTRY: registry, DOCUMENT: text}
