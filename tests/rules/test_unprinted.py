"""写了不印: what the rule says is not printed, held against what is, in every kind and format."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from gongwen.build.pipeline import Request, make
from gongwen.build.shared import Shared
from gongwen.formats import Format
from gongwen.formats.docx import write
from gongwen.kinds import kinds, required
from tests.clearance import declared
from tests.project import ROOT

ELEMENTS = {
    "题注": ("题注: 甲题注甲", "甲题注甲"),
    "份号": ("份号: 000777", "000777"),
    "密级": ("密级: 机密", "机密"),
    "保密期限": ("保密期限: 7年", "7年"),
    "紧急程度": ("紧急程度: 特急", "特急"),
    "发文机关标志": ("发文机关标志: 乙标志乙", "乙标志乙"),
    "发文字号": ("发文字号: 云丙发〔2026〕7号", "云丙发〔2026〕7号"),
    "令号": ("令号: 第888号", "第888号"),
    "签发人": ("签发人: 丁某某", "丁某某"),
    "主送": ("主送: 戊主送戊", "戊主送戊"),
    "印发件": ("印发件: {标题: 己印发件己, 正文: 略}", "己印发件己"),
    "附件": ("附件: {标题: 庚附件庚, 正文: 略}", "庚附件庚"),
    "成文日期": ("成文日期: 2026-07-06", "2026年7月6日"),
    "附注": ("附注: 辛附注辛", "辛附注辛"),
    "联系人": ("联系人: {姓名: 壬某某, 电话: 1234567}", "1234567"),
    "公开属性": ("公开属性: 依申请公开", "依申请公开"),
    "抄送": ("抄送: 癸抄送癸", "癸抄送癸"),
    "印发": ("印发: {机关: 子印发子, 日期: 2026-08-08, 份数: 999}", "子印发子"),
    "出席": ("出席: 丑出席丑", "丑出席丑"),
    "请假": ("请假: 寅请假寅", "寅请假寅"),
    "列席": ("列席: 卯列席卯", "卯列席卯"),
}
SIGNED = {
    "署名": ("署名: 辰署名辰", "辰署名辰"),
    "签署": ("签署: {职务: 市长, 姓名: 巳某某}", "巳某某"),
}
FORMATS = ("文件", "信函", "命令", "纪要")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    return Shared(ROOT, tmp_path_factory.mktemp("content"))


@pytest.mark.parametrize("layout", FORMATS)
@pytest.mark.parametrize("kind", kinds())
def test_what_is_told_is_what_is_not_printed(kind: str, layout: str, shared: Shared) -> None:
    for signed in (["署名"], ["签署"], ["署名", "签署"]):
        elements = {**ELEMENTS, **{key: SIGNED[key] for key in signed}}
        needed = required(kinds()[kind], "印发稿", layout)
        if not set(needed) <= {*elements, "标题", "正文", "发文机关"}:
            continue
        printed, told = _made(kind, layout, [typed for typed, _ in elements.values()], shared)
        lost = {key for key, (_, words) in elements.items() if words not in printed}
        assert lost == told


def _made(kind: str, layout: str, typed: list[str], shared: Shared) -> tuple[str, set[str]]:
    """The text of a final document without its blanks, and the keys it is told are not printed."""
    head = f"文种: {kind}\n格式: {layout}\n稿本: 印发稿\n标题: 标题\n发文机关: 某机关\n正文: 略。\n"
    path = shared.content / f"{kind}.yaml"
    path.write_text(head + "\n".join(typed) + "\n", encoding="utf-8")
    docx = Format("docx", write)
    with declared():
        made = make(Request(path, None, (docx,)), shared)
    ((_, content),) = made.outputs.items()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = "".join(
            archive.read(name).decode() for name in archive.namelist() if name.startswith("word/")
        )
    told = {
        key
        for problem in made.problems
        if problem.rule == "写了不印"
        for key in re.findall(r"“([^“”]+)”印不出来", problem.message)
    }
    return re.sub(r"<[^>]*>|\s", "", xml), told
