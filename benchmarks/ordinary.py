"""What a person who knows docxtpl would write instead of this program: an ordinary template, one
loop over paragraphs and one over the rows of a table, and no more.

`python -m benchmarks.ordinary PROJECT` makes a file of each document in content/, text by text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docxtpl import DocxTemplate


def write_template(target: Path) -> None:
    """The template, as typed in Word."""
    document = Document()
    document.add_heading("{{ title }}", 0)
    for text in ("{%p for each in paragraphs %}", "{{ each }}", "{%p endfor %}"):
        document.add_paragraph(text)
    table = document.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    table.cell(0, 0).text = "{%tr for row in rows %}"
    cells = ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}")
    for column, text in enumerate(cells):
        table.cell(1, column).text = text
    table.cell(2, 0).text = "{%tr endfor %}"
    document.save(str(target))


def names_of(data: dict[str, Any]) -> dict[str, Any]:
    """The texts of a document's data for the template: no numbers, no measures, no checks."""
    rows: list[list[str]] = []
    texts = list(_texts({key: data[key] for key in data if key != "标题"}, rows))
    return {"title": data.get("标题", ""), "paragraphs": texts, "rows": rows}


def _texts(value: Any, rows: list[list[str]]) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split("\n")
        return
    if isinstance(value, list):
        for each in value:
            yield from _texts(each, rows)
        return
    if not isinstance(value, dict):
        yield str(value)  # a date or a number; a 成文日期 written without quotes is a date to YAML
        return
    for key, each in value.items():
        if key == "行" and isinstance(each, list):
            rows += [list(map(str, row)) for row in each if isinstance(row, list)]
        else:
            yield from _texts(each, rows)


def main(project: str) -> None:
    """Read, fill in, save: a new DocxTemplate each time, as its manual has it."""
    folder = Path(project)
    template = folder / "普通模板.docx"
    write_template(template)
    target = folder / "普通"
    target.mkdir(exist_ok=True)
    for path in sorted((folder / "content").rglob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        if isinstance(data, dict):
            document = DocxTemplate(template)
            document.render(names_of(data), autoescape=True)
            document.save(target / f"{path.stem}.docx")


if __name__ == "__main__":
    main(sys.argv[1])
