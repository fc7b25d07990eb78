"""The fast way to fill a template, held against plain docxtpl on every template there is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from lxml import etree
from msgspec import Struct
from msgspec.structs import fields, replace

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.composition import Composition
from gongwen.kinds import kinds
from gongwen.library.documents import documents_in
from gongwen.render.drawn_rules import FIRST_IDENTIFIER, draw_rules
from gongwen.render.names import context_of, last_section
from gongwen.render.post_pass import Referred, finish, place_imprint
from gongwen.render.render import parts_for, render
from gongwen.template.ready import Template, load_template
from gongwen.typeset import Job, measures_of, typeset
from gongwen.word.package import pack, unpack
from gongwen.word.wordml import CORE_PROPERTIES, DOCUMENT, W, parse

from ..clearance import declared
from ..compositions import ALL, ROOT, sheet_named

TEMPLATES = sorted({kind.layout_format for kind in kinds().values()})
"""Those that are used unless a document names another one."""
VARIANTS = ROOT / "tests" / "variants"
SPECIAL = " '甲' \"乙\" & <丙> &amp; {{ 丁 }}"
"""What XML, HTML or a template engine could take for its own."""
TEXTS = {
    *("text", "marks", "mark_suffix", "document_number", "signers"),
    *("recipients", "copies_to", "printed_by", "printed_on", "copies"),
}
"""The fields of a composition that hold what is printed."""
HELD = "\ufdd2"
"""Put before every “_” that was typed, and taken out again: docxtpl makes “{{” of “{_{”, as its
templates write it, in the texts of a document too.
"""
JINJA = Environment(
    autoescape=True,
    undefined=StrictUndefined,
    finalize=lambda value: "" if value is None else str(value).replace("_", HELD + "_"),
)


def with_special_characters(part: Any, *, printed: bool = False) -> Any:
    """A part of a composition with `SPECIAL` after every text that it prints."""
    if isinstance(part, tuple):
        return tuple(with_special_characters(each, printed=printed) for each in part)
    if isinstance(part, Struct):
        changed = {
            each.name: with_special_characters(getattr(part, each.name), printed=each.name in TEXTS)
            for each in fields(part)
        }
        return replace(part, **changed)
    return part + SPECIAL if printed and isinstance(part, str) and part else part


@cache
def loaded(name: str) -> Template:
    return load_template(ROOT / "templates" / f"{name}.docx", sheet_named("gbt9704"))


@cache
def by_template() -> dict[str, dict[str, Composition]]:
    """Every composition of ours and of the variants, special characters in all its texts."""
    found: dict[str, dict[str, Composition]] = {name: {} for name in TEMPLATES}
    found["文件"] |= {name: with_special_characters(made) for name, made in ALL.items()}
    shared = Shared(ROOT, VARIANTS)
    for path in documents_in(VARIANTS):
        for template, name, made in _typeset(path, shared):
            found[template][name] = with_special_characters(made)
    return found


def _typeset(path: Path, shared: Shared) -> Iterator[tuple[str, str, Composition]]:
    with declared():
        checked = process(Request(path, None, ()), shared)
    document, kind = checked.document, checked.kind
    assert document is not None and kind is not None, path.name
    job = Job(
        document=document,
        stage=checked.stage,
        kind=kind,
        registry=checked.registry,
        measures=measures_of(sheet_named("gbt9704")),
        pictures=checked.pictures,
    )
    template = document.template or document.layout_format or kind.layout_format
    for each in typeset(job):
        yield template, path.stem + each.tail, each.composition


@cache
def plain_docxtpl(template: str, name: str) -> tuple[bytes, dict[str, bytes]]:
    """What docxtpl makes: the document's own element, and all parts as it saves them."""
    composition, ready = by_template()[template][name], loaded(template)
    names, _ = context_of(composition, ready.sheet)
    plain = DocxTemplate(BytesIO(pack(parts_for(composition, ready))))
    plain.render(names, jinja_env=JINJA)
    element = etree.tostring(plain.docx.element, encoding="utf-8")
    buffer = BytesIO()
    plain.save(buffer)
    parts = unpack(buffer.getvalue())
    return _typed(element), {
        part: _typed(content) if part.endswith(".xml") else content
        for part, content in parts.items()
    }


def _typed(content: bytes) -> bytes:
    return content.replace(HELD.encode(), b"")


def canonical(root: etree._Element) -> str:
    return etree.tostring(root, method="c14n2").decode()


@pytest.mark.parametrize("template", TEMPLATES)
def test_parts_equal_plain_docxtpls_before_the_post_pass(
    template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Part for part. Only the table grids may differ, which docxtpl guesses from the number of
    cells and the post-pass then sets from the composition.
    """
    for after in ("draw_rules", "place_imprint"):
        monkeypatch.setattr(f"gongwen.render.render.{after}", lambda *_: None)
    monkeypatch.setattr("gongwen.render.render.finish", lambda *_, **__: Referred())
    cases = by_template()[template]
    assert cases
    for name, composition in cases.items():
        ours = render(composition, loaded(template))
        _, theirs = plain_docxtpl(template, name)
        assert sorted(theirs) == sorted(ours)
        for part in sorted(set(ours) - {CORE_PROPERTIES, "[Content_Types].xml"}):
            if part.endswith(".rels"):
                assert _relationships(ours[part]) == _relationships(theirs[part])
            else:
                assert _gridless(ours[part]) == _gridless(theirs[part]), (name, part)
        text = "".join(map(str, parse(ours[DOCUMENT]).itertext()))
        assert text.count(SPECIAL) >= 2, name


def _gridless(content: bytes) -> str:
    root = parse(content)
    for grid in root.iter(W + "tblGrid"):
        grid[:] = []
    return canonical(root)


def _relationships(content: bytes) -> set[tuple[str, ...]]:
    return {tuple(sorted(map(str, node.attrib.values()))) for node in parse(content)}


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_post_pass_makes_the_same_of_both(template: str) -> None:
    ready = loaded(template)
    for name, composition in by_template()[template].items():
        _, facts = context_of(composition, ready.sheet)
        root = etree.fromstring(plain_docxtpl(template, name)[0])
        lower, last = composition.page_1_lower, last_section(composition, ready.sheet)
        finish(root, facts, ready.sections, last, page_1_lower=lower)
        if composition.imprint:
            place_imprint(root, composition.imprint)
        draw_rules(root, ready.sheet, ready.ruled, count(FIRST_IDENTIFIER))
        ours = parse(render(composition, ready)[DOCUMENT])
        assert canonical(ours) == canonical(root), name
