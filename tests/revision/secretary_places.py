"""Where things stand in a document that a secretary edits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.revision.secretary_documents import CSV, Case, Data


def nodes(node: Any) -> Iterator[Any]:
    yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for each in children:
        yield from nodes(each)


def parts_with(case: Case, key: str) -> list[Data]:
    return [each for each in nodes(case.data) if isinstance(each, dict) and key in each]


def lists_under(case: Case, *keys: str) -> list[list[Any]]:
    return [
        part[key] for key in keys for part in parts_with(case, key) if isinstance(part[key], list)
    ]


def paragraphs(case: Case) -> list[tuple[list[Any], int]]:
    """Sentences that stand as paragraphs of their own."""
    return [
        (body, at)
        for body in lists_under(case, "正文", "条目", "项", "条")
        for at, each in enumerate(body)
        if isinstance(each, str) and "；" in each
    ]


def texts(case: Case) -> list[tuple[Any, Any]]:
    """Every text that is printed as it is, with its holder and key; of names and posts too."""
    found: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        items = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in items:
            if isinstance(value, str) and str(key) not in _NO_TEXT.split():
                found.append((node, key))
            elif isinstance(value, (dict, list)):
                walk(value)

    walk(case.data)
    return found


_NO_TEXT = "文种 稿本 体例 目录 版式 横排 另附 取自 图 起 止 时限 责任标注 成文日期 日期 发文字号"


def everywhere(case: Case, was: str, now: str, *, but: int = -1) -> int:
    """Replace words all over, but not at one place; how many places changed."""
    count = 0
    for at, (holder, key) in enumerate(
        (holder, key)
        for holder, key in texts(case)
        if was in holder[key] and holder[key] not in ("行",) and holder[key] != CSV
    ):
        if at != but:
            holder[key] = holder[key].replace(was, now)
            count += 1
    for name, content in case.files.items():
        if name == CSV and was.encode() in content:
            case.files[name] = content.replace(was.encode(), now.encode())
            count += 1
    return count


def lines_of(case: Case) -> list[str] | None:
    text = case.data["正文"]
    return text.split("\n") if isinstance(text, str) else None


def rows_of(case: Case) -> list[list[Any]]:
    return [
        part["表"]["行"] for part in parts_with(case, "表") if isinstance(part["表"]["行"], list)
    ]
