"""Seals and 签名章 supplied as pictures (7.3.5.1, 7.3.5.3)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongwen import rules
from gongwen.composition import Paragraph, Picture
from gongwen.library.pictures import vetted
from gongwen.sheet.lengths import EMU_PER_TWIP
from gongwen.typeset import typeset
from gongwen.typeset.job import FINAL
from tests import pictures

from ..typesetting import job_of

CHARACTER = 300
DATED = "成文日期: 2026-08-09\n"


def closing_of(yaml: str) -> list[Paragraph]:
    """The paragraphs of the signature; every picture asked for is there, 2 wide to 1 high."""
    job = job_of(yaml, FINAL)
    job = replace(
        job, pictures={name: vetted(pictures.png(96, 48)) for name in ("甲.png", "乙.png")}
    )
    blocks = typeset(job)[0].composition.sections[0].blocks
    return [
        block for block in blocks if isinstance(block, Paragraph) and "请遵照" not in block.text
    ]


def middle(picture: Picture) -> float:
    """From the left edge of the type area, in characters."""
    assert picture.place is not None
    return (picture.place[0] + picture.width / 2) / EMU_PER_TWIP / CHARACTER


def seals_of(yaml: str) -> dict[str, list[float]]:
    return {
        block.text.strip("\t"): [round(middle(seal), 1) for seal in block.seals]
        for block in closing_of(yaml)
        if block.seals
    }


def test_one_seal_stands_over_the_date() -> None:
    yaml = f"发文机关: 云溪市教育局\n印章: {{图: 甲.png}}\n{DATED}"
    assert seals_of(yaml) == {"2026年8月9日": [28 - 4 - 3]}


def test_a_joint_issue_has_a_seal_over_each_name() -> None:
    yaml = f"发文机关: 云溪市教育局、云溪市财政局\n印章: [{{图: 甲.png}}, {{图: 乙.png}}]\n{DATED}"
    assert seals_of(yaml) == {"云溪市教育局\t云溪市财政局": [4.0], "2026年8月9日": [21.0]}


@pytest.mark.parametrize("seal", ["{图: 甲.png}", "[{图: 甲.png}, {图: 乙.png}, {图: 乙.png}]"])
def test_another_number_of_seals_is_left_out(seal: str) -> None:
    yaml = f"发文机关: 云溪市教育局、云溪市财政局\n印章: {seal}\n{DATED}"
    assert seals_of(yaml) == {}


def said_of(yaml: str) -> list[tuple[str, str]]:
    job = job_of(yaml, FINAL)
    context = rules.Context(job.document, job.stage, job.kind, job.registry, {})
    found = rules.check(context)
    return [(each.message, each.hint) for each in found if each.rule == "联合印章"]


def test_seals_that_do_not_match_the_names_are_told() -> None:
    joint = "发文机关: 云溪市教育局、云溪市财政局\n"
    three = "印章: [{图: 甲.png}, {图: 甲.png}, {图: 乙.png}]\n"
    hint = "写“印章: 加盖”，留出位置手工盖章；或每个署名写一枚：印章: [{图: …}, {图: …}]"
    assert said_of(joint + "印章: {图: 甲.png}\n") == [
        ("联合行文有2个署名，只有一枚印章的图片，没有放上去", hint)
    ]
    assert said_of(joint + three) == [("联合行文有2个署名，有3枚印章的图片，没有放上去", hint)]
    assert said_of(joint + "印章: [{图: 甲.png}, {图: 乙.png}]\n") == []
    assert said_of("发文机关: 云溪市教育局\n" + three) == [
        ("署名盖一枚印章，写了3枚印章的图片，没有放上去", "只写一枚，“印章: {图: …}”")
    ]
    assert said_of("发文机关: 云溪市教育局\n印章: [{图: 甲.png}]\n") == []


SIGNED = "签署: [{职务: 市长, 姓名: 林远, 图: 甲.png}, {职务: 副市长, 姓名: 周明}]\n"


def test_a_name_stamp_stands_in_place_of_the_name() -> None:
    first, second, date = closing_of(SIGNED + DATED)[-3:]
    (stamp,) = first.seals
    assert (first.style, first.text, stamp.description) == ("签署", "市长", "签名章：林远")
    assert first.geometry is not None
    assert first.geometry.right == (4 + 5.5 + 2) * CHARACTER
    assert middle(stamp) == pytest.approx(28 - 4 - 5.5 / 2)
    assert stamp.place is not None
    assert stamp.place[1] == pytest.approx((579 * EMU_PER_TWIP - stamp.height) / 2, abs=1)
    assert (second.text, second.seals, date.text) == ("副市长　　周明", (), "2026年8月9日")
    assert second.fit is not None
    assert second.fit.before == 2 * 579


@pytest.mark.parametrize("yaml", [SIGNED + "印章: 不加盖\n", SIGNED.replace("甲.png", "丙.png")])
def test_without_a_stamp_the_name_is_printed(yaml: str) -> None:
    assert "市长　　林远" in [block.text for block in closing_of(yaml + DATED)]


def test_a_draft_has_no_stamp() -> None:
    job = replace(job_of(SIGNED), pictures={"甲.png": vetted(pictures.png(96, 48))})
    blocks = typeset(job)[0].composition.sections[0].blocks
    assert not any(block.seals for block in blocks if isinstance(block, Paragraph))
