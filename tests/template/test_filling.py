"""Tags carried out from a tree of data: the same text as Jinja makes, kept and read again."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from docxtpl import DocxTemplate
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined
from jinja2.exceptions import UndefinedError
from lxml import etree

from gongwen.template.fault import TemplateFaultError
from gongwen.template.filling import (
    Compiled,
    MissingNameError,
    MisusedNameError,
    Value,
    escaped,
    filled,
)
from gongwen.template.part import compile_part, render_part, with_tabs_and_breaks
from gongwen.template.tags import read_part
from gongwen.word.wordml import W, parse

JINJA = Environment(
    autoescape=True,
    undefined=StrictUndefined,
    finalize=lambda value: "" if value is None else value,
)

paths = st.sampled_from(("甲", "段", "段.样式", "段.文字", "段.空", "缺", "段.缺"))
constants = st.sampled_from(("'正文'", "'标题'", "'x'", "1", "1.5", "true", "none"))
comparisons = st.builds("{} == {}".format, paths, constants)
tests = st.recursive(
    paths | comparisons,
    lambda inner: (
        st.builds("{} and {}".format, inner, inner)
        | st.builds("({} or {})".format, inner, inner)
        | st.builds("not ({})".format, inner)
    ),
    max_leaves=4,
)
pieces = st.recursive(
    st.sampled_from(("文", "<a/>", "。")) | st.builds("{{{{ {} }}}}".format, paths),
    lambda inner: (
        st.builds("{}{}".format, inner, inner)
        | st.builds("{{% for 段 in 主体 %}}{}{{% endfor %}}".format, inner)
        | st.builds(
            "{{% if {} %}}{}{{% elif {} %}}{}{{% else %}}{}{{% endif %}}".format,
            *(tests, inner, tests, inner, inner),
        )
        | st.builds(
            "{{% if 段.样式 == '正文' and {} %}}{}{{% elif 段.样式 == '正文' %}}{}"
            "{{% elif 段.样式 == '标题' %}}{}{{% endif %}}".format,
            *(tests, inner, inner, inner),
        )
    ),
    max_leaves=8,
)


def segment(style: str) -> SimpleNamespace:
    return SimpleNamespace(样式=style, 文字="<“甲”> & '乙' \"丙\"", 空=None)


CONTEXT: dict[str, Any] = {
    "甲": "云溪",
    "段": segment("外"),
    "主体": [segment("正文"), segment("标题"), segment("其他")],
}


@given(pieces)
@example("{% if 段 == '标题' %}是{% else %}否{% endif %}")
@example("{% if 段.样式 == '外' and 缺 %}是{% elif 段.样式 == '外' %}否{% endif %}")
def test_filled_as_jinja_fills(piece: str) -> None:
    made = read_part(f"<a>{piece}</a>", etree.Element("a"), "甲.docx")
    part = msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Compiled)
    assert part == made
    try:
        theirs = JINJA.from_string(part.source).render(CONTEXT)
    except UndefinedError:
        with pytest.raises((MissingNameError, MisusedNameError)):
            filled(part.tree, CONTEXT)
        return
    if "namespace(" in theirs:  # Jinja prints what Python calls it
        with pytest.raises(MisusedNameError):
            filled(part.tree, CONTEXT)
    else:
        assert filled(part.tree, CONTEXT) == theirs


def test_a_loop_leaves_the_names_around_it_alone() -> None:
    tree = compile_part(body("{% for 甲 in 列 %}{{ 甲 }}{% endfor %}{{ 甲 }}"), "甲.docx").tree
    assert ">一二外<" in filled(tree, {"甲": "外", "列": ["一", "二"]})


@pytest.mark.parametrize(
    ("piece", "kind"),
    [
        ("{% if 段.样式 != '正文' %}是{% endif %}", "Compare"),
        ("{% if 段.样式 in '正文' %}是{% endif %}", "Compare"),
        ("{% if 段.样式 == '正文' == '标题' %}是{% endif %}", "Compare"),
        ("{% if 段.样式 == 甲 %}是{% endif %}", "Compare"),
        ("{% for 段 in 主体 %}{{ loop.index }}{% endfor %}", "Name"),
        ("{% for 段 in 主体 %}{% if loop.last %}末{% endif %}{% endfor %}", "Name"),
    ],
)
def test_what_is_no_plain_value_or_comparison_is_refused(piece: str, kind: str) -> None:
    """When the template is read, also where the documents at hand would never come to it."""
    with pytest.raises(TemplateFaultError) as caught:
        compile_part(body(piece), "甲.docx")
    assert caught.value.problem.message == (
        f"模板里只能用 for、if 和取值，不能用“{piece[:40]}”里的写法（{kind}）"
    )


def test_a_style_asked_for_beside_other_conditions_has_its_sample() -> None:
    asked = "{% if 段.样式 == '甲' and 段.整段 and 版头 %}甲{% elif 段.整段 or 版头 %}乙{% endif %}"
    part = compile_part(body(f"{{% for 段 in 主体 %}}{asked}{{% endfor %}}"), "甲.docx")
    assert part.samples == {"主体": {"甲": frozenset()}}


def test_what_is_masked_in_a_template_is_printed_and_what_is_typed_stays() -> None:
    made = render_part(
        compile_part(body("{_{ 甲 }_}、{_% 乙 %_}、{{ 丙 }}"), "甲.docx"), {"丙": "{_{"}
    )
    assert "".join(map(str, made.itertext())) == "{{ 甲 }}、{% 乙 %}、{_{"


@pytest.mark.parametrize("field", ["__class__", "__init__", "__dict__"])
def test_a_tree_changed_by_another_hand_reaches_nothing(field: str) -> None:
    with pytest.raises(MissingNameError):
        filled([Value(1, "段", [field])], CONTEXT)


@given(st.text() | st.integers() | st.booleans() | st.none())
def test_escaped_as_jinja_escapes(value: object) -> None:
    assert escaped(value) == JINJA.from_string("{{ v }}").render(v=value)


texts = st.text(st.sampled_from("甲 \t\n-"), max_size=6)
runs = st.builds(
    "<w:r{}>{}<w:t{}>{}</w:t></w:r>".format,
    st.sampled_from(("", ' w:rsidR="1"')),
    st.sampled_from(("", '<w:rPr><w:rStyle w:val="甲"/></w:rPr>')),
    st.sampled_from(("", ' xml:space="preserve"')),
    texts,
)


@given(st.lists(runs).map("".join), st.sampled_from(("", "<w:pPr><w:keepNext/></w:pPr>")))
def test_tabs_and_breaks_as_docxtpl_makes_them(inside: str, properties: str) -> None:
    paragraph = f"<w:p>{properties}{inside}</w:p>"
    assert with_tabs_and_breaks(paragraph) == DocxTemplate(None).resolve_listing(paragraph)


# ---- what is kept of a reading --------------------------------------------------------------


def body(text: str) -> etree._Element:
    xml = f'<w:body xmlns:w="{W[1:-1]}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>'
    return parse(xml.encode())


def said(root: etree._Element, keep: Path) -> str:
    made = render_part(compile_part(root, "甲.docx", keep), {"甲": "云溪", "乙": "临江"})
    return "".join(node.text or "" for node in made.iter(W + "t"))


def test_a_part_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = tmp_path / "cache" / "甲"
    assert said(body("{{ 甲 }}市"), keep) == "云溪市"
    monkeypatch.setattr("gongwen.template.tags.read_part", None)
    assert said(body("{{ 甲 }}市"), keep) == "云溪市"
    with pytest.raises(TypeError):
        said(body("{{ 乙 }}市"), keep)
