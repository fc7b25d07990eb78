"""删减版: nothing that is 不公开 is in any file of it, and numbers are those of the whole text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.build.for_public import leaked_in, words_left_in
from gongwen.build.pipeline import Outcome, Request, process
from gongwen.build.shared import Shared
from gongwen.document.read import read_document
from gongwen.document.withholding import CUT
from gongwen.formats import formats
from gongwen.pandoc import program
from gongwen.source.parse import parse
from tests.project import REGISTRY, ROOT, project

MARKED = "暗号"
"""Every text that is not for the public has it, and a number of its own; no other text does."""
DOCUMENT = """\
文种: 通知
稿本: 印发稿
发文机关: 云溪市人民政府办公室
发文字号: 云政办发〔2026〕9号
成文日期: 2026-04-03
标题: 云溪市人民政府办公室关于印发【不公开：暗号01甲】方案的通知
主送: 市教育局、【不公开：暗号02局】
正文: 现印发给你们。
印发: {机关: 云溪市人民政府办公室, 日期: 2026-04-04}
印发件:
- 标题: 云溪市应急物资储备方案
  编号: {连续: [3]}
  正文:
  - 目录: 是
  - |
    一、总体要求
    物资存放在【不公开：暗号03号库】【不公开：暗号04】，由专人看守。
    （一）【不公开：暗号05标题。暗号06接排】尾巴。
    【不公开：暗号07整段】
    【不公开：暗号08整段】
    二、指导思想。【不公开：暗号09【套着】的】坚持便民。
  - 节: 暗号10节
    不公开: 是
    简名: 暗号11
    接排: 暗号12接排。
    正文:
    - 节: 暗号13下层
      正文:
      - 任务: 暗号14任务
        目标: [暗号15目标]
        责任单位: 暗号16局
      - 任务: 暗号17任务
    - 条目: [暗号18, {文: 暗号19, 条目: [暗号20]}]
    - 表: {列: [暗号21], 行: [[暗号22]]}
  - 节: 主要任务
    正文:
    - 节: 储备
      正文:
      - 任务: 储备帐篷
        内容: 储备帐篷两千顶。
        责任单位: 市水务局
      - {任务: 暗号23, 内容: 暗号24, 措施: 暗号25, 备注: 暗号26, 时限: 暗号27, 不公开: 是}
      - 任务: 储备雨衣
        责任单位: 市水务局、【不公开：暗号28办】
        时限: 【不公开：2029-11】
  - 条目: [甲项, {文: 暗号29, 不公开: 是, 条目: [暗号30]}, 丙项]
  - {条目: [暗号31, 暗号32], 不公开: 是}
  - {领句: 暗号33, 接排: 暗号34, 不公开: 是}
  - 阶段:
    - {阶段: 启动, 起: 2026-01, 止: 2026-02, 接排: 动员。}
    - {阶段: 暗号35, 起: 2026-03, 止: 2026-04, 接排: 暗号36, 正文: [暗号37], 不公开: 是}
    - {阶段: 总结, 时间: 年底, 接排: 总结。}
  - 表:
      列: [品名, {头: 数, 下: [甲, 【不公开：暗号38】]}]
      行:
      - [帐篷, '2000', {文: 【不公开：暗号39】}]
      - [【不公开：暗号40设备】, '30', '1']
    表题: 储备表【不公开：暗号41】
    表注: 【不公开：暗号42】
  - {表: {列: [暗号43], 行: [[暗号44]]}, 表题: 暗号45, 不公开: 是}
  - 名单: [{角色: 组长, 人员: [王刚 市政府副市长, 【不公开：暗号46】]}]
  - {名单: [{角色: 暗号47, 人员: [张三 暗号48]}], 不公开: 是}
  - {职责: [{单位: 市水务局, 内容: 暗号49}], 不公开: 是}
  - 责任分工表: {取自: 印发件}
附件:
- {标题: 暗号50分布图, 正文: 暗号51。, 附件: [{标题: 暗号52, 正文: 暗号53}], 不公开: 是}
- 标题: 物资目录
  件:
  - {标题: 暗号54, 正文: 暗号55, 不公开: 是}
  - {标题: 目录二, 正文: 见此。}
网页: {索引号: 【不公开：暗号56】, 有效性: 有效}
"""
NUMBERS = [f"{number:02d}" for number in range(1, 57)]


def made(
    text: str, tmp_path: Path, *wanted: str, public: bool = True, name: str = "储备方案"
) -> Outcome:
    content = tmp_path / "content"
    content.mkdir(exist_ok=True)
    (content / "机构.yaml").write_text(REGISTRY, encoding="utf-8")
    file = content / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    asked = tuple(formats()[each] for each in wanted)
    return process(Request(file, None, asked, public), Shared(ROOT, content))


def text_of(content: bytes) -> str:
    """All words of a page or of the parts of a package."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "".join(
            re.sub(r"<[^<>]*>", "", file.read(name).decode("utf-8", "ignore"))
            for name in file.namelist()
        )


def test_nothing_that_is_not_for_the_public_is_in_any_part(tmp_path: Path) -> None:
    outcome = made(DOCUMENT, tmp_path, "docx", "html")
    assert [each.message for each in outcome.problems if each.level.name == "ERROR"] == []
    assert set(outcome.outputs) == {"（删减版）.docx", "（删减版）.html"}
    for name, content in outcome.outputs.items():
        with zipfile.ZipFile(io.BytesIO(content)) if name.endswith("docx") else _Nothing() as file:
            for part in file.namelist():
                assert MARKED.encode() not in file.read(part)
                assert MARKED not in part
        assert MARKED not in text_of(content)
        assert "2029" not in text_of(content)
        assert CUT in text_of(content)
        assert leaked_in(f"储备方案/储备方案{name}", content, outcome.withheld) is None
    assert len([each for each in outcome.withheld if MARKED in each]) >= len(NUMBERS) - 5


class _Nothing:
    """A package without parts."""

    def __enter__(self) -> _Nothing:
        return self

    def __exit__(self, *_: object) -> None: ...

    def namelist(self) -> list[str]:
        return []

    def read(self, name: str) -> bytes:
        raise KeyError(name)


def test_the_whole_text_prints_all_but_facts_that_are_never_printed(tmp_path: Path) -> None:
    outcome = made(DOCUMENT, tmp_path, "docx", public=False)
    text = text_of(outcome.outputs["（印发稿）.docx"])
    assert "不公开：" not in text
    assert CUT not in text
    missing = [number for number in NUMBERS if f"{MARKED}{number}" not in text]
    assert missing == ["11", "15", "56"]  # 简名 and 目标 print in tables alone, 索引号 on the page


def test_a_web_page_is_always_of_the_version_for_the_public(tmp_path: Path) -> None:
    outcome = made(DOCUMENT, tmp_path, "docx", "html", public=False)
    page = outcome.outputs["（印发稿）.html"].decode()
    assert MARKED not in page
    assert MARKED in text_of(outcome.outputs["（印发稿）.docx"])


def test_numbers_are_those_of_the_whole_text(tmp_path: Path) -> None:
    page = made(DOCUMENT, tmp_path, "html").outputs["（删减版）.html"].decode()
    lines = re.findall(r"<(?:p|h\d)[^>]*>(.*?)</(?:p|h\d)>", page)
    plain = [re.sub(r"<[^<>]*>", "", line) for line in lines]
    for line in (
        *("物资存放在（本文有删减），由专人看守。", "（一）（本文有删减）尾巴。"),
        *("二、指导思想。（本文有删减）坚持便民。", "三、（本文有删减）", "四、主要任务"),
        # what is left out counts on (连续)
        *("4.储备帐篷。储备帐篷两千顶。", "5.（本文有删减）", "6.储备雨衣"),
        *("二、（本文有删减）", "三、丙项"),
        *("附件：1.（本文有删减）", "2.物资目录", "附件2"),
    ):
        assert line in plain
    assert "附件1" not in plain
    whole = text_of(made(DOCUMENT, tmp_path, "docx", public=False).outputs["（印发稿）.docx"])
    assert all(line in whole for line in ("4.储备帐篷。", "6.储备雨衣", "三、丙项", "七、总结"))
    after = plain.index("（一）（本文有删减）尾巴。") + 1
    assert plain[after : after + 2] == [CUT, "二、指导思想。（本文有删减）坚持便民。"]


@pytest.mark.skipif(bool(program.lacking()), reason="没有 pandoc（make pandoc-setup）")
def test_what_pandoc_writes_has_nothing_of_it_either(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = project(tmp_path, 储备=DOCUMENT)
    arguments = ["build", "--content", str(options.content), "--output", str(options.output)]
    cli.main([*arguments, "--public", "--format", "md,txt,odt"])
    capsys.readouterr()
    files = sorted(options.output.rglob("*.*"))
    assert len(files) == 3
    for file in files:
        assert MARKED not in text_of(file.read_bytes())
        assert CUT in text_of(file.read_bytes())


SIMPLE = """\
文种: 通知
稿本: 印发稿
发文机关: 云溪市人民政府办公室
发文字号: 云政办发〔2026〕9号
成文日期: 2026-04-03
标题: 云溪市人民政府办公室关于做好防汛工作的通知
主送: 市教育局
印发: {机关: 云溪市人民政府办公室, 日期: 2026-04-04}
正文:
- 物资存放在【不公开：青石岭三号库】。
"""


def test_the_same_words_elsewhere_keep_it_from_being_made(tmp_path: Path) -> None:
    text = SIMPLE + "- 青石岭三号库每月盘点。\n"
    outcome = made(text, tmp_path, "docx")
    assert not outcome.outputs
    told = [(each.rule, each.line, each.column, each.message) for each in outcome.problems]
    assert told == [
        (
            *("不公开的文字", 11, 3),
            "“青石岭三号库”在别处标了不公开，这里没有标，删减版里读得到",
        ),
        ("不能公开", 11, 3, "没有生成给公众看的文件：标了不公开的文字别处还有"),
    ]
    waived = text + "忽略: {不公开的文字: 仓库的名称已经公布}\n"
    assert "（删减版）.docx" in made(waived, tmp_path, "docx").outputs


@pytest.mark.parametrize(
    ("line", "said"),
    [("公开属性: 不予公开", "公开属性是“不予公开”"), ("内部标注: 内部资料", "是内部资料")],
)
def test_what_is_not_for_the_public_at_all_is_not_made(
    tmp_path: Path, line: str, said: str
) -> None:
    outcome = made(f"{SIMPLE}{line}\n", tmp_path, "docx", "html", public=False)
    assert set(outcome.outputs) == {"（印发稿）.docx"}
    assert f"没有生成给公众看的文件：{said}" in [each.message for each in outcome.problems]


def test_without_marks_it_says_so(tmp_path: Path) -> None:
    plain = SIMPLE.replace("【不公开：青石岭三号库】", "青石岭三号库")
    outcome = made(plain, tmp_path, "docx")
    assert "（删减版）.docx" in outcome.outputs
    assert [each.message for each in outcome.problems] == ["没有标“不公开”的内容，删减版和全文一样"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("甲【不公开：乙", "“【不公开：”在这一段里没有写到“】”"),
        ("甲【不公开：乙【不公开：丙】】", "“【不公开：”里又有一个“【不公开：”"),
        ("甲【不公开：】乙", "“【不公开：】”里没有文字"),
        ("甲（不公开：乙）", "“（不公开：”不是不公开的标注，删减版里会照印"),
        ("甲【不公开】乙", "“【不公开”不是不公开的标注，删减版里会照印"),
    ],
)
def test_marks_that_are_not_whole_are_told(typed: str, message: str) -> None:
    data, _ = parse(f"文种: 通知\n标题: 通知\n正文:\n- {typed}\n", "文.yaml")
    document, problems = read_document(data, "文.yaml")
    assert document is None
    assert [(each.line, each.message) for each in problems] == [(4, message)]


def test_a_file_that_holds_such_words_is_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = project(tmp_path, 青石岭三号库=SIMPLE)
    arguments = ["build", "--content", str(options.content), "--output", str(options.output)]
    assert cli.main([*arguments, "--public"]) == 1
    assert "没有写：标了不公开的“青石岭三号库”还在里面" in capsys.readouterr().err
    assert not list(options.output.rglob("*.docx"))


def test_words_are_found_where_tags_part_them_or_signs_stand_for_them() -> None:
    parted = "<p>青石<b>岭三</b>号 库</p>".encode()
    assert words_left_in(["青石岭三号库"], "甲.html", parted) == ["青石岭三号库"]
    named = "<img alt='&#38738;石岭三号库'>".encode()
    assert words_left_in(["青石岭三号库"], "甲.html", named) == ["青石岭三号库"]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("docProps/core.xml", "<t>青石岭三号库</t>")
    assert words_left_in(["青石岭三号库", "别的"], "甲.docx", held.getvalue()) == ["青石岭三号库"]
