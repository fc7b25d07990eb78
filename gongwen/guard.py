"""The one door to docxtpl: its preparation of a template and its treatment of the result, with a
sandbox, escaping, no undefined names, a strict parse, and errors that name the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Final

import jinja2
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from .problem import Level, Problem
from .wordml import parse

RULE = "模板"
STYLE = "样式"
RUNS = "字串"

_PARAGRAPH_START = re.compile(r"<w:p([ >])")
_PARAGRAPH_LINE = re.compile(r"\n<w:p([ >])")
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_CONTROL = re.compile(r"[\t\n\a\f]")
_TAG = re.compile(r"<[^>]+>")
_UNMASKED: Final = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_ALLOWED: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
)


class TemplateFaultError(Exception):
    """A template cannot be used. `problem` tells its keeper what to mend, in Chinese."""

    def __init__(self, file: str, message: str, *, hint: str = "") -> None:
        self.problem = Problem(RULE, Level.ERROR, file, 0, 0, message, "", hint)
        super().__init__(message)


class _Environment(ImmutableSandboxedEnvironment):
    """Reads plain data only: the names of the context and nothing that is a method."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Names of the context, looked up without the detours of arbitrary objects."""
        if type(obj) is SimpleNamespace and attribute in obj.__dict__:
            return obj.__dict__[attribute]
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return type(obj) is SimpleNamespace and not attr.startswith("_")


def _nothing_for_none(value: Any) -> Any:
    return "" if value is None else value


_ENVIRONMENT: Final = _Environment(
    autoescape=True, undefined=StrictUndefined, finalize=_nothing_for_none
)
_DOCXTPL: Final = DocxTemplate(None)


@dataclass(frozen=True, slots=True)
class Ladder:
    """What the template has samples for. By the list a loop goes over (主体, 标注, 段 …): the
    paragraph styles it asks for; and of each of them the run styles.
    """

    styles: Mapping[str, Mapping[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A part of a template made ready once. `file` names the template in messages."""

    file: str
    source: str
    template: jinja2.Template
    ladder: Ladder


def has_tags(xml: str) -> bool:
    """Whether there is anything to fill in."""
    return "{{" in xml or "{%" in xml


def compile_part(root: etree._Element, file: str) -> Compiled:
    """A part's element as docxtpl would prepare it. Raises TemplateFaultError."""
    xml = etree.tostring(root, encoding="unicode")
    source = _PARAGRAPH_START.sub(r"\n<w:p\1", _DOCXTPL.patch_xml(xml))
    try:
        tree = _ENVIRONMENT.parse(source)
        _refuse_logic(tree, source, file)
        template = _ENVIRONMENT.from_string(source)
    except jinja2.TemplateSyntaxError as error:
        where = _paragraph_at(source, error.lineno)
        raise TemplateFaultError(
            file,
            f"模板的标签写得不对，在“{where}”附近：{error.message}",
            hint="检查 {{ }}、{% %} 是否成对，if、for 是否都有 endif、endfor。",
        ) from error
    return Compiled(file, source, template, _ladder(tree))


def _refuse_logic(tree: nodes.Template, source: str, file: str) -> None:
    """Loops and conditions only: what a document says is decided before the template."""
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            where = _paragraph_at(source, node.lineno)
            raise TemplateFaultError(
                file,
                f"模板里只能用 for、if 和取值，不能用“{where}”里的写法（{type(node).__name__}）。",
            )


def render_part(part: Compiled, context: Mapping[str, Any]) -> etree._Element:
    """The part's tree filled in: what plain docxtpl makes, before it guesses table grids.

    Raises TemplateFaultError for a name the template should not use and for what is not XML.
    """
    try:
        xml = part.template.render(context)
    except jinja2.TemplateError as error:
        raise TemplateFaultError(
            part.file,
            f"模板的标签用了没有的名称，在“{_failing_paragraph(error, part.source)}”：{error}",
        ) from error
    xml = _PARAGRAPH_LINE.sub(r"<w:p\1", xml)
    for masked, plain in _UNMASKED:
        xml = xml.replace(masked, plain)
    if _CONTROL.search(xml):
        xml = _PARAGRAPH.sub(_resolved, xml)
    try:
        return parse(xml.encode())
    except UnicodeEncodeError as error:
        raise TemplateFaultError(
            part.file, f"文字里有不成对的代理字符，在“{_words(xml[: error.start])[-20:]}”之后。"
        ) from error
    except etree.XMLSyntaxError as error:
        before = _words(xml[: error.offset or 0])[-20:]
        raise TemplateFaultError(
            part.file,
            f"填好的模板不是合格的 XML，在“{before}”之后：{error.msg}",
            hint="常见原因：模板里有未接受的修订，或标签跨了段落。",
        ) from error


def _resolved(paragraph: re.Match[str]) -> str:
    """Tabs and line breaks as elements; docxtpl does it paragraph by paragraph, so the others can
    be left alone.
    """
    xml = paragraph[0]
    return str(_DOCXTPL.resolve_listing(xml)) if _CONTROL.search(xml) else xml


def _paragraph_at(source: str, line: int) -> str:
    """The words of the template paragraph on a line of the prepared source."""
    lines = source.split("\n")
    return _words(lines[min(max(line, 1), len(lines)) - 1])[:40]


def _failing_paragraph(error: jinja2.TemplateError, source: str) -> str:
    line = 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return _paragraph_at(source, line)


def _words(xml: str) -> str:
    return _TAG.sub("", xml).strip()


def _ladder(tree: nodes.Template) -> Ladder:
    """Which styles the samples of a template cover, read from its loops and conditions."""
    styles: dict[str, dict[str, set[str]]] = {}
    _climb(tree, {}, None, styles)
    return Ladder(
        {
            source: {style: frozenset(runs) for style, runs in found.items()}
            for source, found in styles.items()
        }
    )


def _climb(
    node: nodes.Node,
    sources: Mapping[str, str],
    sample: set[str] | None,
    styles: dict[str, dict[str, set[str]]],
) -> None:
    """`sources`: loop variable → the list it comes from; `sample`: run styles of the paragraph
    sample we are in.
    """
    if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
        looped = node.iter
        name = looped.attr if isinstance(looped, nodes.Getattr) else getattr(looped, "name", "")
        if name == RUNS and sample is not None:
            sample.add("")
        sources = {**sources, node.target.name: name}
    if isinstance(node, nodes.If):
        for variable, style in _asked_styles(node.test):
            source = sources.get(variable, "")
            if source == RUNS:
                if sample is not None:
                    sample.add(style)
                _climb_all(node.body, sources, sample, styles)
            else:
                runs = styles.setdefault(source, {}).setdefault(style, set())
                _climb_all(node.body, sources, runs, styles)
            _climb_all([*node.elif_, *node.else_], sources, sample, styles)
            return
    _climb_all(node.iter_child_nodes(), sources, sample, styles)


def _climb_all(
    children: Any,
    sources: Mapping[str, str],
    sample: set[str] | None,
    styles: dict[str, dict[str, set[str]]],
) -> None:
    for child in children:
        _climb(child, sources, sample, styles)


def _asked_styles(test: nodes.Node) -> Iterator[tuple[str, str]]:
    """(variable, style) of `variable.样式 == 'style'`, also where `and …` follows."""
    if isinstance(test, nodes.And):
        test = test.left
    if (
        isinstance(test, nodes.Compare)
        and isinstance(test.expr, nodes.Getattr)
        and test.expr.attr == STYLE
        and isinstance(test.expr.node, nodes.Name)
        and isinstance(test.ops[0].expr, nodes.Const)
    ):
        yield test.expr.node.name, str(test.ops[0].expr.value)
