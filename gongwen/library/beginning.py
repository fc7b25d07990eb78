"""What content/ of a new office's folder holds: a registry to be replaced, and a first document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..kinds import kinds
from ..registry.office import NO_OFFICE
from ..registry.office_reader import load_office
from ..registry.reader import load_registry
from ..registry.with_office import with_office
from ..source.parse import parse
from .library import OFFICE_FILE
from .office_text import office_text
from .skeleton import fillings_from, new_document

REGISTRY, DOCUMENT = "机构.yaml", "第一份通知.yaml"
_SCHEMA = "../docs/schema/gongwen.json"
_SKELETONS = ("任务",)


def first_texts(answers: Mapping[str, str]) -> dict[str, str]:
    """The files by name. The document is what `new` would write, its units from the registry, and
    of the office what it answers (see `office_text`); without answers there is no file of it.
    """
    registry = Path(__file__).with_name(REGISTRY).read_text(encoding="utf-8")
    units, _ = load_registry(parse(registry, REGISTRY)[0], REGISTRY)
    own = office_text(answers) if answers else ""
    office, _ = load_office(parse(own, OFFICE_FILE)[0], OFFICE_FILE) if own else (NO_OFFICE, [])
    fillings = fillings_from(with_office(units, office))
    text = new_document(kinds()["通知"], _SKELETONS, fillings, _SCHEMA)
    return {REGISTRY: registry, DOCUMENT: text, **({OFFICE_FILE: own} if own else {})}
