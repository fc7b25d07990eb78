"""版头, 附件说明, 署名, 附注, 版记: what the standard says of each (28 characters of 300 twips)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec import structs

from gongwen.composition import Geometry, Imprint, Paragraph, TabStop
from gongwen.typeset import typeset
from gongwen.typeset.closing import NOT_PRINTED, notes
from gongwen.typeset.header_zone import header_zone
from gongwen.typeset.imprint import imprint
from gongwen.typeset.people import SPREAD

from ..typesetting import blocks_of, geometry_of, job_of, lines_of, main_of, paragraphs_in

FINAL = "印发稿"
DATED = "成文日期: 2026-08-09\n"


def closing(yaml: str) -> list[tuple[str, str, int | None]]:
    """Style, text and right indent of what follows the text of a final document."""
    blocks = blocks_of(yaml, FINAL)
    start = next(i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.style == "段落")
    return [
        (block.style, block.text, block.geometry.right if block.geometry else None)
        for block in blocks[start + 1 :]
        if isinstance(block, Paragraph)
    ]


def test_sealed_name_is_centred_on_the_date() -> None:
    # The date is 6 characters wide and stands 4 from the right; the name is 10.
    assert closing(f"发文机关: 云溪市人民政府办公室\n{DATED}") == [
        ("盖章署名", "云溪市人民政府办公室", round((4 + 6 / 2 - 10 / 2) * 300)),
        ("成文日期", "2026年8月9日", 4 * 300),
    ]


def test_sealed_name_too_wide_for_that_stays_in_the_type_area() -> None:
    name = "云溪市全民节水行动工作领导小组办公室"
    assert closing(f"发文机关: {name}\n{DATED}") == [
        ("盖章署名", name, 0),
        ("成文日期", "2026年8月9日", round((len(name) / 2 - 3) * 300)),
    ]


@pytest.mark.parametrize(
    ("name", "name_right", "date_right"),
    [("云溪市人民政府办公室", 2, 4), ("云溪市教育局", 2, 0), ("云溪市委", 2 + 2 + 6 - 4, 2)],
)
def test_unsealed(name: str, name_right: int, date_right: int) -> None:
    yaml = f"印章: 不加盖\n发文机关: {name}\n{DATED}"
    assert closing(yaml) == [
        ("署名", name, name_right * 300),
        ("成文日期", "2026年8月9日", date_right * 300),
    ]


def test_unsealed_joint_names_stand_below_the_lead() -> None:
    yaml = f"印章: 不加盖\n发文机关: 市人民政府办公厅、市教育局\n{DATED}"
    assert [text for _, text, _ in closing(yaml)] == [
        "市人民政府办公厅",
        "市教育局",
        "2026年8月9日",
    ]
    assert [style for style, _, _ in closing(yaml)] == ["署名", "署名续", "成文日期"]


def test_sealed_joint_names_in_rows_of_three() -> None:
    yaml = f"发文机关: 云溪市教育局、云溪市科技局、云溪市财政局、云溪市水利局\n{DATED}"
    blocks = blocks_of(yaml, FINAL)
    first, second = paragraphs_in(blocks, "联合署名") + paragraphs_in(blocks, "联合署名续")
    assert (first.text, second.text) == (
        "\t云溪市教育局\t云溪市科技局\t云溪市财政局",
        "\t云溪市水利局",
    )
    centre = 28 - 4 - 6 / 2  # of the date
    stops = geometry_of(first).tabs
    assert stops[-1] == TabStop(round(centre * 300), "center")
    assert geometry_of(second).tabs == stops[-1:]
    apart = [right.position - left.position for left, right in pairwise(stops)]
    assert all(each > 7.55 * 300 for each in apart)  # a seal is 42 mm wide
    assert stops[0].position >= 3 * 300
    assert geometry_of(paragraphs_in(blocks, "成文日期")[0]).right == 4 * 300


def test_long_sealed_joint_names_stand_fewer_in_a_row() -> None:
    yaml = f"发文机关: 云溪市人民政府办公室、云溪市科学技术协会\n{DATED}"
    (row,) = paragraphs_in(blocks_of(yaml, FINAL), "联合署名")
    left, right = geometry_of(row).tabs
    assert right.position - left.position >= 11 * 300
    assert left.position >= 5 * 300


def test_a_draft_has_neither_date_nor_seal() -> None:
    yaml = f"发文机关: 云溪市教育局\n发文字号: 云教发〔2026〕3号\n{DATED}"
    assert lines_of(yaml) == [
        "标题|关于开展节水工作的通知",
        "稿本|（征求意见稿）",
        "段落|请遵照执行。",
        "署名|云溪市教育局",
    ]


def test_signed() -> None:
    yaml = f"""
文种: 议案
发文机关: 市政府
签署: [{{职务: 市长, 姓名: 王刚}}, {{职务: 副市长, 姓名: 欧阳明明}}]
{DATED}"""
    assert closing(yaml) == [
        ("签署", "市长　　王刚", 5 * 300),
        ("签署续", "副市长　　欧阳明明", 4 * 300),
        ("签署日期", "2026年8月9日", 4 * 300),
    ]
    assert paragraphs_in(blocks_of(yaml, FINAL), "签署")[0].runs[1].style == SPREAD


def test_signature_overrides_the_issuer() -> None:
    assert closing("发文机关: 市政府\n署名: 云溪市人民政府\n")[0][1] == "云溪市人民政府"


def test_people_parted_by_blanks_stand_one_character_apart() -> None:
    yaml = "文种: 纪要\n出席: 王立军  赵敏（市水利局） 孙浩（Wi-Fi 6 项目组）\n"
    assert closing(yaml)[0][1] == "出席：\t王立军　赵敏（市水利局）　孙浩（Wi-Fi 6 项目组）"


def test_minutes_have_attendance_and_no_signature() -> None:
    yaml = "文种: 纪要\n发文机关: 市政府\n出席: 王刚、李明\n请假: 市科协\n列席: 市教育局。\n"
    blocks = blocks_of(yaml, FINAL)
    assert [(b.style, b.text) for b in blocks[2:] if isinstance(b, Paragraph)] == [
        ("出席", "出席：\t王刚、李明"),
        ("出席续", "请假：\t市科协"),
        ("出席续", "列席：\t市教育局"),
    ]
    assert geometry_of(blocks[2]) == Geometry(1520, None, -920)


def test_one_attachment_named() -> None:
    blocks = blocks_of("附件: [{标题: 《节水任务表》。, 正文: 表。}]\n")
    (note,) = paragraphs_in(blocks, "附件说明")
    assert note.text == "附件：《节水任务表》"
    assert note.geometry == Geometry(1500, None, -900)


def test_several_attachments_named() -> None:
    items = ", ".join(f"{{标题: 表{n}, 另附: 是}}" for n in range(1, 11))
    blocks = blocks_of(f"附件: [{items}]\n")
    note = paragraphs_in(blocks, "附件说明") + paragraphs_in(blocks, "附件说明续")
    assert [each.text for each in note][::9] == ["附件：1.\t表1", "10.表10"]
    left = round((2 + 3 + 1.5) * 300)
    assert note[0].geometry == Geometry(left, None, 600 - left, (TabStop(left),))
    assert note[9].geometry == Geometry(left, None, 1500 - left)
    assert paragraphs_in(blocks, "附件标识") == []


def test_few_attachments_need_no_tab() -> None:
    lines = lines_of("附件: [{标题: 甲, 另附: 是}, {标题: 乙, 另附: 是}]\n")
    assert lines[-2:] == ["附件说明|附件：1.甲", "附件说明续|2.乙"]


def test_notes() -> None:
    yaml = "附注: 此件发至县级\n公开属性: 主动公开\n联系人: {姓名: 李明, 电话: 0700-123}\n"
    assert closing(yaml) == [
        ("附注", "（此件发至县级）", None),
        ("附注", "（此件公开发布）", None),
        ("附注", "（联系人：李明，联系电话：0700-123）", None),
    ]
    assert closing("附注: （此件公开发布）\n公开属性: 主动公开\n") == [
        ("附注", "（此件公开发布）", None)
    ]
    assert "附注|（此件不予公开）" not in lines_of("公开属性: 不予公开\n")


def test_a_house_may_print_no_note_of_the_disclosure() -> None:
    job = job_of("公开属性: {属性: 不予公开, 理由: 内部事项}\n", FINAL)
    assert [each.text for each in notes(job)] == ["（此件不予公开）"]
    words = {"不予公开": NOT_PRINTED}
    quiet = structs.replace(job, measures=structs.replace(job.measures, words=words))
    assert list(notes(quiet)) == []


@pytest.mark.parametrize("typed", ["市教育局、市科协", "市教育局、市科协：", "[市教育局, 市科协]"])
def test_recipients_end_in_one_colon(typed: str) -> None:
    assert "主送机关|市教育局、市科协：" in lines_of(
        f"主送: '{typed}'\n".replace("'[", "[").replace("]'", "]")
    )


def test_header_zone() -> None:
    zone = header_zone(
        job_of(
            "份号: '000001'\n密级: 机密\n保密期限: 1年\n紧急程度: 特急\n发文机关: 市政府\n"
            "发文字号: 云政发〔2026〕3号\n签发人: 王刚\n",
            FINAL,
        )
    )
    assert zone is not None
    assert [notice.text for notice in zone.notices] == ["000001", "机密★1年", "特急"]
    assert (zone.marks, zone.mark_suffix) == (("市政府文件",), "")
    assert zone.document_number == "云政发〔2026〕3号"
    assert zone.signers == ()


def test_absent_notices_leave_empty_rows_below() -> None:
    zone = header_zone(job_of("紧急程度: 加急\n内部标注: 内部资料\n", FINAL))
    assert zone is not None
    assert [notice.text for notice in zone.notices] == ["内部资料", "加急", ""]


@pytest.mark.parametrize(
    ("yaml", "marks", "suffix"),
    [
        ("发文机关: 市教育局、科技局", ("市教育局", "市科技局"), "文件"),
        ("发文机关: 市教育局、科技局\n联合标志: 主办", ("市教育局文件",), ""),
        ("发文机关: 市教育局、科技局\n格式: 信函", ("市教育局",), ""),
        ("文种: 函\n发文机关: 市教育局", ("市教育局",), ""),
        ("文种: 命令\n发文机关: 云溪市人民政府", ("云溪市人民政府令",), ""),
        ("发文机关: 市教育局\n发文机关标志: 云溪市教育局", ("云溪市教育局",), ""),
    ],
)
def test_marks(yaml: str, marks: tuple[str, ...], suffix: str) -> None:
    zone = header_zone(job_of(yaml, FINAL))
    assert zone is not None
    assert (zone.marks, zone.mark_suffix) == (marks, suffix)


def test_signers_in_upward_documents_only() -> None:
    zone = header_zone(job_of("文种: 请示\n签发人: [王刚, 李明]\n", FINAL))
    assert zone is not None
    assert zone.signers == ("王刚", "李明")


@pytest.mark.parametrize(
    "yaml",
    ["发文字号: 云政办发〔2026〕3号", "发文机关: 云溪市人民政府办公室\n成文日期: 2026-08-09"],
)
def test_a_draft_s_empty_number(yaml: str) -> None:
    asked = f"{yaml}\n草稿文号: 空位\n"
    assert "件文号|云政办发〔2026〕  号" in lines_of(asked, "送审稿")
    zone = header_zone(job_of(f"{asked}清样: 是\n", "送审稿"))
    assert zone is not None
    assert zone.document_number == "云政办发〔2026〕  号"
    assert not [
        line for line in lines_of(f"{asked}清样: 是\n", "送审稿") if line.startswith("件文号")
    ]


def test_a_draft_s_empty_number_without_a_year() -> None:
    asked = "发文机关: 云溪市人民政府办公室\n草稿文号: 空位\n"
    assert "件文号|云政办发〔    〕  号" in lines_of(asked, "送审稿")
    assert not [line for line in lines_of(f"{asked}\n{DATED}") if line.startswith("件文号")]


def test_an_empty_number_is_not_printed_in_another_stage() -> None:
    asked = "发文字号: 云政办发〔2026〕3号\n草稿文号: 空位\n清样: 是\n"
    assert not [line for line in lines_of(asked) if "号" in line]
    zone = header_zone(job_of(asked, FINAL))
    assert zone is not None
    assert zone.document_number == "云政办发〔2026〕3号"


def test_an_order_number_stands_in_orders_only() -> None:
    assert "令号|第3号" not in lines_of("令号: 第3号\n", FINAL)
    assert "令号|第3号" not in lines_of("令号: 第3号\n文种: 命令\n", "送审稿")
    assert "令号|第3号" in lines_of("令号: 第3号\n文种: 命令\n清样: 是\n", "送审稿")


def test_the_printing_office_is_the_issuer_unless_another_is_named() -> None:
    def office(yaml: str) -> str:
        found = imprint(job_of(f"{yaml}\n印发: {{日期: 2026-08-09}}\n", FINAL))
        assert found is not None
        return found.printed_by

    assert office("发文机关: 云溪市人民政府办公室") == "云溪市人民政府办公室"
    assert office("发文机关: 市教育局、市科技局") == ""
    assert office("") == ""


def test_a_draft_keeps_its_notices_without_a_header() -> None:
    composition = main_of("密级: 秘密\n紧急程度: 加急\n")
    assert composition.header_zone is None
    assert lines_of("密级: 秘密\n紧急程度: 加急\n")[:3] == [
        "密级|秘密",
        "紧急程度|加急",
        "标题|关于开展节水工作的通知",
    ]


IMPRINT = """
抄送: 市委办公室，市人大常委会办公室。
印发: {机关: 市政府办公室, 日期: 2026-08-10, 份数: 120}
"""


def test_imprint() -> None:
    assert main_of(IMPRINT, FINAL).imprint == Imprint(
        "", "市委办公室，市人大常委会办公室", "市政府办公室", "2026年8月10日印发", "共印120份"
    )
    assert main_of(IMPRINT).imprint is None
    assert main_of(IMPRINT + "清样: 是\n", "送审稿").imprint is not None
    assert main_of("", FINAL).imprint is None


def test_imprint_of_copies_alone_and_of_a_letter() -> None:
    assert main_of("抄送: 市科协", FINAL).imprint == Imprint("", "市科协", "", "", "")
    letter = main_of("格式: 信函\n" + IMPRINT, FINAL).imprint
    assert letter == Imprint("", "市委办公室，市人大常委会办公室", "", "", "")


@pytest.mark.parametrize("typed", ["'120'", "120份", "共印120份"])
def test_copies_are_counted_once(typed: str) -> None:
    imprint = main_of(f"印发: {{份数: {typed}}}", FINAL).imprint
    assert imprint is not None
    assert imprint.copies == "共印120份"


def test_an_order_has_no_title() -> None:
    signed = "令号: 第3号\n签署: [{职务: 市长, 姓名: 王刚}]\n"
    yaml = f"文种: 命令\n标题: 公布节水办法\n发文机关: 市政府\n{signed}{DATED}"
    assert lines_of(yaml, FINAL) == [
        "令号|第3号",
        "段落|请遵照执行。",
        "签署|市长　　王刚",
        "签署日期|2026年8月9日",
    ]
    assert lines_of(yaml)[:2] == ["标题|公布节水办法", "稿本|（征求意见稿）"]
    assert typeset(job_of(yaml, FINAL))[0].composition.title == "公布节水办法"
