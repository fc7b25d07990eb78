"""The one door to docxtpl: its preparation of a template and its treatment of the result, with a
sandbox, escaping, no undefined names, a strict parse, and errors that name the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import jinja2
from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from .patched import patched, with_tabs_and_breaks
from .problem import Level, Problem
from .wordml import W, parse

RULE = "模板"
STYLE = "样式"
RUNS = "字串"

_PARAGRAPH_START = re.compile(r"<w:p([ >])")
_PARAGRAPH_LINE = re.compile(r"\n(?=<w:p[ >])")
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_CONTROL = re.compile(r"[\t\n]")
_TAG = re.compile(r"<[^>]+>")
_NO_NAME = re.compile(r"has no attribute '(\S+)'|^'(\S+)' is undefined")
_BLOCK_TAG = re.compile(r"\{%(?:p|tr|tc) [^%]*%\}")
_TRACKED: Final = ("ins", "del", "moveFrom", "moveTo")
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


def _refuse_unsound(root: etree._Element, file: str) -> None:
    """What docxtpl would swallow in silence: tags that cross paragraphs, words beside a tag that
    stands for a whole paragraph, tracked changes.
    """
    for name in _TRACKED:
        if next(root.iter(W + name), None) is not None:
            raise TemplateFaultError(
                file, "模板里有没有接受的修订。", hint="在 Word 或 WPS 里接受全部修订后再保存。"
            )
    for paragraph in root.iter(W + "p"):
        text = "".join(node.text or "" for node in paragraph.iter(W + "t"))
        if text.count("{{") != text.count("}}") or text.count("{%") != text.count("%}"):
            raise TemplateFaultError(
                file,
                f"模板的标签没有写完：“{text}”。",
                hint="{{ 与 }}、{% 与 %} 要在同一段里成对。",
            )
        if _BLOCK_TAG.search(text) and not _BLOCK_TAG.fullmatch(text.strip()):
            raise TemplateFaultError(
                file,
                f"模板的“{text}”里，{{%p、{{%tr、{{%tc 标签要自成一段，旁边不能有别的字。",
            )


def compile_part(root: etree._Element, file: str, kept: Path | None = None) -> Compiled:
    """A part's element as docxtpl would prepare it; `kept` see `patched`. Raises
    TemplateFaultError.
    """
    _refuse_unsound(root, file)
    xml = etree.tostring(root, encoding="unicode")
    source = _PARAGRAPH_START.sub(r"\n<w:p\1", patched(xml, kept))
    try:
        tree = _ENVIRONMENT.parse(source)
        _refuse_logic(tree, source, file)
        ladder = _ladder(tree)
        template = _ENVIRONMENT.from_string(tree)
    except jinja2.TemplateSyntaxError as error:
        where = _paragraph_at(source, error.lineno)
        raise TemplateFaultError(
            file,
            f"模板的标签写得不对，在“{where}”附近：{_in_chinese(error)}",
            hint="检查 {{ }}、{% %} 是否成对，if、for 是否都有 endif、endfor。",
        ) from error
    return Compiled(file, source, template, ladder)


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
        where = _failing_paragraph(error, part.source)
        raise TemplateFaultError(
            part.file, f"模板的标签用了没有的名称，在“{where}”：{_in_chinese(error)}"
        ) from error
    xml = _PARAGRAPH_LINE.sub("", xml)
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
    return with_tabs_and_breaks(xml) if _CONTROL.search(xml) else xml


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


def _in_chinese(error: jinja2.TemplateError) -> str:
    """Jinja's complaint in words a template's keeper can act on; a rare one as it is."""
    message = error.message or ""
    if found := _NO_NAME.search(message):
        return f"没有“{found[1] or found[2]}”。"
    if message.startswith("Unexpected end of template"):
        return "少了 endif 或 endfor。"
    if message.startswith("Encountered unknown tag"):
        return "多了一个标签，或者标签的词写错了。"
    return message


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
