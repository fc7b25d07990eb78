"""The tags of a template part read: docxtpl's preparation, Jinja's parser, and what is refused.

All of it is done once for a template and its sheet; `guard` keeps the result. docxtpl and Jinja
take 100 ms to start, so only `guard` imports this, when it has to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import jinja2
from docxtpl import DocxTemplate
from jinja2 import nodes
from lxml import etree

from ..word.wordml import W
from .fault import TemplateFaultError, paragraph_at
from .filling import RUNS, STYLE, Node, Reading

_PARAGRAPH_START = re.compile(r"<w:p([ >])")
_PARAGRAPH_LINE = re.compile(r"\n<w:p([ >])")
_BLOCK_TAG = re.compile(r"\{%(?:p|tr|tc) [^%]*%\}")
_TRACKED: Final = ("ins", "del", "moveFrom", "moveTo")
_ENVIRONMENT: Final = jinja2.Environment(autoescape=True)  # only to parse: nothing is run in it


def read_part(xml: str, root: etree._Element, file: str) -> Reading:
    """What the tags of a part say; `xml` is the text of `root`. Raises TemplateFaultError."""
    _refuse_unsound(root, file)
    prepared = str(DocxTemplate(None).patch_xml(xml))
    source = _PARAGRAPH_START.sub(r"\n<w:p\1", prepared)  # so that a line is a paragraph
    try:
        parsed = _ENVIRONMENT.parse(source)
    except jinja2.TemplateSyntaxError as error:
        where = paragraph_at(source, error.lineno)
        raise TemplateFaultError(
            file,
            f"模板的标签写得不对，在“{where}”附近：{_in_chinese(error)}",
            hint="检查 {{ }}、{% %} 是否成对，if、for 是否都有 endif、endfor",
        ) from error
    try:
        tree = _tree(parsed.body)
    except _LogicError as error:
        where = paragraph_at(source, error.node.lineno)
        kind = type(error.node).__name__
        raise TemplateFaultError(
            file, f"模板里只能用 for、if 和取值，不能用“{where}”里的写法（{kind}）"
        ) from error
    return Reading(source, tree, _ladder(parsed))


class _LogicError(Exception):
    """More than loops and conditions: what a document says is decided before the template."""

    def __init__(self, node: nodes.Node) -> None:
        self.node = node
        super().__init__()


def _tree(children: list[nodes.Node]) -> list[Node]:
    """The nodes as `filling` carries them out. Raises _LogicError."""
    made: list[Node] = []
    for node in children:
        if isinstance(node, nodes.Output):
            made += [_output(each) for each in node.nodes]
        elif isinstance(node, nodes.If):
            branches = [[_test(each.test), _tree(each.body)] for each in (node, *node.elif_)]
            made.append(["if", node.lineno, branches, _tree(node.else_)])
        elif isinstance(node, nodes.For) and not (node.else_ or node.test or node.recursive):
            if not isinstance(node.target, nodes.Name):
                raise _LogicError(node.target)
            body = _tree(node.body)
            made.append(["for", node.lineno, node.target.name, _path(node.iter), body])
        else:
            raise _LogicError(node)
    return made


def _output(node: nodes.Expr) -> Node:
    if isinstance(node, nodes.TemplateData):
        return _PARAGRAPH_LINE.sub(r"<w:p\1", node.data)
    return ["get", node.lineno, _path(node)]


def _path(node: nodes.Node) -> list[str]:
    """段.文字 as its names."""
    if isinstance(node, nodes.Name) and node.name != "loop":
        return [node.name]
    if isinstance(node, nodes.Getattr):
        return [*_path(node.node), node.attr]
    raise _LogicError(node)


def _test(node: nodes.Node) -> Node:
    if isinstance(node, nodes.And | nodes.Or):
        kind = "and" if isinstance(node, nodes.And) else "or"
        left, right = _test(node.left), _test(node.right)
        return [kind, [*(left[1] if left[0] == kind else [left]), right]]
    if isinstance(node, nodes.Not):
        return ["not", _test(node.node)]
    if isinstance(node, nodes.Compare):
        (operand, *more) = node.ops
        if more or operand.op != "eq" or not isinstance(operand.expr, nodes.Const):
            raise _LogicError(node)
        return ["is", node.lineno, _path(node.expr), operand.expr.value]
    return ["get", node.lineno, _path(node)]


def _refuse_unsound(root: etree._Element, file: str) -> None:
    """What docxtpl would swallow in silence: tags that cross paragraphs, words beside a tag that
    stands for a whole paragraph, tracked changes.
    """
    for name in _TRACKED:
        if next(root.iter(W + name), None) is not None:
            raise TemplateFaultError(
                file, "模板里有没有接受的修订", hint="在 Word 或 WPS 里接受全部修订后再保存"
            )
    for paragraph in root.iter(W + "p"):
        text = "".join(node.text or "" for node in paragraph.iter(W + "t"))
        if text.count("{{") != text.count("}}") or text.count("{%") != text.count("%}"):
            raise TemplateFaultError(
                file,
                f"模板的标签没有写完：“{text}”",
                hint="{{ 与 }}、{% 与 %} 要在同一段里成对",
            )
        if _BLOCK_TAG.search(text) and not _BLOCK_TAG.fullmatch(text.strip()):
            raise TemplateFaultError(
                file,
                f"模板的“{text}”里，{{%p、{{%tr、{{%tc 标签要自成一段，旁边不能有别的字",
            )


def _in_chinese(error: jinja2.TemplateError) -> str:
    """Jinja's complaint in words a template's keeper can act on; a rare one as it is."""
    message = error.message or ""
    if message.startswith("Unexpected end of template"):
        return "少了 endif 或 endfor"
    if message.startswith("Encountered unknown tag"):
        return "多了一个标签，或者标签的词写错了"
    return message


def _ladder(tree: nodes.Template) -> dict[str, dict[str, list[str]]]:
    """Which styles the samples of a template cover, read from its loops and conditions."""
    styles: dict[str, dict[str, set[str]]] = {}
    _climb(tree, {}, None, styles)
    return {
        source: {style: sorted(runs) for style, runs in found.items()}
        for source, found in styles.items()
    }


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
