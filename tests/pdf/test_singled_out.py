"""Documents that LibreOffice fails on: the others are made all the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from gongwen.pdf.conversion import Failure
from tests import fake_office

from .test_conversion import convert, pdf

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


def test_failures_with_something_made_between_them_are_those_of_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only failures in a row mean LibreOffice itself."""
    body = 'case "$number" in 1|3|4) exit 3;; esac'
    fake_office.install(tmp_path / "bin", monkeypatch, body)
    made = convert(tmp_path, dict.fromkeys(("甲", "乙", "丙", "丁", "戊"), b""))
    assert (made["乙"], made["戊"]) == (pdf(2), pdf(5))
    assert all(isinstance(made[name], Failure) for name in ("甲", "丙", "丁"))


def test_of_two_the_one_that_fails_is_tried_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = '[ "$number" = 1 ] && [ ! -e "$here/once" ] && { touch "$here/once"; exit 1; }'
    fake = fake_office.install(tmp_path / "bin", monkeypatch, body)
    assert convert(tmp_path, {"甲": b"", "乙": b""}) == {"甲": pdf(1), "乙": pdf(2)}
    assert fake_office.converted(fake) == [["1", "2"], ["1"], ["2"]]
