"""Tests of what does not hold in every LibreOffice yet: the one list of them.

They are run everywhere. Where another LibreOffice than the 7.4 of Debian 12 is installed, one that
fails is reported as held back (“留待处理”) and not as a failure.
"""

from __future__ import annotations

from typing import NamedTuple


class HeldBack(NamedTuple):
    """A test, as `file::function` or, of one of its cases, `file::function[case]`; what differs, in
    Chinese; the first version of LibreOffice that is known to differ.
    """

    test: str
    reason: str
    since: str


HELD_BACK = (
    HeldBack(
        "tests/pdf/test_lines_in_pdf.py::test_lines_are_broken_where_word_breaks_them",
        "LibreOffice 25.2 有的段落断行与 Word 的不同",
        "25.2",
    ),
    HeldBack(
        "tests/pdf/test_lines_in_pdf.py::test_justified_lines_end_at_the_right_edge",
        "LibreOffice 25.2 有的行两端对齐时到不了版心右边",
        "25.2",
    ),
    HeldBack(
        "tests/measure/test_layout.py::test_every_measure_of_a_document_is_right[签名章-图]",
        "LibreOffice 25.2 里签名章比职务低一行",
        "25.2",
    ),
    HeldBack(
        "tests/measure/test_house.py::test_every_measure_is_where_the_house_has_it[签名章-图]",
        "LibreOffice 25.2 里签名章比职务低一行",
        "25.2",
    ),
    HeldBack(
        "tests/measure/test_layout.py::test_the_page_of_measures_is_up_to_date",
        "LibreOffice 25.2 转出的 PDF 里认不出印章，与印章有关的5项没有量",
        "25.2",
    ),
)


def held_back(test: str) -> HeldBack | None:
    """What is said of `test`, a node id of pytest's."""
    readable = test.encode("ascii", "backslashreplace").decode("unicode_escape")
    function = readable.partition("[")[0]
    return next((each for each in HELD_BACK if each.test in (readable, function)), None)
