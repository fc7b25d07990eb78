"""JSON Schema for editors, generated from the model: completion and checks of the Chinese keys."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from .document.element import Element
from .document.parts import Document
from .kinds import kinds
from .registry import CATEGORIES
from .registry import KEYS as REGISTRY_KEYS
from .rules import rules

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": ["string", "number", "boolean"]}
_QUOTED = {
    "引自": {"type": "string", "description": "另一份文稿的文件名，取它的文字"},
    "取": {"enum": ["全文", "印发件"], "description": "取全文还是只取印发件"},
}
_FIRST = ("文种", "稿本", "标题", "发文机关", "主送", "正文", "印发件", "附件")
"""What an editor offers first in a document: the order in which one is written."""
_PARTS = {"Part": "一件", "IssuedText": "印发件", "Attachment": "附件"}
_UNITS = "单位；多个单位写在一行，用、和，隔开"


class _EditorSchema(GenerateJsonSchema):
    """What an editor sees as a number or a boolean (2026, true) is text here."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return {**super().str_schema(schema), **_TEXT}


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by file name: the document's and the registry's."""
    return {"gongwen.json": _document_schema(), "registry.json": _registry_schema()}


def _document_schema() -> dict[str, Any]:
    schema = Document.model_json_schema(schema_generator=_EditorSchema)
    del schema["description"]
    definitions = schema["$defs"]
    for name in _PARTS:
        definition = definitions[name]
        definition["properties"] |= _QUOTED
        definition.pop("required", None)
    definitions["Include"] = {
        "type": "object",
        "properties": {"引入": {"type": "string", "description": "片段的文件名（以 _ 开头）"}},
        "required": ["引入"],
        "additionalProperties": False,
    }
    _tidy(schema)
    del definitions["Prose"]
    for model in _models(Element):
        if model.__name__ in definitions:
            definition = definitions[model.__name__]
            definition["properties"] = _own_first(definition["properties"], model)
    blocks = {
        each.get("$ref") for each in schema["properties"]["正文"]["anyOf"][1]["items"]["anyOf"]
    }
    for name, definition in definitions.items():
        first, *_ = definition["properties"]
        kind = "内容块" if f"#/$defs/{name}" in blocks else "一组"
        definition["title"] = _PARTS.get(name, f"{kind}：{first}")
    for name in _PARTS:
        keys = definitions[name]["properties"]
        definitions[name]["properties"] = _in_order(("标题", "正文"), keys)
    keys = _own_first(schema["properties"], Document)
    keys["文种"] = {"enum": list(kinds()), "description": keys["文种"]["description"]}
    keys["忽略"]["properties"] = _waivable(keys["忽略"]["additionalProperties"])
    schema["properties"] = _in_order(_FIRST, keys)
    return {"$schema": _DIALECT, **schema, "title": "公文"}


def _models(base: type[Element]) -> list[type[Element]]:
    """Every class of the model."""
    return [each for model in base.__subclasses__() for each in (model, *_models(model))]


def _own_first(properties: dict[str, Any], model: type[Element]) -> dict[str, Any]:
    """The keys of a mapping, those that make it what it is before those it shares with others."""
    names = [name for each in model.__mro__ for name in vars(each).get("__annotations__", ())]
    aliases = [model.model_fields[name].alias for name in names if name in model.model_fields]
    return _in_order([alias for alias in aliases if alias in properties], properties)


def _in_order(first: Iterable[str], properties: dict[str, Any]) -> dict[str, Any]:
    """The same keys, these first: an editor offers them in this order."""
    return {name: properties[name] for name in dict.fromkeys((*first, *properties))}


def _waivable(reason: dict[str, Any]) -> dict[str, Any]:
    """忽略 takes the name of any rule; what it is about is the first line of its docstring."""
    about = {rule.NAME: (rule.__doc__ or "").strip().partition("\n")[0] for rule in rules()}
    return {name: {**reason, "description": text} for name, text in about.items()}


def _tidy(node: Any) -> None:
    """Fit for people: class names and English docstrings out; a body may be one text, and its
    list may hold 引入.
    """
    if isinstance(node, list):
        for item in node:
            _tidy(item)
        return
    if not isinstance(node, dict):
        return
    if node.get("default", ...) in (None, [], {}):
        del node["default"]
    if {"type": "null"} in node.get("anyOf", ()):  # an empty value is a problem of its own
        node["anyOf"].remove({"type": "null"})
        if len(node["anyOf"]) == 1:
            node |= node.pop("anyOf")[0]
    for name, child in node.items():
        if name in ("properties", "$defs"):
            for inner in child.values():
                _tidy(inner)
                inner.pop("title", None)
                if name == "$defs":
                    inner.pop("description", None)
        elif name not in ("enum", "const", "required"):
            _tidy(child)
    if "discriminator" in node or _is_block_union(node):
        node.pop("discriminator", None)
        options = [each for each in node.pop("oneOf") if each != {"$ref": "#/$defs/Prose"}]
        node["anyOf"] = [
            {**_TEXT, "title": "一段文字"},
            *options,
            {"$ref": "#/$defs/Include"},
        ]
    if node.get("type") == "array" and _is_blocks(node.get("items")):
        items = node.pop("items")
        node.pop("type")
        node["anyOf"] = [_TEXT, {"type": "array", "items": items}]


def _is_block_union(node: dict[str, Any]) -> bool:
    return {"$ref": "#/$defs/Prose"} in node.get("oneOf", ())


def _is_blocks(items: Any) -> bool:
    return isinstance(items, dict) and {"$ref": "#/$defs/Include"} in items.get("anyOf", ())


def _registry_schema() -> dict[str, Any]:
    text = _TEXT
    texts = {"anyOf": [text, {"type": "array", "items": text}]}
    former = {
        "type": "object",
        "properties": {
            "名": {**text, "description": "改名以前的名称"},
            "止": {**text, "description": "用到什么时候，如 2019-03"},
        },
        "required": ["名"],
        "additionalProperties": False,
    }
    known: dict[str, dict[str, Any]] = {
        "全称": {**text, "description": "机构的全称"},
        "简称": {**text, "description": "规范化简称，文中常用"},
        "别名": {**texts, "description": "其他写法"},
        "曾用名": {
            "description": "改名以前的名称，写了会提醒",
            "anyOf": [text, former, {"type": "array", "items": {"anyOf": [text, former]}}],
        },
        "类别": {"enum": list(CATEGORIES), "description": "机构类别"},
        "代字": {**text, "description": "发文机关代字"},
        "包含": {**texts, "description": f"统称所指的各单位（{_UNITS}）"},
    }
    unit = {
        "type": "object",
        "properties": {key: known[key] for key in REGISTRY_KEYS},
        "required": ["全称"],
        "additionalProperties": False,
        "title": "一个机构",
    }
    return {"$schema": _DIALECT, "title": "机构名录", "type": "array", "items": unit}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def write(folder: Path) -> None:
    """Write every schema into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(_text(schema), encoding="utf-8")


def stale(folder: Path) -> list[str]:
    """The schema files that are not there or not what the model says now."""
    return [
        name
        for name, schema in schemas().items()
        if not (folder / name).is_file()
        or (folder / name).read_text(encoding="utf-8") != _text(schema)
    ]
