"""What stands in the headers of every page, beside what a template has there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from ..word.relationships import add_part
from ..word.wordml import DOCUMENT, DOCUMENT_RELATIONSHIPS, R, W, element, parse, serialise


def in_headers(
    parts: Mapping[str, bytes], name: str, header: Callable[[int], etree._Element]
) -> dict[str, bytes]:
    """The parts of a .docx with what `header` holds (a w:hdr) on every page: in a part `name`, or
    added to a header that is there already. `header` is given a number, another for each part.
    """
    made = dict(parts)
    root = parse(made[DOCUMENT])
    relationships = {
        entry.get("Id"): entry.get("Target", "") for entry in parse(made[DOCUMENT_RELATIONSHIPS])
    }
    added = ""
    standing: set[str] = set()
    for section in root.iter(W + "sectPr"):
        own = {each.get(W + "type"): each for each in section.findall(W + "headerReference")}
        wanted = ["default", "even"]
        if section.find(W + "titlePg") is not None:
            wanted.append("first")
        for kind in reversed(wanted):
            if kind in own:
                standing.add("word/" + relationships[own[kind].get(R + "id")])
                continue
            added = added or add_part(made, name, serialise(header(0)), "header")
            reference = element("headerReference", type=kind)
            reference.set(R + "id", added)
            section.insert(0, reference)
    for number, each in enumerate(sorted(standing), 1):
        root_of_header = parse(made[each])
        root_of_header.extend(header(number))
        made[each] = serialise(root_of_header)
    made[DOCUMENT] = serialise(root)
    return made
