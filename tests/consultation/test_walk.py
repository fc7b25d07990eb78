"""docs/征求意见.md performed: send, twelve replies, collect, remind, decide, adopt, compare, the
summary table, 送审, 印发, release.
"""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from gongwen.consultation.ledger import read_ledger
from tests.consultation.office import REGISTRY, office
from tests.consultation.returned import (
    draft_tracked,
    draft_with_comment,
    letter,
    our_form,
    own_form,
    workbook,
)
from tests.docx_reading import text
from tests.history.test_save import alone, edit, run
from tests.project import ROOT

__all__ = ["alone", "office"]
PAGE = (ROOT / "docs" / "征求意见.md").read_text(encoding="utf-8")
MORE = ("市司法局", "市农业农村局", "市文旅局", "市城管局", "市审计局", "市统计局", "市林业局")


def commands() -> list[list[str]]:
    """What the page types, in its order."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line.removeprefix("python build.py ").split() for line in lines]


def test_the_page_performed(
    office: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registry = REGISTRY + "".join(
        f"- 全称: 云溪{name}\n  简称: {name}\n  类别: 政府\n" for name in MORE
    )
    (office / "content/机构.yaml").write_text(registry, encoding="utf-8")
    edit(office, "市民政局\n正文", f"市民政局、{'、'.join(MORE)}\n正文", "征求意见函")
    save, send, collect, overdue, settle, settle_back = commands()
    assert [each[0] for each in commands()] == [
        "save", "send", "collect", "overdue", "settle", "settle",
    ]  # fmt: skip
    monkeypatch.chdir(tmp_path)
    run(capsys, *save)
    out, _ = run(capsys, *send, "--format", "docx", "--on", "2026-04-03", "--warnings-checked")
    assert "等13个单位征求意见（第1轮）" in out
    replies(office / "output/征求意见函", tmp_path / "反馈")
    out, err = run(capsys, *collect, "--on", "2026-04-14")
    assert out.startswith("读了12个文件。\n")
    assert err == "市统计局：只有扫描件（统计局.pdf），要人看：在办理表里填上单位和意见\n"
    out, _ = run(capsys, *overdue, "--on", "2026-04-16")
    assert out.startswith("逾期视为无意见的2个：市统计局、市林业局\n没有要催的单位。\n")
    out, _ = run(capsys, *settle)
    assert "共征求13个单位的意见，11个单位作了答复，其中无意见2个；未答复2个" in out
    decide(office, tmp_path / "填好的办理表.xlsx")
    run(capsys, *settle_back)
    ledger, _ = read_ledger(office / "content/_征求意见/清淤.yaml", "清淤.yaml")
    assert all(each.adopted for each in ledger.comments)
    edit(office, "4月底前建立清单", "5月底前建立清单")
    run(capsys, "save", "清淤", "-m", "采纳意见")
    out, _ = run(capsys, "diff", "清淤", "征求意见稿")
    assert "征求意见稿是最后送出的那一版：2026-04-03送" in out
    compared = text((office / "output/清淤/清淤（修改对照表）.docx").read_bytes())
    assert "采纳溪东区政府意见（意见" in compared
    edit(office, "文种: 通知\n", "文种: 通知\n稿本: 送审稿\n")
    _, err = run(capsys, "settle", "清淤")
    assert "错误" not in err
    edit(office, "稿本: 送审稿", "稿本: 印发稿")
    final = "发文字号: 云政办发〔2026〕9号\n成文日期: 2026-05-01\n公开属性: 主动公开\n"
    final += "印发: {机关: 云溪市人民政府办公室, 日期: 2026-05-02}\n"
    edit(office, "正文:\n- 为", f"{final}正文:\n- 为")
    run(capsys, "save", "清淤", "-m", "定稿")
    out, _ = run(capsys, "release", "清淤", "--format", "docx", "--warnings-checked")
    assert out.startswith("已印发 云政办发〔2026〕9号")
    table = office / "output/清淤/清淤（征求意见及采纳情况汇总表）.docx"
    assert "部分采纳1条" in text(table.read_bytes())


def replies(folder: Path, back: Path) -> None:
    """Twelve files of all sorts."""
    back.mkdir()
    form, draft = folder / "意见反馈表.docx", folder / "清淤（征求意见稿）.docx"
    heads = ("条款", "修改意见", "理由")
    funds = ("三、（一）", "按3∶7的比例承担", "改为5∶5", "财政体制")
    files = {
        "财政局.docx": our_form(form, [funds], "云溪市财政局", tick="有意见"),
        "教育局.docx": our_form(form, [("第三部分（二）", "", "增加进社区", "")], "市教育局"),
        "民政.docx": our_form(form, [], "市民政局", tick="无意见"),
        "水务局.xlsx": workbook([heads, ("二、（二）", "明确处置地点", "")]),
        "溪东区.docx": draft_tracked(draft, "4月底前", "5月底前"),
        "溪西区.docx": draft_with_comment(draft, "落实资金", "区里困难，请市级多承担"),
        "司法局.docx": letter("市水务局：", "来函收悉，我局无修改意见。", "云溪市司法局"),
        "农业农村局.docx": letter(
            "市水务局：", "提出如下意见：", "1.对“实施清淤”，建议增加还田利用。", "市农业农村局"
        ),
        "文旅局.docx": own_form(heads, [("一、", "写明河道名称", "")]),
        "城管局.txt": "1.第二部分第一项，建议会同城管部门。\n市城管局\n".encode(),
        "审计局.docx": our_form(form, [("", "", "1.对“落实资金”，建议专款专用。", "")]),
        "统计局.pdf": b"%PDF-1.4",
    }
    for name, content in files.items():
        (back / name).write_bytes(content)


def decide(office: Path, target: Path) -> None:
    """The workbook filled in by hand."""
    book = openpyxl.load_workbook(office / "output/清淤/清淤（意见办理表）.xlsx")
    sheet = book.worksheets[0]
    for number, row in enumerate(sheet.iter_rows(min_row=2)):
        if row[0].value:
            row[7].value = "部分采纳" if number == 1 else "采纳"
            row[8].value = "采纳了时限" if number == 1 else None
            row[12].value = "第二部分"
    book.save(target)
