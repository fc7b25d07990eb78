"""Text that came out of a .csv goes back into it, and every other byte of the file stays."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random

import pytest
from docx.oxml.ns import qn

from gongwen.adopt.planning import write
from gongwen.adopt.report import report
from gongwen.problem import Place
from gongwen.source.edit.changes import CannotEditError, InsertItem, MoveItem, Remove, SetText
from gongwen.source.edit.csv_text import delimiter_of, edited_csv, records_of

from .office import PLAN, Word, adopted, office

Edit = Callable[[Word], None]
EXCEL = "项目,金额\r\n管线, 300\r\n水表,80\r\n海报,12\r\n"
QUOTED = '"项目","金额"\n"管线","300"\n"水表","80"\n\n"海报","12"'
TABS = "项目\t金额\r\n管线\t300\r\n水表\t80\r\n海报\t12\r\n"


def fill_behind(word: Word, words: str, text: str) -> None:
    """Words in the empty cell beside others."""
    paragraph = word.find(words)
    cell = next(paragraph.iterancestors(qn("w:tc")))
    empty = cell.getnext().find(qn("w:p"))
    empty.append(deepcopy(paragraph.find(qn("w:r"))))
    word.put(empty, text)


def swap(word: Word) -> None:
    first, last = (next(word.find(name).iterancestors(qn("w:tr"))) for name in ("管线", "海报"))
    first.addprevious(last)


@pytest.mark.parametrize(
    ("text", "encoding", "edit", "became"),
    [
        pytest.param(EXCEL, "gbk", lambda w: w.replace("300", "350"),
            EXCEL.replace("300", "350"), id="a figure, as Excel saves it"),
        pytest.param(EXCEL, "utf-8-sig", lambda w: w.put(w.find("水表"), "水表（含表箱）,一批"),
            EXCEL.replace("水表", '"水表（含表箱）,一批"'), id="a comma wants quotes"),
        pytest.param(QUOTED, "utf-8", lambda w: w.replace("80", "85"),
            QUOTED.replace("80", "85"), id="quotes stay"),
        pytest.param(QUOTED, "utf-8", lambda w: w.add_row_behind("海报", ["培训", "6"]),
            QUOTED + '\n"培训","6"', id="a row behind the last, which has no line end"),
        pytest.param(EXCEL, "gb18030", lambda w: w.add_row_behind("管线", ["泵站", "45"]),
            EXCEL.replace("水表", "泵站,45\r\n水表"), id="a row between"),
        pytest.param(TABS, "utf-16", lambda w: w.delete_row("水表"),
            TABS.replace("水表\t80\r\n", ""), id="a row less, as Unicode text"),
        pytest.param(EXCEL, "gbk", swap,
            "项目,金额\r\n海报,12\r\n管线, 300\r\n水表,80\r\n", id="a row moved"),
        pytest.param("管线,\n水表\n海报,12\n", "utf-8",
            lambda w: fill_behind(w, "水表", "80"),
            "管线,\n水表,80\n海报,12\n", id="a cell that the line was too short for"),
    ],
)  # fmt: skip
def test_into_the_file(tmp_path: Path, text: str, encoding: str, edit: Edit, became: str) -> None:
    setting = office(tmp_path)
    file = setting.shared.content / "资金.csv"
    file.write_bytes(text.encode(encoding))
    setting.path.write_text(PLAN.split("附件:")[0].rstrip() + "\n", encoding="utf-8")
    before = setting.path.read_bytes()
    adoption = adopted(setting, edit)
    said = "\n".join(report(adoption))
    assert adoption.is_whole, said
    assert "content/资金.csv:" in said or "资金.csv:" in said
    assert write(adoption) == [file]
    assert file.read_bytes() == became.encode(encoding)
    assert setting.path.read_bytes() == before


def test_the_line_is_said(tmp_path: Path) -> None:
    said = list(report(adopted(office(tmp_path), lambda w: w.replace("80", "85"))))
    assert any(line.endswith("资金.csv:3:4") for line in said), said


def test_what_a_workbook_says_is_changed_there(tmp_path: Path) -> None:
    import openpyxl

    setting = office(tmp_path)
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["项目", "金额"], ["管线", "300"], ["水表", "80"]):
        book.active.append(row)
    book.save(setting.shared.content / "资金.xlsx")
    setting.path.write_text(
        setting.path.read_text(encoding="utf-8").replace("资金.csv", "资金.xlsx"), "utf-8"
    )
    said = list(report(adopted(setting, lambda w: w.replace("300", "350"))))
    assert any("没有过录：这里的字来自数据文件“资金.xlsx”，请在那里改" in line for line in said)


def test_a_file_that_two_tables_read_otherwise_stays(tmp_path: Path) -> None:
    setting = office(tmp_path)
    text = setting.path.read_text(encoding="utf-8")
    other = "    - 表: {列: [项目, 金额], 行: 资金.csv}\n"
    more = "    - 表: {表头: 无, 行: 资金.csv}\n"
    setting.path.write_text(text.replace(other, other + more), encoding="utf-8")
    adoption = adopted(setting, lambda w: w.replace("300", "350"))
    said = "\n".join(report(adoption))
    assert not adoption.is_whole
    assert "没有过录：这里的字来自数据文件“资金.csv”，请在那里改" in said


def _random_csv(random: Random) -> tuple[str, list[list[str]]]:
    rows = [
        [random.choice(("甲", "乙,丙", '“一”"二"', "", "三\n四", "12", " 空 ")) for _ in range(3)]
        for _ in range(random.randint(1, 5))
    ]
    end = random.choice(("\n", "\r\n"))
    quoting = random.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC))
    made = io.StringIO()
    csv.writer(made, quoting=quoting, lineterminator=end).writerows(rows)  # type: ignore[arg-type]
    text = made.getvalue()
    return text.removesuffix(end) if random.random() < 0.3 else text, rows


def _read(text: str) -> list[list[str]]:
    found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    return list(found)


@pytest.mark.parametrize("seed", range(120))
def test_any_edit_is_that_edit_alone(seed: int) -> None:
    """As csv.reader reads it, and every line that was not asked for stays to the letter."""
    random = Random(seed)  # noqa: S311  the same edits every time
    text, rows = _random_csv(random)
    lines = [text[each.start : each.end] for each in records_of(text, delimiter_of(text))]
    assert "".join(lines) == text
    assert [
        [c.value for c in each.cells] for each in records_of(text, delimiter_of(text))
    ] == _read(text)
    wanted = _read(text)
    at, to = random.randrange(len(rows)), random.randrange(len(rows) + 1)
    new = random.choice(("新", "新,的", '“新”"', "12"))
    kind = random.choice(("改", "增", "删", "移"))
    if kind == "改":
        column = random.randrange(3)
        made = edited_csv(text, [SetText((at, column), new)], range(len(rows)))
        kept = wanted[at][column]
        wanted[at][column] = new
        blank = kept[: len(kept) - len(kept.lstrip())], kept[len(kept.rstrip()) :]
        if _read(made)[at][column] != new:  # the blanks around what is not in quotes stay
            wanted[at][column] = new.join(blank)
    elif kind == "增":
        made = edited_csv(text, [InsertItem((), to, [new, "", None])], range(len(rows)))
        wanted.insert(to, [new, "", ""])
    elif kind == "删":
        made = edited_csv(text, [Remove((at,))], range(len(rows)))
        del wanted[at]
    else:
        made = edited_csv(text, [MoveItem((at,), to)], range(len(rows)))
        moved = [each for n, each in enumerate(wanted) if n != at]
        moved.insert(to - (to > at), wanted[at])
        wanted = moved
    assert _read(made) == wanted
    left = [line.rstrip("\r\n") for n, line in enumerate(lines) if n != at or kind == "增"]
    assert all(line in made for line in left)


def test_what_is_no_row_is_refused() -> None:
    for change in (SetText((9, 0), "新"), Remove(()), SetText(("行",), "新")):
        with pytest.raises(CannotEditError) as raised:
            edited_csv("甲,乙\n", [change], [0], "资金.csv")
        assert raised.value.place == Place("资金.csv")
