"""LibreOffice breaks a long address as the estimate has it, and no other word of its paragraph."""

from __future__ import annotations

import pytest

from gongwen.composition import Paragraph, Run
from gongwen.measure.elements import LaidOut
from gongwen.sheet.data import Sheet
from gongwen.typeset.line_filling import fill
from tests.compositions import sheet_named
from tests.libreoffice import Engine

from .typeset_alone import laid_out

pytestmark = pytest.mark.libreoffice

ADDRESSES = (
    "https://zwfw.yunxi.example/portal/index.html?module=ApprovalService&version=3.0",
    "zhengwufuwu-support@yunxi-data.example",
    "www.yunxi.example/2026/04/clearwater",
    "https://zwfw.yunxi.example/" + "/".join("abcdefghijklmnopqrstuvwxyz") + "?q=1&b=" + "2" * 44,
)
SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
OTHERS = ("Kubernetes", "PostgreSQL", "OpenTelemetry")


def _paragraphs() -> list[Paragraph]:
    """Each address at several places of its line, other words after it."""
    made = []
    for sign, (address, before) in zip(
        SIGNS, [(each, count) for each in ADDRESSES for count in (1, 5, 11, 19, 24)], strict=True
    ):
        text = (
            f"{sign * 2}单位登录{'云' * before}{address}迁移数据，{sign * 2}采用Kubernetes、"
            f"PostgreSQL、OpenTelemetry等组件，电话0300-8866216{sign * 3}"
        )
        made.append(Paragraph("段落", (Run(text),)))
    return made


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return sheet_named("gbt9704")


@pytest.fixture(scope="module")
def layout(sheet: Sheet, engine: Engine) -> LaidOut:
    return laid_out(_paragraphs(), sheet, engine)


def test_addresses_take_the_lines_that_were_counted(layout: LaidOut, sheet: Sheet) -> None:
    assert layout.lost == ()
    found = [len(element.rows) for element in layout.elements]
    assert found == [fill(each, sheet, sheet.page.text_width).lines for each in _paragraphs()]


def test_no_other_word_is_broken_and_the_text_is_as_typed(layout: LaidOut) -> None:
    for element, paragraph in zip(layout.elements, _paragraphs(), strict=True):
        rows = [row.text for row in element.rows]
        assert "".join(rows) == paragraph.text
        assert [word for word in OTHERS if not any(word in row for row in rows)] == []
