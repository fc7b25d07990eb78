"""Names and posts longer than a line: broken between words, lines centred on each other, the date
centred below (7.3.5.1, 7.3.5.2); the date of an imprint beside the last line (7.4.3).
"""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongwen.composition import Imprint, Paragraph
from gongwen.typeset import typeset
from gongwen.typeset.segmentation import words
from gongwen.typeset.title_lines import name_lines
from tests.typesetting import MEASURES, blocks_of, geometry_of, job_of, paragraphs_in

CHARACTER = MEASURES.character
COLUMNS = MEASURES.width // int(MEASURES.character)
DATE = 6.0
"""2026年8月9日 in characters."""
LONG = (
    "云溪市推进城镇人口密集区危险化学品生产企业搬迁改造工作领导小组办公室",
    "云溪市推进城区老旧厂房改造利用和文化创意产业融合发展工作领导小组办公室",
    "云溪市国家可持续发展议程创新示范区建设工作领导小组办公室综合协调处",
    "中共云溪市委云溪市人民政府信访工作联席会议办公室信访积案化解工作专班",
    "云溪市统筹疫情防控和经济社会发展工作领导小组办公室重点物资保障工作专班",
    "云溪市第五次全国经济普查领导小组办公室普查数据质量抽查和评估工作专项小组",
    "云溪市创建全国文明城市和国家卫生城市工作指挥部办公室环境卫生整治工作组",
    "云溪市优化营商环境促进民营经济高质量发展工作领导小组办公室政策兑现专班",
)


def signed(name: str, more: str = "") -> tuple[Paragraph, Paragraph]:
    blocks = blocks_of(f"发文机关: {name}\n成文日期: 2026-08-09\n{more}", "印发稿")
    (signature,) = paragraphs_in(blocks, "联合署名")
    (dated,) = paragraphs_in(blocks, "成文日期")
    return signature, dated


@pytest.mark.parametrize("seal", ["", "印章: 不加盖\n"])
@pytest.mark.parametrize("name", LONG)
def test_a_long_name_stands_in_lines_of_whole_words_over_the_date(name: str, seal: str) -> None:
    signature, dated = signed(name, seal)
    lines = signature.text.split("\n")
    assert len(lines) == 2
    assert all(line.startswith("\t") for line in lines)
    texts = [line[1:] for line in lines]
    assert "".join(texts) == name
    assert len(texts[0]) in {span.start for span in words(name, ())}
    assert abs(len(texts[0]) - len(texts[1])) <= 8
    (stop,) = geometry_of(signature).tabs
    assert stop.alignment == "center"
    centre = stop.position / CHARACTER
    room = COLUMNS - (2 if seal else 0)
    assert centre + max(map(len, texts)) / 2 == pytest.approx(room, abs=0.01)
    right = (geometry_of(dated).right or 0) / CHARACTER
    assert COLUMNS - right - DATE / 2 == pytest.approx(centre, abs=0.01)
    blank = signature.fit.before if signature.fit else None
    assert blank == (MEASURES.row if seal else None)


@pytest.mark.parametrize(("length", "whole"), [(26, True), (27, False)])
def test_a_name_without_a_seal_keeps_two_characters_free(length: int, whole: bool) -> None:
    name = LONG[0][:length]
    blocks = blocks_of(f"发文机关: {name}\n成文日期: 2026-08-09\n印章: 不加盖\n", "印发稿")
    assert bool(paragraphs_in(blocks, "署名")) is whole


@pytest.mark.parametrize("room", [5, 8, 13, 20, 28])
@pytest.mark.parametrize("name", LONG)
def test_no_line_of_a_name_is_wider_than_its_room(name: str, room: int) -> None:
    lines = name_lines(name, room, job_of(""))
    assert "".join(lines) == name
    assert all(len(line) <= room for line in lines)
    assert len(lines[-1]) > 1


def test_a_long_post_stands_in_lines_the_name_by_the_last() -> None:
    post = f"{LONG[0].removesuffix('办公室')}组长"
    yaml = f"文种: 议案\n发文机关: 云溪市人民政府\n签署: [{{职务: {post}, 姓名: 林远}}]\n"
    blocks = blocks_of(yaml, "印发稿")
    (first,), (second,) = paragraphs_in(blocks, "签署"), paragraphs_in(blocks, "签署续")
    pieces = second.text.split("　")
    assert first.text + pieces[0] == post
    assert pieces[-1].startswith("林")
    right = (geometry_of(first).right or 0) / CHARACTER
    middle = right + len(first.text) / 2
    beside = 4 + 3 + len(second.text) - len(pieces[0]) - 2  # the name is spread to three
    assert middle == pytest.approx(beside + len(pieces[0]) / 2, abs=0.6)


def imprint_of(office: str, stage: str = "印发稿") -> Imprint:
    job = job_of(f"发文机关: 云溪市教育局\n印发: {{机关: {office}, 日期: 2026-12-28}}\n", stage)
    found = typeset(job)[0].composition.imprint
    assert found is not None
    return found


@pytest.mark.parametrize("name", LONG)
def test_a_long_printing_office_leaves_room_for_its_date(name: str) -> None:
    found = imprint_of(name)
    lines = found.printed_by.split("\n")
    assert len(lines) == 2
    assert "".join(lines) == name
    assert len(lines[0]) in {span.start for span in words(name, ())}
    date = 9.8  # 2026年12月28日印发, digits at 0.6
    assert len(lines[0]) <= MEASURES.office_room
    assert len(lines[1]) + 1 + date <= MEASURES.office_room
    assert found.printed_on == "2026年12月28日印发"


def test_a_printing_office_that_fits_stays_in_one_line() -> None:
    assert imprint_of("云溪市人民政府办公室").printed_by == "云溪市人民政府办公室"


def test_the_editor_of_minutes_leaves_room_for_the_date() -> None:
    yaml = f"文种: 纪要\n发文机关: {LONG[0]}\n成文日期: 2026-08-09\n"
    zone = typeset(job_of(yaml, "印发稿"))[0].composition.header_zone
    assert zone is not None
    (row,) = zone.elements
    first, second = row.text.split("\n")
    assert second.startswith("\t")
    assert first + second.split("\t")[1] == LONG[0]
    assert second.endswith("\t2026年8月9日")


SEVEN = (
    *("云溪市发展和改革委员会", "云溪市教育局", "云溪市科学技术局", "云溪市财政局"),
    *("云溪市人力资源和社会保障局", "云溪市生态环境局", "云溪市市场监督管理局"),
)


def rows_of(units: tuple[str, ...]) -> list[Paragraph]:
    job = job_of(f"发文机关: {'、'.join(units)}\n成文日期: 2026-08-09\n", "印发稿")
    made, *_ = typeset(replace(job, measures=MEASURES))
    blocks = [block for section in made.composition.sections for block in section.blocks]
    return paragraphs_in(blocks, "联合署名") + paragraphs_in(blocks, "联合署名续")


def test_long_names_of_many_units_are_broken_so_that_three_stand_in_a_row() -> None:
    rows = rows_of(SEVEN)
    names = []
    for row in rows:
        columns = [line.split("\t")[1:] for line in row.text.split("\n")]
        count = len(geometry_of(row).tabs)
        padded = [column + [""] * (count - len(column)) for column in columns]
        names += ["".join(parts) for parts in zip(*padded, strict=True)]
    assert names == list(SEVEN)
    assert [len(geometry_of(row).tabs) for row in rows] == [3, 3, 1]
    assert rows[1].fit is not None
    assert rows[1].fit.before == MEASURES.above_seals - MEASURES.row  # a row of seals is as high
    assert rows[0].text.split("\n")[0] == "\t云溪市发展\t\t云溪市"


def test_long_names_of_few_units_stay_whole() -> None:
    rows = rows_of(SEVEN[:5])
    assert [row.text.count("\n") for row in rows] == [0, 0, 0]
    assert [len(geometry_of(row).tabs) for row in rows] == [2, 2, 1]
