"""distribute: who gets how many copies, which ones, and the sheets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen import cli
from gongwen.dispatch.distribution import read_copies
from gongwen.history.repository import HistoryError
from tests.docx_reading import text
from tests.history.test_save import run
from tests.project import FINAL, project

REGISTRY = """\
- 全称: 云溪市教育局
  简称: 市教育局
  分送份数: 2
- 全称: 云溪市水务局
  简称: 市水务局
- 全称: 溪东区人民政府
  简称: 溪东区政府
  分送份数: 3份
- 全称: 溪西区人民政府
  简称: 溪西区政府
- 全称: 各县（区）人民政府
  包含: 溪东区政府、溪西区政府
"""


def office(folder: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, str]) -> Path:
    written = FINAL
    for old, new in changes.items():
        assert old in written
        written = written.replace(old, new)
    project(folder, 值班=written)
    (folder / "content/机构.yaml").write_text(REGISTRY, encoding="utf-8")
    monkeypatch.setattr(cli, "ROOT", folder)
    return folder / "output/值班"


def sheet(folder: Path, name: str) -> str:
    return text((folder / f"值班（{name}）.docx").read_bytes())


def test_collectives_numbers_and_what_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = office(
        tmp_path,
        monkeypatch,
        {
            "主送: 市教育局": "主送: 各县（区）人民政府，市教育局",
            "印发: {": "抄送: 市委办公室、市教育局\n份号: '000098'\n印发: {份数: 共12份, ",
        },
    )
    out, err = run(capsys, "distribute", "值班", "--copies", "市水务局=2；存档=1")
    assert out == "分送6个单位，共10份，余2份\n生成 值班（分发单）.docx\n生成 值班（签收单）.docx\n"
    assert err == "市教育局在主送、抄送里都有，只给一次\n"
    said = sheet(made, "分发单").split()
    rows = [
        "1 主送 溪东区政府 3 000098—000100",
        "2 主送 溪西区政府 1 000101",
        "3 主送 市教育局 2 000102—000103",
        "4 主送 市水务局 2 000104—000105",
        "5 抄送 市委办公室 1 000106 名录里没有",
        "6 另送 存档 1 000107 名录里没有",
        "合计 10",
        "余份 2 000108—000109",
    ]
    assert " ".join(rows) in " ".join(said)
    signed = " ".join(sheet(made, "签收单").split())
    assert "序号 单位 份数 份号 签收人 签收时间 备注" in signed
    assert "6 存档 1 000107" in signed
    assert "云政办发〔2026〕12号" in signed
    first = (made / "值班（分发单）.docx").read_bytes()
    run(capsys, "distribute", "值班", "--copies", "市水务局=2；存档=1")
    assert (made / "值班（分发单）.docx").read_bytes() == first


def test_what_is_not_known_is_told_and_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office(
        tmp_path,
        monkeypatch,
        {"主送: 市教育局": "主送: 各有关单位，市教育局", "水务局\n": "水务局等\n"},
    )
    out, err = run(capsys, "distribute", "值班")
    assert out.startswith("分送3个单位，共3份\n")
    assert err == (
        "名录里没有“各有关单位”，不知道有哪些单位，份数空着没有算；"
        "在 机构.yaml 里登记它“包含”谁\n"
        "主送以“等”结尾，后面还有谁没有写，没有算进去\n"
        "没有写印多少份，余份算不出来：在“印发”下面写 份数: 150\n"
    )


def test_a_collective_may_begin_with_whose_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office(tmp_path, monkeypatch, {"主送: 市教育局": "主送: 市政府各部门，市教育局"})
    _, err = run(capsys, "distribute", "值班")
    assert "名录里没有“市政府各部门”，不知道有哪些单位，份数空着没有算" in err


def test_too_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = office(tmp_path, monkeypatch, {"印发: {": "印发: {份数: 2, "})
    out, err = run(capsys, "distribute", "值班", code=1)
    assert (out.splitlines()[0], err) == ("分送2个单位，共3份", "印2份，分送要3份，少1份\n")
    assert "余份" not in sheet(made, "分发单")


def test_nobody_to_send_it_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office(tmp_path, monkeypatch, {"主送: 市教育局、市水务局\n": "", "稿本: 印发稿\n": ""})
    _, err = run(capsys, "distribute", "值班", code=1)
    assert err.startswith("没有做分发单：文稿没有写主送、抄送")
    out, err = run(capsys, "distribute", "值班", "--copies", "市教育局=4")
    assert out.startswith("分送1个单位，共4份")
    assert err.endswith("稿本还是征求意见稿，定稿以后再做一次\n")
    _, err = run(capsys, "distribute", "值班", "--copies", "市教育局", code=1)
    assert err == "份数“市教育局”不认识，写成：市委办公室=5；市财政局=2\n"


@given(
    st.dictionaries(
        st.text("市教财水民局（）区", min_size=1, max_size=8), st.integers(0, 999), max_size=6
    ),
    st.sampled_from("；;，,、\n"),
    st.sampled_from(["=", " ＝ "]),
)
def test_copies_as_typed(wanted: dict[str, int], between: str, sign: str) -> None:
    typed = between.join(f"{unit}{sign}{copies}份" for unit, copies in wanted.items())
    assert read_copies(typed) == wanted


def test_copies_that_cannot_be_read() -> None:
    with pytest.raises(HistoryError, match="“市教育局=两”不认识"):
        read_copies("市水务局=1；市教育局=两")
