"""The tags of a template part read: docxtpl's preparation, Jinja's parser, and what is refused.

All of it is done once for a template and its sheet; `part` keeps the result. docxtpl and Jinja
take 100 ms to start, so only `part` imports this, when it has to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import jinja2
from docxtpl import DocxTemplate
from jinja2 import nodes
from lxml import etree

from .. import patterns as re
from ..word.wordml import W
from .fault import TemplateFaultError, paragraph_at
from .filling import Choice, Compiled, Equal, Every, Ladder, Loop, Node, Not, Some, Test, Value

_STYLE, _RUNS = "样式", "字串"
_PARAGRAPH_START = re.compile(r"<w:p([ >])")
_PARAGRAPH_LINE = re.compile(r"\n<w:p([ >])")
_BLOCK_TAG = re.compile(r"\{%(?:p|tr|tc) [^%]*%\}")
_TRACKED: Final = ("ins", "del", "moveFrom", "moveTo")
_UNMASKED: Final = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
"""How docxtpl's templates write what would be a tag."""
_ENVIRONMENT: Final = jinja2.Environment(autoescape=True)  # only to parse: nothing is run in it


def read_part(xml: str, root: etree._Element, file: str) -> Compiled:
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
    samples: dict[str, dict[str, set[str]]] = {}
    _climb(tree, {}, None, samples)
    frozen = {
        source: {style: frozenset(runs) for style, runs in styles.items()}
        for source, styles in samples.items()
    }
    return Compiled(file, source, tree, frozen)


_Branch = tuple[Test, list[Node]]


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
            branches = [(_test(each.test), _tree(each.body)) for each in (node, *node.elif_)]
            made.append(_choice(branches, _tree(node.else_)))
        elif isinstance(node, nodes.For) and not (node.else_ or node.test or node.recursive):
            if not isinstance(node.target, nodes.Name):
                raise _LogicError(node.target)
            made.append(Loop(node.target.name, _value(node.iter), _tree(node.body)))
        else:
            raise _LogicError(node)
    return made


def _output(node: nodes.Expr) -> Node:
    if not isinstance(node, nodes.TemplateData):
        return _value(node)
    text = _PARAGRAPH_LINE.sub(r"<w:p\1", node.data)
    for masked, plain in _UNMASKED:
        text = text.replace(masked, plain)
    return text


def _value(node: nodes.Node) -> Value:
    if isinstance(node, nodes.Name) and node.name != "loop":
        return Value(node.lineno, node.name, [])
    if isinstance(node, nodes.Getattr):
        owner = _value(node.node)
        return Value(node.lineno, owner.name, [*owner.fields, node.attr])
    raise _LogicError(node)


def _test(node: nodes.Node) -> Test:
    if isinstance(node, nodes.And):
        return Every([*_conditions(_test(node.left)), _test(node.right)])
    if isinstance(node, nodes.Or):
        return Some([_test(node.left), _test(node.right)])
    if isinstance(node, nodes.Not):
        return Not(_test(node.node))
    if isinstance(node, nodes.Compare):
        operand, *more = node.ops
        if more or operand.op != "eq" or not isinstance(operand.expr, nodes.Const):
            raise _LogicError(node)
        return Equal(_value(node.expr), operand.expr.value)
    return _value(node)


def _conditions(test: Test) -> list[Test]:
    return test.tests if isinstance(test, Every) else [test]


def _choice(branches: list[_Branch], otherwise: list[Node]) -> Choice | Ladder:
    """A ladder where every test begins by comparing the same value with a text."""
    values: dict[tuple[str, ...], Value] = {}
    rungs: dict[str, list[_Branch]] = {}
    for test, body in branches:
        first, *more = _conditions(test)
        if not (isinstance(first, Equal) and isinstance(first.constant, str)):
            return Choice(branches, otherwise)
        values.setdefault((first.value.name, *first.value.fields), first.value)
        rungs.setdefault(first.constant, []).append((Every(more), body))
    if len(values) > 1:
        return Choice(branches, otherwise)
    (value,) = values.values()
    return Ladder(value, {text: _rung(rung, otherwise) for text, rung in rungs.items()}, otherwise)


def _rung(branches: list[_Branch], otherwise: list[Node]) -> list[Node]:
    test, body = branches[0]
    return body if test == Every([]) else [Choice(branches, otherwise)]


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


def _climb(
    body: list[Node],
    sources: Mapping[str, str],
    sample: set[str] | None,
    samples: dict[str, dict[str, set[str]]],
) -> None:
    """Put the samples of a tree into `samples` (see `Compiled`). `sources`: loop variable → the
    list it comes from; `sample`: run styles of the paragraph sample we are in.
    """
    for node in body:
        if isinstance(node, Loop):
            source = [node.value.name, *node.value.fields][-1]
            if source == _RUNS and sample is not None:
                sample.add("")
            _climb(node.body, {**sources, node.variable: source}, sample, samples)
        elif isinstance(node, Choice | Ladder):
            for asked, inner in _branches(node):
                within = sample
                if asked and asked.value.fields == [_STYLE]:
                    source, style = sources.get(asked.value.name, ""), str(asked.constant)
                    if source != _RUNS:
                        within = samples.setdefault(source, {}).setdefault(style, set())
                    elif sample is not None:
                        sample.add(style)
                _climb(inner, sources, within, samples)


def _branches(node: Choice | Ladder) -> Iterator[tuple[Equal | None, list[Node]]]:
    """Each body with the comparison that it begins with, if there is one."""
    if isinstance(node, Ladder):
        for text, body in node.rungs.items():
            yield Equal(node.value, text), body
    else:
        for test, body in node.branches:
            first = next(iter(_conditions(test)), None)
            yield first if isinstance(first, Equal) else None, body
    yield None, node.otherwise
