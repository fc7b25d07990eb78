"""To which clause a comment is tied, in drafts of articles and of parts."""

from __future__ import annotations

import pytest

from gongwen.consultation.clauses import SentClause, SentVersion
from gongwen.consultation.tying import tied
from gongwen.consultation.written_places import first_of_several

ARTICLES = SentVersion(
    tuple(
        SentClause(*each)
        for each in (
            ("标题", "云溪市雨水利用管理办法"),
            ("第一章", "第一章　总则", "总则"),
            ("第一章第一条", "第一条　为了加强雨水利用，制定本办法。"),
            ("第一章第二条", "第二条　新建小区应当配建雨水收集设施。"),
            ("第一章第二条第1段", "乡镇负责日常巡查。"),
            ("第二章", "第二章　建设", "建设"),
            ("第二章第三条", "第三条　设施应当符合下列要求："),
            ("第二章第三条（一）", "（一）容积不小于三十立方米；"),
            ("第二章第三条（二）", "（二）设置安全警示标志。"),
            ("第二章第四条", "第四条　既有小区可以增设雨水收集设施。"),
            ("第五章第十二条", "第十二条　本办法自公布之日起施行。"),
        )
    )
)
PARTS = SentVersion(
    tuple(
        SentClause(*each)
        for each in (
            ("一、", "一、总体目标", "总体目标"),
            ("二、", "二、主要任务", "主要任务"),
            ("二、（一）", "（一）摸清底数。4月底前建立清单。", "摸清底数"),
            ("二、（二）", "（二）实施改造。改造费用由业主承担。", "实施改造"),
            ("三、", "三、保障措施", "保障措施"),
            ("三、（一）", "（一）落实资金。", "落实资金"),
        )
    )
)


@pytest.mark.parametrize(
    ("written", "words", "place"),
    [
        ("第4条", "改为应当", "第二章第四条"),
        ("4", "改为应当", "第二章第四条"),
        ("四", "改为应当", "第二章第四条"),
        ("第十二条", "推迟施行", "第五章第十二条"),
        ("第二条第二款", "由派出所负责", "第一章第二条第1段"),
        ("第2条第1款", "改为可以", "第一章第二条"),
        ("第三条第二项", "删去", "第二章第三条（二）"),
        ("第三条第（一）项", "改为五十", "第二章第三条（一）"),
        ("第二章", "增加一条", "第二章"),
        ("", "第二条第二款建议由派出所负责", "第一章第二条第1段"),
        ("", "对第四条，“雨水收集设施”建议明确容积", "第二章第四条"),
        ("第三十条", "删去", ""),
    ],
)
def test_articles_count_on_through_the_chapters(written: str, words: str, place: str) -> None:
    tie = tied(written, "", words, ARTICLES)
    assert (tie.clause.place if tie.clause else "") == place
    assert bool(tie.why) == (not place)


@pytest.mark.parametrize(
    ("written", "words", "place"),
    [
        ("二", "（二）中增加学校", "二、（二）"),
        ("二、主要任务", "第（一）项改为5月底", "二、（一）"),
        ("", "二（二）里“费用”改成“经费”", "二、（二）"),
        ("两点建议", "三、（一）增加社会资金", "三、（一）"),
        ("二", "第五项删去", "二、"),
    ],
)
def test_a_place_below_the_one_written(written: str, words: str, place: str) -> None:
    tie = tied(written, "", words, PARTS)
    assert tie.clause
    assert (tie.clause.place, tie.why) == (place, "")


@pytest.mark.parametrize(
    ("written", "place", "sent"),
    [
        ("第二条、第四条", "第一章第二条", ARTICLES),
        ("第一条至第三条", "第一章第一条", ARTICLES),
        ("二、（一）（二）", "二、（一）", PARTS),
    ],
)
def test_several_places_are_told(written: str, place: str, sent: SentVersion) -> None:
    tie = tied(written, "", "建议合并", sent)
    assert first_of_several(written)
    assert tie.clause
    assert tie.why == f"写的是几处“{written}”，对到第一处{place}，请核对"


def test_the_whole_text_is_no_clause() -> None:
    tie = tied("全文", "", "统一用语", PARTS)
    assert (tie.clause, tie.why) == (None, "写的是“全文”，不是哪一条")
