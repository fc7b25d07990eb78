"""The folder of formats is their registry."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from gongwen import formats as folder
from gongwen.formats import formats
from gongwen.pdf.finish import in_chinese


def test_every_file_is_a_format() -> None:
    files = {path.stem for path in Path(folder.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(formats()) == files


def test_two_formats_of_one_suffix_are_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "word.py").write_text("SUFFIX = 'docx'\n\n\ndef write(): ...\n", encoding="utf-8")
    monkeypatch.setattr(folder, "__path__", [*folder.__path__, str(tmp_path)])
    monkeypatch.delitem(sys.modules, "gongwen.formats.word", raising=False)
    with pytest.raises(ValueError, match=r"formats/word\.py: another format is “docx” already"):
        formats.__wrapped__()


def test_a_pdf_is_in_chinese_and_as_long_as_before() -> None:
    pdf = b"%PDF-1.7 <</Type/Catalog/Lang(en-US)>> xref"
    assert in_chinese(pdf) == b"%PDF-1.7 <</Type/Catalog/Lang(zh-CN)>> xref"
    assert in_chinese(in_chinese(pdf)) == in_chinese(pdf)
