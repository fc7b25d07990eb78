"""A text read as a document, and what is said of it."""

from __future__ import annotations

from gongwen.document.parts import Document
from gongwen.document.read import read_document
from gongwen.problem import Level, Problem
from gongwen.source.parse import parse

HEAD = "文种: 通知\n标题: 关于办好云溪市读书节的通知\n"


def read(text: str) -> tuple[Document | None, list[Problem]]:
    data, problems = parse(text, "文.yaml")
    assert problems == []
    return read_document(data, "文.yaml")


def made(text: str) -> Document:
    document, problems = read(text)
    assert problems == []
    assert document is not None
    return document


def body(text: str) -> Document:
    return made(HEAD + "正文:\n" + text)


def told(text: str, *, after: str = HEAD) -> list[str]:
    """What is said of a document: `line:column message|hint`. The head has two lines."""
    document, problems = read(after + text)
    assert (document is None) == any(p.level is Level.ERROR for p in problems)
    assert all(p.file == "文.yaml" for p in problems)
    return [f"{p.line}:{p.column} {p.message}|{p.hint}" for p in problems]


BODY = HEAD + "正文: 请抓好落实。\n"
