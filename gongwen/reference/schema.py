"""JSON Schema for editors, generated from the model: completion and checks of the Chinese keys."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from ..document.blocks import Block, Body, Prose
from ..document.parts import Document
from ..elements.element import Element
from ..elements.fields import As, AtLeast, Before, Either, Field, Read
from ..kinds import kinds
from ..registry.office_reader import OfficeEntry
from ..registry.reader import Entry
from ..rules import rules
from ..storage.files import write_atomically

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": ["string", "number", "boolean"]}
"""What an editor sees as a number or a boolean (2026, true) is text here."""
_QUOTED = {
    "引自": {"type": "string", "description": "另一份文稿的文件名，取它的文字"},
    "取": {"enum": ["全文", "印发件"], "description": "取全文还是只取印发件"},
}
_FIRST = ("文种", "稿本", "标题", "发文机关", "主送", "正文", "印发件", "附件")
"""What an editor offers first in a document: the order in which one is written."""
_PARTS = {"Part": "一件", "IssuedText": "印发件", "Attachment": "附件"}


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by file name: those of documents, of registries and of 本单位.yaml."""
    return {
        "gongwen.json": _document_schema(),
        "registry.json": _registry_schema(),
        "office.json": _office_schema(),
    }


def _document_schema() -> dict[str, Any]:
    found: dict[type[Element], dict[str, Any]] = {}
    _define(Document, found)
    schema = found.pop(Document)
    definitions = {model.__name__: found[model] for model in sorted(found, key=_name)}
    for name, title in _PARTS.items():
        definition = definitions[name]
        definition["title"] = title
        definition["properties"] = _in_order(("标题", "正文"), definition["properties"] | _QUOTED)
        definition.pop("required", None)
    definitions["Include"] = {
        "type": "object",
        "properties": {"引入": {"type": "string", "description": "片段的文件名（以 _ 开头）"}},
        "required": ["引入"],
        "additionalProperties": False,
        "title": "内容块：引入",
    }
    keys = schema["properties"]
    keys["文种"] = {"enum": list(kinds()), "description": keys["文种"]["description"]}
    keys["忽略"]["properties"] = _waivable(keys["忽略"]["additionalProperties"])
    schema["properties"] = _in_order(_FIRST, keys)
    return {"$schema": _DIALECT, "$defs": definitions, **schema, "title": "公文"}


def _name(model: type[Element]) -> str:
    return model.__name__


def _define(model: type[Element], found: dict[type[Element], dict[str, Any]]) -> None:
    """Put the schema of a mapping, and of every one within it, into `found`."""
    found[model] = {}  # so that one within itself is not begun again
    hints = get_type_hints(model, include_extras=True)
    keys = {
        field.key: _key(field, hints[name], found)
        for name, field in model.fields.items()
        if field.key
    }
    for former, now in model.former_keys.items():
        keys[former] = {**keys[now], "description": f"写“{now}”", "deprecated": True}
    first = _own_keys(model)
    kind = "内容块" if model in get_args(Block) else "一组"
    found[model] |= {
        "type": "object",
        "properties": _in_order(first, keys),
        "required": [key for key, field in _fields(model).items() if field.is_required],
        "additionalProperties": False,
        "title": f"{kind}：{first[0]}",
    }
    if not found[model]["required"]:
        del found[model]["required"]


def _fields(model: type[Element]) -> dict[str, Field]:
    return {field.key: field for field in model.fields.values() if field.key}


def _own_keys(model: type[Element]) -> list[str]:
    """The keys of a mapping, those that make it what it is before those it shares with others."""
    names = [name for each in model.__mro__ for name in vars(each).get("__annotations__", ())]
    keys = (model.fields[name].key for name in names if name in model.fields)
    return [key for key in dict.fromkeys(keys) if key]


def _key(field: Field, shape: Any, found: dict[type[Element], dict[str, Any]]) -> dict[str, Any]:
    schema = {"description": field.description, **_schema_of(shape, found, field.at_least)}
    default = "否" if field.default is False else field.default
    if isinstance(default, str) and default:
        schema["default"] = default
    return schema


def _schema_of(
    shape: Any, found: dict[type[Element], dict[str, Any]], at_least: int = 0
) -> dict[str, Any]:
    """What an editor is told of a shape; None is left out, for an empty value is a problem."""
    origin, arguments = get_origin(shape), get_args(shape)
    if shape == Body:
        blocks = [each for each in get_args(Block) if each is not Prose]
        options = [_schema_of(each, found) for each in blocks]
        items = [{**_TEXT, "title": "一段文字"}, *options, {"$ref": "#/$defs/Include"}]
        return {"anyOf": [_TEXT, {"type": "array", "items": {"anyOf": items}}]}
    if origin is Annotated:
        inner, *notes = arguments
        for note in notes:
            if isinstance(note, Either):
                return _any_of(note.shapes.values(), found)
            if isinstance(note, AtLeast):
                at_least = note.items
        written = [note.written for note in notes if isinstance(note, As | Before | Read)]
        return _schema_of(next(filter(None, written), inner), found, at_least)
    if origin in (Union, UnionType):
        return _any_of([each for each in arguments if each is not NoneType], found)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (tuple, list):
        schema: dict[str, Any] = {"type": "array", "items": _schema_of(arguments[0], found)}
        return {**schema, "minItems": at_least} if at_least else schema
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema_of(arguments[1], found)}
    if shape is int:
        return {"type": "integer"}
    if shape is str:
        return dict(_TEXT)
    if shape not in found:
        _define(shape, found)
    return {"$ref": f"#/$defs/{shape.__name__}"}


def _any_of(shapes: Iterable[Any], found: dict[type[Element], dict[str, Any]]) -> dict[str, Any]:
    options = [_schema_of(shape, found) for shape in shapes]
    return options[0] if len(options) == 1 else {"anyOf": options}


def _in_order(first: Iterable[str], properties: dict[str, Any]) -> dict[str, Any]:
    """The same keys, these first: an editor offers them in this order."""
    return {name: properties[name] for name in dict.fromkeys((*first, *properties))}


def _waivable(reason: dict[str, Any]) -> dict[str, Any]:
    """忽略 takes the name of any rule; what it is about is the first line of its docstring."""
    about = {rule.NAME: (rule.__doc__ or "").strip().partition("\n")[0] for rule in rules()}
    return {name: {**reason, "description": text} for name, text in about.items()}


def _registry_schema() -> dict[str, Any]:
    found: dict[type[Element], dict[str, Any]] = {}
    _define(Entry, found)
    unit = found.pop(Entry) | {"title": "一个机构"}
    definitions = {model.__name__: schema for model, schema in found.items()}
    return {
        "$schema": _DIALECT,
        "$defs": definitions,
        "title": "机构名录",
        "type": "array",
        "items": unit,
    }


def _office_schema() -> dict[str, Any]:
    found: dict[type[Element], dict[str, Any]] = {}
    _define(OfficeEntry, found)
    office = found.pop(OfficeEntry) | {"title": "本单位"}
    definitions = {model.__name__: schema for model, schema in found.items()}
    rule = definitions["WaiverEntry"]["properties"]["规则"]
    rule |= {"enum": [each.NAME for each in rules()]}
    return {"$schema": _DIALECT, "$defs": definitions, **office}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def write(folder: Path) -> None:
    """Write every schema into `folder`."""
    for name, schema in schemas().items():
        write_atomically(folder / name, _text(schema).encode())


def stale(folder: Path) -> list[str]:
    """The schema files that are not there or not what the model says now."""
    return [
        name
        for name, schema in schemas().items()
        if not (folder / name).is_file()
        or (folder / name).read_text(encoding="utf-8") != _text(schema)
    ]
