"""docs/发文办理.md performed: numbers, the register, distribution."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import openpyxl
import pytest

from tests.dispatch.numbering import FINAL_OF_OURS, LETTER
from tests.docx_reading import text
from tests.history.test_save import alone, office, run
from tests.project import ROOT

__all__ = ["alone", "office"]
PAGE = (ROOT / "docs" / "发文办理.md").read_text(encoding="utf-8")


def commands() -> list[list[str]]:
    """What the page types, in its order."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [shlex.split(line.removeprefix("python build.py ")) for line in lines]


def test_the_page_performed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    for name, written in {"本单位": own, "清淤": FINAL_OF_OURS, "复函": LETTER}.items():
        (office / "content" / f"{name}.yaml").write_text(written, encoding="utf-8")
    take, reserve, void, letter, listed, register, distribute = commands()
    day = ("--on", "2026-04-03")
    assert run(capsys, *take)[0] == "取号 云水发〔2026〕24号，写在 content/清淤.yaml 第4行\n"
    assert run(capsys, *reserve, *day)[0].count("预留 云水发〔2026〕2") == 2
    assert run(capsys, *void)[0] == "作废 云水发〔2026〕26号（不发了）\n"
    assert run(capsys, *letter, *day)[0].startswith("取号 云水函〔2026〕1号")
    run(capsys, "save", "清淤", "-m", "定稿")
    run(capsys, "release", "清淤", "--format", "docx", "--warnings-checked")
    out, _ = run(capsys, *listed)
    assert "云水发〔2026〕：用到26号，下一个是 云水发〔2026〕27号\n  预留：" in out
    run(capsys, *register)
    sheet = openpyxl.load_workbook(office / "output/发文登记簿.xlsx").worksheets[0]
    numbers = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert numbers == ["云水函〔2026〕1号", *(f"云水发〔2026〕{n}号" for n in (24, 25, 26))]
    out, _ = run(capsys, *distribute)
    assert out.startswith("分送3个单位，共5份\n")
    sheets = [
        text(path.read_bytes()) for path in sorted((office / "output/清淤").glob("*单）.docx"))
    ]
    assert all("云水发〔2026〕24号" in each and "存档" in each for each in sheets)
    assert len(sheets) == 2
