"""Rows of tables that are written as lines with ｜ between the cells, as lists again."""

from __future__ import annotations

from typing import Any

from gongwen.document.tables import as_rows


def as_lists(value: Any) -> Any:
    """Data as it was read from YAML, every 行 a list of lists."""
    if isinstance(value, list):
        return [as_lists(item) for item in value]
    if isinstance(value, dict):
        return {
            key: as_rows(inner) if key == "行" else as_lists(inner) for key, inner in value.items()
        }
    return value
