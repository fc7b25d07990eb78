"""Documents in words of our own, each of another sort, with the files that they use."""

from __future__ import annotations

import copy
import struct
import zlib
from random import Random
from typing import Any

from msgspec import Struct, field

from tests.compositions import PIXEL

Data = dict[str, Any]


def _words(text: str) -> list[str]:
    return text.split()


UNITS = _words("市发改委 市林业局 市文旅局 市商务局 市应急局 市体育局 市信访局 市档案馆")
_FULL_NAMES = _words(
    "人民政府 人民政府办公室 发展和改革委员会 林业局 文化和旅游局 商务局 应急管理局 体育局 "
    "信访局 档案馆"
)
REGISTRY = [
    {"全称": f"云溪市{full}", "简称": short}
    for short, full in zip(("市政府", "市政府办公室", *UNITS), _FULL_NAMES, strict=True)
]
_WHO = _words("各县（区） 街道办事处 行业主管部门 物业服务企业 村（居）民委员会 建设单位")
_DOES = _words("逐户登记 现场核验 定期巡查 签订协议 公开承诺 集中研判 分类处置")
_WHAT = _words(
    "古树名木 沿街店招 消防水源 文物建筑 健身器材 应急广播 档案库房 集市摊位 "
    "旅游厕所 防火隔离带 避难场所 信访接待窗口 老旧电梯 充电设施"
)
_HOW = _words(
    "发现问题的当日报告 情况复杂的延长五日 费用从原渠道列支 结果在政务网公开 "
    "不得向群众摊派 资料一式三份留存 确有困难的可以分批实施 逾期未办的通报批评"
)
_PEOPLE = _words("鲁川 许志宏 顾小舟 唐文斌 白玉兰 金海 龙思远 邵佳 谭志勇")
_HEADS = _words("摸清底数 集中整治 日常管护 应急处置 经费安排 责任追究 档案管理 协同配合")
CSV = "进度.csv"
PICTURE = "流程图.png"


class Case(Struct):
    """A document and the files that it uses, by their names."""

    data: Data
    files: dict[str, bytes] = field(default_factory=dict)

    def copy(self) -> Case:
        return Case(copy.deepcopy(self.data), dict(self.files))


def says(r: Random) -> str:
    """A sentence that hardly comes twice."""
    one, two = r.sample(_HOW, 2)
    return (
        f"{r.choice(_WHO)}对{r.randint(3, 970)}处{r.choice(_WHAT)}{r.choice(_DOES)}，{one}；{two}。"
    )


def picture(grey: int) -> bytes:
    """A picture that no other number gives."""
    head, tail = PIXEL[:33], PIXEL[-12:]
    body = zlib.compress(b"\x00" + bytes((grey, grey, grey, 255)))
    made = b"IDAT" + body
    chunk = struct.pack(">I", len(body)) + made + struct.pack(">I", zlib.crc32(made))
    return head + chunk + tail


def _csv(r: Random) -> bytes:
    lines = ["地点,面积,单位,时间"]
    for name in r.sample(_WHAT, 5):
        lines.append(f"{name},{r.randint(20, 800)},{r.choice(UNITS)},{r.randint(2026, 2029)}年")
    return ("\n".join(lines) + "\n").encode()


def _duty(r: Random) -> Data:
    made: Data = {"任务": says(r), "牵头单位": r.choice(UNITS)}
    if r.random() < 0.5:
        made["配合单位"] = "、".join(r.sample(UNITS, 2))
    made["时限"] = r.choice(("2027-06", "2027-06", "2028-03", "长期坚持"))
    return made


def emergency_plan(r: Random) -> Case:
    """A plan in decimal levels, with contents, duties, a picture and a table read from a file."""
    return Case(
        {
            "文种": "通知",
            "稿本": "征求意见稿",
            "标题": "关于印发云溪市森林防火应急预案的通知",
            "主送": "市林业局、市应急局、市体育局",
            "正文": ["《云溪市森林防火应急预案》已修订完成，请于2027年6月底前报送意见。"],
            "印发件": {
                "标题": "云溪市森林防火应急预案",
                "编号": {"层次": ["1", "1.1", "1.1.1", "（1）"]},
                "正文": [
                    {"目录": "是"},
                    {"节": "总则", "正文": [{"节": "目的", "正文": [says(r)]},
                                          {"节": "依据", "正文": [says(r), says(r)]}]},
                    {"节": "指挥体系", "正文": [
                        says(r),
                        {"职责": [{"单位": u, "内容": says(r)} for u in r.sample(UNITS, 4)]},
                        {"图": PICTURE, "图题": "处置流程图"}]},
                    {"节": "预警响应", "正文": [
                        {"节": h, "正文": [says(r), says(r), says(r)]}
                        for h in r.sample(_HEADS, 3)]},
                    {"节": "附则", "正文": [{"条目": [says(r) for _ in range(4)]},
                                          "本预案自2027年6月底前试行，由市林业局负责解释。"]},
                ],
                "附件": [
                    {"标题": "重点部位一览表",
                     "正文": [says(r), {"表": {"列": ["地点", "面积", "单位", "时间"], "行": CSV},
                                       "表题": "重点部位", "单位": "平方米",
                                       "表注": "面积为实测数。"}]},
                    {"标题": "值守电话", "正文": [{"表": {"列": ["序号", "单位", "电话"], "行": [
                        [str(n), u, f"55501{r.randint(10, 99)}"]
                        for n, u in enumerate(r.sample(UNITS, 5), 1)]}}]},
                ],
            },
        },
        {CSV: _csv(r), PICTURE: picture(r.randint(0, 100))},
    )  # fmt: skip


def pasted_notice(r: Random) -> Case:
    """A notice pasted as a text, with a roster as a table and groups."""
    heads = r.sample(_HEADS, 3)
    text = "\n".join(
        [
            f"为做好文物安全工作，经市政府同意，现就2027年6月底前的工作通知如下。{says(r)}",
            f"一、{heads[0]}",
            says(r),
            f"（一）登记造册。{says(r)}",
            f"（二）实地查验。{says(r)}",
            f"二、{heads[1]}",
            f"1.{says(r)}",
            f"2.{says(r)}",
            f"3.{says(r)}",
            says(r),
            f"三、{heads[2]}",
            f"各单位于2027年6月底前报送“回头看”情况（含电子版）。联系单位：市文旅局。{says(r)}",
        ]
    )
    names = r.sample(_PEOPLE, 7)
    posts = [f"{n} {u}副主任" for n, u in zip(names, UNITS, strict=False)]
    return Case(
        {
            "文种": "通知",
            "稿本": "印发稿",
            "发文机关": "云溪市人民政府办公室",
            "发文字号": "云政办发〔2027〕5号",
            "标题": "云溪市人民政府办公室关于开展文物安全检查的通知",
            "主送": "市文旅局、市应急局、市档案馆、市信访局",
            "正文": text,
            "成文日期": "2027-01-08",
            "联系人": {"姓名": "白玉兰", "电话": "5550188"},
            "抄送": "市发改委、市商务局",
            "印发": {"机关": "云溪市人民政府办公室", "日期": "2027-01-09"},
            "附件": [
                {"标题": "检查组成员名单", "正文": [
                    {"名单": [{"角色": "组长", "人员": posts[:1]},
                             {"角色": "副组长", "人员": posts[1:3]},
                             {"角色": "成员", "人员": posts[3:]}],
                     "版式": r.choice(("表", "名单"))}]},
                {"标题": "检查评分表", "横排": "是", "正文": [
                    {"表": {"列": ["项目", "内容", {"头": "分值", "下": ["满分", "得分"]}], "行": [
                        [r.choice(("制度", "设施")), says(r), str(r.randint(5, 20)), ""]
                        for _ in range(5)], "合并": ["项目"]}}, says(r)]},
                {"标题": "文物建筑名录", "另附": "是"},
            ],
        }
    )  # fmt: skip


def opinions(r: Random) -> Case:
    """Opinions with tasks whose units stand in brackets, stages, lead sentences and targets."""
    return Case(
        {
            "文种": "意见",
            "稿本": "送审稿",
            "发文机关": "云溪市人民政府",
            "标题": "云溪市人民政府关于促进夜间经济健康发展的意见",
            "主送": "市发改委、市商务局、市文旅局",
            "责任标注": r.choice(("括注", "分行", "（{牵头单位}牵头，{配合单位}配合）")),
            "正文": [
                says(r),
                {"节": "总体要求", "正文": [
                    {"领句": "坚持因地制宜", "接排": says(r)},
                    {"领句": "坚持安全有序", "接排": says(r)},
                    says(r)]},
                {"节": "主要任务", "正文": [
                    {"节": h, "正文": [_duty(r) for _ in range(3)]} for h in r.sample(_HEADS, 3)]},
                {"节": "实施步骤", "正文": [{"阶段": [
                    {"阶段": "动员部署阶段", "起": "2027-01", "止": "2027-03", "接排": says(r)},
                    {"阶段": "组织实施阶段", "起": "2027-04", "止": "2027-11", "接排": says(r)},
                    {"阶段": "总结提升阶段", "时间": "2027年年底", "接排": says(r)}]}]},
                {"节": "保障措施", "正文": [
                    {"节": h, "接排": says(r)} for h in r.sample(_HEADS, 4)]},
            ],
            "附件": [
                {"标题": "任务分工表", "横排": "是",
                 "正文": [{"责任分工表": {"取自": "正文"}}]},
                {"标题": "两项制度", "件": [
                    {"标题": "会商制度", "正文": [says(r), says(r)]},
                    {"标题": "通报制度", "正文": [{"条目": [says(r), says(r), says(r)]}]}]},
            ],
        }
    )  # fmt: skip


def measures(r: Random) -> Case:
    """Measures in articles with paragraphs, items and sub-items."""
    return Case(
        {
            "文种": "通知",
            "稿本": "征求意见稿",
            "标题": "关于印发云溪市古树名木保护管理办法的通知",
            "正文": ["现将办法（征求意见稿）印发给你们，请于2027年6月底前反馈。"],
            "印发件": {
                "标题": "云溪市古树名木保护管理办法",
                "体例": "条款",
                "正文": [
                    {"章": "总则", "正文": [
                        {"条": [says(r)]}, {"条": [says(r), says(r)]}, {"条": says(r)}]},
                    {"章": "保护措施", "正文": [
                        {"条": says(r)}, {"条": "有下列情形之一的，由市林业局责令改正：",
                                         "项": [says(r), says(r), says(r)]},
                        {"条": [says(r), says(r), says(r)]}]},
                    {"章": "法律责任", "正文": [
                        {"条": says(r)}, {"条": "违反本办法第五条规定的，由市林业局处理。"}]},
                    {"章": "附则", "正文": [{"条": "本办法自2027年6月底前施行。"}]},
                ],
            },
        }
    )  # fmt: skip


BASES = (emergency_plan, pasted_notice, opinions, measures)
