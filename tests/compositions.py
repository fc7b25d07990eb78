"""Compositions made by hand, in words of our own, that hold every shape a page can have."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gongwen.composition import (
    Cell,
    Composition,
    Geometry,
    HeaderZone,
    Imprint,
    PageSection,
    Paragraph,
    Picture,
    Run,
    Table,
    TabStop,
)
from gongwen.sheet.data import Sheet
from gongwen.sheet.reader import load_sheet
from gongwen.template.ready import Template, load_template

ROOT = Path(__file__).resolve().parents[1]
STYLES = ROOT / "styles"
TEMPLATE = ROOT / "templates" / "文件.docx"
CHARACTER = 8845 / 28

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@cache
def sheet_named(name: str) -> Sheet:
    sheet, problems = load_sheet(name, STYLES)
    assert problems == []
    assert sheet is not None
    return sheet


@cache
def template() -> Template:
    return load_template(TEMPLATE, sheet_named("gbt9704"))


def paragraph(style: str, *runs: str | Run, geometry: Geometry | None = None) -> Paragraph:
    made = tuple(Run(run) if isinstance(run, str) else run for run in runs)
    return Paragraph(style, made, geometry)


def twips(characters: float) -> int:
    return round(characters * CHARACTER)


def cell(text: str, style: str = "表文", columns: int = 1) -> Cell:
    return Cell((paragraph(style, text) if text else paragraph(style),), columns)


_NO_NOTICE = paragraph("份号")
_LONG = (
    "各区要把“放心水”工程列入重点民生实事，按照云溪市人民政府统一部署，明确责任、细化措施，"
    "确保2026年年底前完成全部38个点位的改造任务，并于每月5日前报送进展。"
)

TABLE = Table(
    (900, 4345, 2000, 1600),
    1,
    (
        tuple(cell(head, "表头") for head in ("序号", "重点任务", "责任单位", "时限")),
        (
            Cell((paragraph("表文居中", "1"),), rows="restart"),
            cell("建成城市运行管理平台"),
            cell("市城管局"),
            cell("2027年12月底前", "表文居中"),
        ),
        (
            Cell((paragraph("表文居中"),), rows="continue"),
            Cell((paragraph("表文", "改造老旧小区42个"), paragraph("表文", "新建口袋公园15处"))),
            cell("市住建局"),
            cell("2026年底前", "表文居中"),
        ),
        (cell("2", "表文居中"), cell("合并两列的一格", columns=2), cell("")),
    ),
)

SMALL = Composition(
    "云溪市水务局关于开展河道清淤的通知",
    None,
    (
        PageSection(
            (
                paragraph("标题", "云溪市水务局关于开展\n河道清淤的通知"),
                paragraph("稿本", "（征求意见稿）"),
                paragraph("段落", Run("（一）摸清底数。", "二级接排"), "逐条河道登记造册。"),
                paragraph(
                    "附件说明",
                    "附件：1.\t河道名录",
                    geometry=Geometry(2053, None, -1421, (TabStop(2053),)),
                ),
                TABLE,
            )
        ),
    ),
    None,
)

FULL = Composition(
    "云溪市人民政府办公室关于印发城市更新三年行动方案（2026—2028年）的通知",
    HeaderZone(
        (
            paragraph("份号", "000012"),
            paragraph("密级", "机密★1年"),
            paragraph("紧急程度", "特急"),
        ),
        ("云溪市人民政府办公室文件",),
        "",
        "云政办发〔2026〕12号",
        (),
    ),
    (
        PageSection(
            (
                paragraph("标题", "云溪市人民政府办公室关于印发城市更新\n三年行动方案的通知"),
                paragraph("主送机关", "各区人民政府，市政府各部门、各直属机构："),
                paragraph("段落", _LONG),
                paragraph("盖章署名", "云溪市人民政府办公室", geometry=Geometry(right=twips(3))),
                paragraph("成文日期", "2026年8月9日", geometry=Geometry(right=twips(4))),
                paragraph("附注", "（此件公开发布）"),
                paragraph("印发件标题", "云溪市城市更新三年行动方案"),
                paragraph("一级标题", "一、总体要求"),
                paragraph("段落", Run("（一）指导思想。", "二级接排"), _LONG),
                paragraph("二级标题", "（二）工作目标"),
                paragraph("三级标题", "1.近期目标"),
                paragraph("条目", "（1）改造老旧小区42个；"),
                paragraph("责任", Run("责任单位：", "标签"), "市住建局、市城管局"),
                paragraph("段落", Run("强化统筹。", "领句"), _LONG),
                Paragraph("图", (), picture=Picture(PIXEL, "png", 360000, 180000, "河道示意")),
                paragraph("图题", "河道示意图"),
                paragraph("附件标识", "附件1"),
                paragraph("附件标题", "重点任务分工表"),
                paragraph("表单位", "单位：万元"),
                TABLE,
                paragraph("表注", "注：数字均为云溪市统计口径。"),
                paragraph("附件标识", "附件2"),
                paragraph("附件标题", "领导小组组成人员名单"),
                paragraph(
                    "名单",
                    *(Run("组", "隔字"), "长：\t", Run("王", "隔字"), "刚\t市政府副市长"),
                    geometry=Geometry(
                        twips(10), None, twips(-8), (TabStop(twips(6)), TabStop(twips(10)))
                    ),
                ),
                paragraph("段落", "{{ 花括号 }}、{% 标签 %}、A & B <丙>、{_{ 与 “弯引号”。"),
            )
        ),
        PageSection((paragraph("附件标识", "附件3"), TABLE), landscape=True),
    ),
    Imprint(
        "",
        "市委办公室，市人大常委会办公室，市政协办公室，市监委，市法院，市检察院，云溪军分区",
        "云溪市人民政府办公室",
        "2026年8月9日印发",
        "共印200份",
    ),
)

UPWARD = Composition(
    "云溪市人民政府关于设立清水湾产业园的请示",
    HeaderZone(
        (_NO_NOTICE, _NO_NOTICE, _NO_NOTICE),
        ("云溪市人民政府文件",),
        "",
        "云政〔2026〕3号",
        ("王刚", "欧阳明", "李四"),
    ),
    (PageSection((paragraph("标题", "云溪市人民政府关于设立清水湾产业园的请示"),)),),
    None,
)

JOINT = Composition(
    "关于做好技能人才评价工作的通知",
    HeaderZone(
        (paragraph("份号", "000001"), _NO_NOTICE, _NO_NOTICE),
        ("中共云溪市委组织部", "云溪市财政局", "云溪市人力资源和社会保障局"),
        "文件",
        "云组发〔2026〕8号",
        (),
    ),
    (PageSection((paragraph("标题", "关于做好技能人才评价工作的通知"),)),),
    None,
)

ALL = {"小": SMALL, "全": FULL, "上行": UPWARD, "联合": JOINT}
