"""份数 in the imprint: a number is put into words, any other words stand as they were typed."""

from __future__ import annotations

import pytest

from tests.typesetting import main_of


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("'120'", "共印120份"),
        ("120份", "共印120份"),
        ("共印 120 份", "共印120份"),
        ("若干", "若干"),
        ("若干份", "若干份"),
        ("共印若干份", "共印若干份"),
        ("各单位1份，共120份", "各单位1份，共120份"),
        ("另行印制", "另行印制"),
        ("12.5", "12.5"),
    ],
)
def test_copies(typed: str, printed: str) -> None:
    imprint = main_of(f"印发: {{份数: {typed}}}", "印发稿").imprint
    assert imprint is not None
    assert imprint.copies == printed
