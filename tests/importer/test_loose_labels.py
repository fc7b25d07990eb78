"""Labels without a colon, numerals without 、, articles in figures are read, and this is said."""

from __future__ import annotations

from tests.importer.test_heads_of_pages import TITLE, read

MINUTES = "云溪市教育局局长办公会议纪要\n第3期\n"
MEETING = "时    间  2026年5月12日\n地    点  三楼会议室\n主 持 人  徐建\n出    席  徐建  黄莉\n"


def test_labels_of_minutes_without_a_colon() -> None:
    tree, said = read(f"{MINUTES}{MEETING}一、研究招生工作\n会议同意招生方案。\n送：局领导。\n")
    assert tree["标题"] == "云溪市教育局局长办公会议纪要"
    assert tree["正文"][:3] == ["时    间：2026年5月12日", "地    点：三楼会议室", "主 持 人：徐建"]
    assert tree["出席"] == "徐建  黄莉"
    assert tree["抄送"] == "局领导"
    assert any("会议的时间、地点等4行的标签后面没有冒号，补上了" in each for each in said)


def test_two_labels_are_left() -> None:
    _, said = read(f"{TITLE}\n各学校：\n时    间  6月1日\n地    点  礼堂\n请参加。\n")
    assert not any("没有冒号，补上了" in each for each in said)


def test_numerals_without_their_mark() -> None:
    body = (
        "一  总体要求\n全面排查。\n二　工作安排\n1.排查校舍。\n2.排查用电。\n三  工作要求\n落实。\n"
    )
    tree, said = read(f"{TITLE}\n各学校：\n{body}云溪市教育局\n2026年6月1日\n")
    assert [each["节"] for each in tree["正文"]] == ["总体要求", "工作安排", "工作要求"]
    assert any("“一  总体要求”等3处的序数后面没有顿号" in each for each in said)


def test_numerals_that_are_none() -> None:
    for body in ("一 市教育局\n三 市水利局\n", "一、总体要求\n一 年级\n二 年级\n"):
        _, said = read(f"{TITLE}\n各学校：\n{body}请落实。\n")
        assert not any("没有顿号" in each for each in said)


def test_articles_in_figures() -> None:
    body = "第1章 总则\n第1条 为管理校车，制定本办法。\n第2条 本办法自公布之日起施行。\n"
    tree, said = read(f"云溪市校车管理办法\n{body}")
    assert tree["体例"] == "条款"
    (chapter,) = tree["正文"]
    assert chapter["章"] == "总则"
    assert len(chapter["正文"]) == 2
    assert any("“第1章”这样的序数共3处" in each for each in said)
    assert not any("遗漏" in each for each in said)
