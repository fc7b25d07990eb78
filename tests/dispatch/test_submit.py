"""送签, what a final text may have otherwise than what was signed, and 复核."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.build.shared import Shared
from gongwen.dispatch.recheck_sheet import checks
from gongwen.history.repository import open_repository
from gongwen.history.signed_text import against_signed
from gongwen.history.versions_to_compare import VersionsToCompare
from gongwen.rules import rules
from tests.dispatch.office import alone, office
from tests.docx_reading import text
from tests.history.test_save import edit, run

__all__ = ["alone", "office"]
FINAL = (
    "发文字号: 云政办发〔2026〕7号\n成文日期: 2026-04-02\n"
    "印发: {机关: 云溪市人民政府办公室, 日期: 2026-04-03, 份数: 60}\n"
)
SIGNED = "  签发: {意见: 同意, 姓名: 江临, 日期: 2026-04-02}\n"


def finish(office: Path, *changes: tuple[str, str]) -> None:
    """What an officer does after the signature: stage, number, date, imprint; and `changes`."""
    edit(office, "稿本: 送审稿", "稿本: 印发稿", "排查")
    edit(office, "公开属性: 主动公开\n", f"公开属性: 主动公开\n{FINAL}", "排查")
    edit(office, "会签: [市司法局, ", "会签: [{单位: 市司法局, 意见: 同意, 姓名: 简宁}, ", "排查")
    edit(office, "  核稿:", f"{SIGNED}  核稿:", "排查")
    for old, new in changes:
        edit(office, old, new, "排查")


def submitted(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    run(capsys, "save", "排查", "-m", "送审")
    return run(capsys, "submit", "排查", "--on", "2026-04-01", "--to", "江临")


def released(capsys: pytest.CaptureFixture[str], *more: str, code: int = 0) -> tuple[str, str]:
    run(capsys, "save", "排查", "-m", "定稿")
    return run(capsys, "release", "排查", "--format", "docx", *more, code=code)


def test_what_goes_up_is_frozen_and_has_its_forms(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = submitted(capsys)
    assert out == (
        "签发稿已存：2026-04-01送江临签发（标签 送出/排查-1）\n生成 排查（签发稿）.docx\n"
        "生成 排查（发文稿纸）.docx\n生成 排查（会签单）.docx\n"
    )
    assert err == ""
    sheet = text((office / "output/排查/排查（发文稿纸）.docx").read_bytes())
    for said in ("应急科", "0300-8866216", "市财政局：同意　何清　2026年3月30日", "市司法局："):
        assert said in sheet
    out, _ = run(capsys, "submit", "排查", "--on", "2026-04-02")
    assert out.startswith("这一版2026-04-01送江临签发过，没有另外记录（标签 送出/排查-1）\n")
    out, _ = run(capsys, "history", "排查")
    assert "2026-04-01送江临签发" in out


def test_number_date_and_imprint_are_settled_after_the_signature(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    submitted(capsys)
    finish(office, ("抄送: 市文旅局", "抄送: 市文旅局、市司法局"))
    out, err = released(capsys)
    assert out.startswith("已印发 云政办发〔2026〕7号")
    assert err == "与签发稿不同，请看一下：抄送：市文旅局→市文旅局、市司法局\n"


def test_a_changed_word_is_refused_with_its_place(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    submitted(capsys)
    finish(office, ("4月底前", "5月底前"), ("主送: 市教育局、市财政局", "主送: 市教育局"))
    _, err = released(capsys, "--warnings-checked", code=1)
    assert err == (
        "没有印发，与签发稿（2026-04-01送江临签发，标签 送出/排查-1）有2处不同：\n"
        "    【主送机关】修改：删去“、市财政局”\n"
        "    【一、】修改：“4”→“5”\n"
        "    建议：报原签批人复审，再送签（make submit DOC=排查）；改错了的，照签发稿改回来\n"
    )
    _, err = run(capsys, "recheck", "排查", code=1)
    assert "与签发稿不同：【一、】修改：“4”→“5”" in err
    out, _ = run(capsys, "submit", "排查", "--on", "2026-04-03")
    assert "标签 送出/排查-2" in out
    _, err = run(capsys, "release", "排查", "--format", "docx", code=1)
    assert err.startswith("没有印发，签发日期2026年4月2日，最后一次送签在2026-04-03：")
    edit(office, "2026-04-02", "2026-04-03", "排查")
    assert released(capsys)[0].startswith("已印发 云政办发〔2026〕7号")


@pytest.mark.parametrize(
    ("old", "new", "slight"),
    [
        ("地下车库和低洼院落，", "地下车库和低洼院落、", True),
        ("有关事项通知如下。", "有关事项通知如下：", True),
        ("城区内涝隐患排查有关", "“城区内涝隐患排查”有关", True),
        ("1∶2", "1∶3", False),
        ("1∶2", "12", False),
        ("3.5万元", "35万元", False),
        ("第三、五排查组", "第三五排查组", False),
        ("一名负责人", "负责人", False),
        ("公开属性: 主动公开", "公开属性: {属性: 不予公开, 理由: 内部事项}", False),
        ("公开属性: 主动公开", "公开属性: 主动公开\n紧急程度: 加急", False),
    ],
)
def test_only_a_mere_mark_is_let_pass(
    old: str, new: str, slight: bool, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    submitted(capsys)
    finish(office, (old, new))
    desk = VersionsToCompare(Shared(office, office / "content"), open_repository(office))
    found = against_signed(office / "content/排查.yaml", desk)
    assert found is not None
    assert (len(found.told), bool(found.refused)) == ((1, False) if slight else (0, True))


def test_what_is_not_settled_does_not_go_up(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(office, "稿本: 送审稿", "稿本: 征求意见稿", "排查")
    _, err = run(capsys, "submit", "排查", code=1)
    assert "稿本还是征求意见稿" in err
    edit(office, "稿本: 征求意见稿", "稿本: 送审稿", "排查")
    _, err = run(capsys, "submit", "排查", code=1)
    assert err.startswith("没有送签，还没有保存（make save）：content/排查.yaml")
    edit(
        office, "公开属性: {属性: 不予公开, 理由: 属于内部事务信息}", "公开属性: 不予公开", "商请函"
    )
    run(capsys, "save", "商请函", "-m", "送审")
    _, err = run(capsys, "submit", "商请函")
    assert "不予公开没有写理由" in err


def test_the_signed_version_can_be_compared_with(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, err = run(capsys, "diff", "排查", "签发稿", code=2)
    assert err == "排查 还没有送签过：make submit DOC=排查\n"
    submitted(capsys)
    edit(office, "4月底前", "5月底前", "排查")
    out, _ = run(capsys, "diff", "排查", "签发稿")
    assert "〔删：4〕〔增：5〕" in out


def test_recheck_says_what_the_program_verified(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = run(capsys, "recheck", "排查")
    assert out.startswith("没有送签的记录（make submit），没有与签发稿比较。\n")
    submitted(capsys)
    finish(office)
    run(capsys, "save", "排查", "-m", "定稿")
    out, err = run(capsys, "recheck", "排查")
    assert out.startswith("与签发稿一致。\n")
    assert err == ""
    form = text((office / "output/排查/排查（复核单）.docx").read_bytes())
    for said in ("江临　2026年4月2日", "2个单位都已会签", "云政办发〔2026〕7号 没有用过"):
        assert said in form


def test_the_checks_name_rules_that_there_are() -> None:
    known = {rule.NAME for rule in rules()}
    assert {name for each in checks() for name in each.rules} <= known


def test_a_house_has_its_own_sheet(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from docx import Document

    own = Document()
    own.add_paragraph("本单位发文稿纸：{{ 标题 }}，{{ 拟稿人 }}，{{ 签发 }}")
    own.save(str(office / "templates/发文稿纸.docx"))
    submitted(capsys)
    sheet = text((office / "output/排查/排查（发文稿纸）.docx").read_bytes())
    assert "本单位发文稿纸：云溪市人民政府办公室关于做好城区内涝隐患排查的通知，程一诺，" in sheet
    own = Document()
    own.add_paragraph("{{ 题目 }}")
    own.save(str(office / "templates/发文稿纸.docx"))
    _, err = run(capsys, "submit", "排查", code=1)
    assert err.startswith("templates/发文稿纸.docx 用不了：模板的标签用了没有的名称")
    assert "可以用的标签：机关、主办机关、文种、标题" in err
