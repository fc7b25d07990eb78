"""Edits of the .docx come back into the YAML, in the place that they came from and nowhere else."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen.adopt.differences import differences
from gongwen.adopt.planning import write
from gongwen.adopt.report import report
from gongwen.adopt.units import CopyUnit, units_of

from .office import CSV, PIECE, PLAN, Word, adopted, built, office

TEXTS = {"节水.yaml": PLAN, "_保障.yaml": PIECE, "资金.csv": CSV}
Edit = Callable[[Word], None]


def lines_changed(texts: dict[Path, str]) -> list[str]:
    found = []
    for path, text in texts.items():
        old = TEXTS[path.name].split("\n")
        found += [
            line
            for line in difflib.unified_diff(old, text.split("\n"), n=0, lineterm="")
            if not line.startswith(("---", "+++", "@@"))
        ]
    return found


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        pytest.param(lambda w: w.replace("认真组织实施", "抓好落实"),
            ["-  请认真组织实施。", "+  请抓好落实。"], id="a line of a | text"),
        pytest.param(lambda w: w.replace("工作方案的通知", "行动方案的通知"),
            ["-- 云溪市节约用水工作方案的通知", "+- 云溪市节约用水行动方案的通知"], id="title"),
        pytest.param(lambda w: w.replace("，市政府各部门", "，市政府各部门、各直属机构"),
            ["-主送: 各县（区）人民政府，市政府各部门",
             "+主送: 各县（区）人民政府，市政府各部门、各直属机构"], id="recipients"),
        pytest.param(lambda w: w.replace("2026年4月3日", "2026年4月10日"),
            ["-成文日期: 2026-04-03", "+成文日期: 2026-04-10"], id="date"),
        pytest.param(lambda w: w.replace("2026年4月4日印发", "2026年4月11日印发"),
            ["-印发: {机关: 云溪市人民政府办公室, 日期: 2026-04-04}",
             "+印发: {机关: 云溪市人民政府办公室, 日期: 2026-04-11}"], id="imprint"),
        pytest.param(lambda w: w.replace("〔2026〕12号", "〔2026〕13号"),
            ["-发文字号: 云政办发〔2026〕12号", "+发文字号: 云政办发〔2026〕13号"], id="number"),
        pytest.param(lambda w: w.replace("落实最严格的", "落实"),
            ['-    接排: "坚持节水优先，落实最严格的水资源管理制度。"',
             '+    接排: "坚持节水优先，落实水资源管理制度。"'], id="run in, quoted"),
        pytest.param(lambda w: w.replace("降低漏损率", "明显降低漏损率"),
            ["-      内容: 更换老旧管网，", "+      内容: 更换老旧管网，明显"], id="a folded text"),
        pytest.param(lambda w: w.replace("市水务局、市财政局", "市水务局"),
            ["-      责任单位: 市水务局、市财政局   # 牵头的在前",
             "+      责任单位: 市水务局   # 牵头的在前"], id="units of a task"),
        pytest.param(lambda w: w.replace("2026年12月底前", "2026年10月底前"),
            ["-      时限: 2026-12", "+      时限: 2026-10"], id="deadline"),
        pytest.param(lambda w: w.replace("2026年12月底前", "2026年10月底前", 1),
            ["-      时限: 2026-12", "+      时限: 2026-10"], id="deadline in a derived table"),
        pytest.param(lambda w: w.replace("2026年12月底前", "每年汛期前"),
            ["-      时限: 2026-12", "+      时限: 每年汛期前"], id="deadline in words"),
        pytest.param(lambda w: w.replace("市机关事务局", "市机关事务局、市教育局", 1),
            ["-      责任单位: '市机关事务局'", "+      责任单位: '市机关事务局、市教育局'"],
            id="a unit in the derived table"),
        pytest.param(lambda w: w.replace("在全社会倡导", "在全社会大力倡导"),
            ["-  内容: 在全社会倡导节约用水。", "+  内容: 在全社会大力倡导节约用水。"],
            id="a piece"),
        pytest.param(lambda w: w.put(w.find("立方米", 0), "吨"),
            ["-        - [万元产值用水量, 立方米, '32']", "+        - [万元产值用水量, 吨, '32']"],
            id="cell"),
        pytest.param(lambda w: w.put(w.find("32"), "30"),
            ["-        - [万元产值用水量, 立方米, '32']",
             "+        - [万元产值用水量, 立方米, '30']"], id="a quoted cell"),
        pytest.param(lambda w: w.put(w.find("95"), "98"),
            ["-          溪西区｜95", "+          溪西区｜98"], id="cell of a row that is a line"),
        pytest.param(lambda w: w.delete_row("溪西区"), ["-          溪西区｜95"], id="row gone"),
        pytest.param(lambda w: w.add_row_behind("溪东区", ["溪南区", "66"]),
            ["+          溪南区｜66"], id="row come, as a line"),
        pytest.param(lambda w: w.add_row_behind("管网漏损率", ["再生水利用率", "%", "25"]),
            ["+        - [再生水利用率, '%', 25]"], id="row come, as a list"),
        pytest.param(lambda w: w.replace("市财政局局长", "市财政局党组书记、局长"),
            ["-        - 陈晓东 市财政局局长", "+        - 陈晓东 市财政局党组书记、局长"],
            id="post"),
        pytest.param(lambda w: w.delete("陈晓东"), ["-        - 陈晓东 市财政局局长"],
            id="person gone"),
        pytest.param(lambda w: w.add_behind("陈晓东", "孙志强\t市审计局局长"),
            ["+        - 孙志强 市审计局局长"], id="person come"),
        pytest.param(lambda w: w.delete("每季度通报"), ["-      - 每季度通报一次完成情况。"],
            id="item gone"),
        pytest.param(lambda w: w.add_behind("每月调度", "（二）每月报送一次数据。"),
            ["+      - 每月报送一次数据。"], id="item come"),
        pytest.param(lambda w: w.add_behind("请认真组织", "执行中的问题，请径向市水务局反映。"),
            ["+  执行中的问题，请径向市水务局反映。"], id="paragraph come in a | text"),
        pytest.param(lambda w: w.delete("请认真组织"), ["-  请认真组织实施。"],
            id="paragraph gone from a | text"),
        pytest.param(lambda w: w.replace("重点任务", "主要任务"),
            ["-  - 节: 重点任务", "+  - 节: 主要任务"], id="heading"),
    ],
)  # fmt: skip
def test_an_edit_comes_back(tmp_path: Path, edit: Edit, lines: list[str]) -> None:
    setting = office(tmp_path)
    adoption = adopted(setting, edit)
    assert adoption.is_whole, list(report(adoption))
    assert lines_changed(adoption.adopted.texts) == lines
    write(adoption)
    from gongwen.adopt.copy import copy_of

    again = [unit.key for unit in copy_of(built(setting)).units]
    assert again == [unit.key for unit in adoption.adopted.units]


def test_a_task_goes_with_its_lines(tmp_path: Path) -> None:
    def edit(word: Word) -> None:
        word.delete("推广节水器具")
        word.delete("责任单位：市机关事务局")
        word.delete("2027年6月底前")

    adoption = adopted(office(tmp_path), edit)
    assert adoption.is_whole
    assert lines_changed(adoption.adopted.texts) == [
        "-    - 任务: 推广节水器具",
        "-      内容: 公共机构全部更换节水器具。",
        "-      责任单位: '市机关事务局'",
        "-      时限: 2027-06",
    ]
    assert any("推广节水器具" in old for old, _ in adoption.adopted.aside) or adoption.adopted.left


def test_a_task_comes_with_its_lines(tmp_path: Path) -> None:
    def edit(word: Word) -> None:
        word.add_behind("2027年6月底前", "完成时限：2028年6月底前")
        word.add_behind("2027年6月底前", "责任单位：市财政局")
        word.add_behind("2027年6月底前", "（三）设立专项资金。用于节水改造。")

    adoption = adopted(office(tmp_path), edit)
    assert adoption.is_whole, list(report(adoption))
    assert lines_changed(adoption.adopted.texts) == [
        "+    - 任务: 设立专项资金",
        "+      内容: 用于节水改造。",
        "+      责任单位: 市财政局",
        "+      时限: 2028年6月底前",
    ]


def _task_moved(word: Word) -> None:
    word.move_behind(
        "2027年6月底前", "开展管网改造", "责任单位：市水务局", "完成时限：2026年12月底前"
    )


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        pytest.param(
            _task_moved,
            "    - 任务: 推广节水器具\n      内容: 公共机构全部更换节水器具。\n"
            "      责任单位: '市机关事务局'\n      时限: 2027-06\n",
            "",
            id="a task with a comment and a fold",
        ),
        pytest.param(
            lambda w: w.move_behind("李明", "赵丽华"),
            "        - 陈晓东 市财政局局长\n        # 新来的\n        - 赵丽华 市教育局局长\n",
            "        # 新来的\n        - 赵丽华 市教育局局长\n        - 陈晓东 市财政局局长\n",
            id="a person up, with the comment above",
        ),
        pytest.param(
            lambda w: w.move_behind("年底组织考核", "每月调度"),
            "      - 每月调度一次工作进展。\n      - 每季度通报一次完成情况。\n"
            "      - 年底组织考核。\n",
            "      - 每季度通报一次完成情况。\n      - 年底组织考核。\n"
            "      - 每月调度一次工作进展。\n",
            id="an item to the end",
        ),
    ],
)
def test_what_moved_is_moved_as_it_was_typed(
    tmp_path: Path, edit: Edit, old: str, new: str
) -> None:
    adoption = adopted(office(tmp_path), edit)
    said = list(report(adoption))
    assert adoption.is_whole, said
    (text,) = adoption.adopted.texts.values()
    if new:
        assert text == PLAN.replace(old, new)
    assert sorted(text.split("\n")) == sorted(PLAN.split("\n"))
    assert not any("注释" in line for line in said)


def test_a_comment_that_goes_with_its_task_is_told(tmp_path: Path) -> None:
    def edit(word: Word) -> None:
        for words in ("开展管网改造", "责任单位：市水务局", "完成时限：2026年12月底前"):
            word.delete(words)

    adoption = adopted(office(tmp_path), edit)
    assert adoption.is_whole
    assert "节水.yaml 里的注释“牵头的在前”随删去的内容一起删去。" in list(report(adoption))


def test_blanks_alone_are_told(tmp_path: Path) -> None:
    def edit(word: Word) -> None:
        word.replace("请认真组织实施", "请认真 组织实施")
        word.put(word.find("立方米", 0), "立方 米")

    adoption = adopted(office(tmp_path), edit)
    assert list(report(adoption)) == [
        "与改稿有0处不同。",
        "只有空格不同的有2处，不过录（空格由程序排），要改的请在文稿里改，如“请认真 组织实施。”。",
    ]


def test_what_the_program_makes_is_refused_with_its_place(tmp_path: Path) -> None:
    def edit(word: Word) -> None:
        word.put(word.find("责任单位：市机关事务局"), "落实单位：市机关事务局")

    adoption = adopted(office(tmp_path), edit)
    assert not adoption.adopted.texts
    said = "\n".join(report(adoption))
    assert "没有过录：改动在这一项的外面" in said
    assert "（节水.yaml:" in said


def test_only_the_named_changes(tmp_path: Path) -> None:
    def edit(word: Word) -> None:
        word.replace("认真组织实施", "抓好落实")
        word.replace("重点任务", "主要任务")
        word.delete("陈晓东")

    setting = office(tmp_path)
    adoption = adopted(setting, edit, "1,3")
    assert adoption.is_whole
    assert lines_changed(adoption.adopted.texts) == [
        "-  请认真组织实施。", "+  请抓好落实。", "-        - 陈晓东 市财政局局长",
    ]  # fmt: skip
    assert [line for line in report(adoption) if line[:1].isdigit()] == ["1. 改", "3. 删去"]


def test_an_untouched_copy_has_nothing_to_say(tmp_path: Path) -> None:
    adoption = adopted(office(tmp_path), lambda _: None)
    assert list(report(adoption)) == ["与改稿有0处不同。"]
    assert units_of is not None


def test_of_two_in_one_place_only_the_alike_are_one_changed() -> None:
    was = [CopyUnit("市水务局牵头负责管网改造工作。"), CopyUnit("每季度通报一次完成情况。")]
    now = [
        CopyUnit("市水务局牵头负责管网改造各项工作。"),
        CopyUnit("资金由市、区两级共同承担，分年安排。"),
    ]
    assert [each.kind for each in differences(was, now)] == ["改", "删", "增"]
