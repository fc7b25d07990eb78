"""行文"""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

from ..drafts import Draft, Plant, changed, headed, numbered, said


def request_closing_in_a_notice(draft: Draft, chance: Random) -> Plant | None:
    """通知用请示结尾语"""
    return said(
        draft, chance, "⟦妥否，请批示。⟧", "⟦当否，请批示。⟧", "⟦以上请示妥否，请批复。⟧", at=-1
    )


def your_office_upward(draft: Draft, chance: Random) -> Plant | None:
    """上行文称你局"""
    draft = headed(
        draft,
        文种="请示",
        标题="云溪市教育局关于拨付校舍维修资金的请示",
        发文机关="云溪市教育局",
        主送="市政府",
    )
    return said(draft, chance, "请⟦你府⟧予以支持。", "请⟦你市⟧协调解决。")


def missing_attachment(draft: Draft, chance: Random) -> Plant | None:
    """附件缺失"""
    return said(draft, chance, "名额分配见⟦附件⟧。", "具体安排详见⟦附件2⟧。")


def wrong_sequence(draft: Draft, chance: Random) -> Plant | None:
    """序数跳号"""
    return numbered(
        draft,
        (
            draft.paragraphs[0],
            "一、总体要求",
            draft.paragraphs[1],
            "三、工作安排",
            draft.paragraphs[2],
        ),
        3,
    )


def notice_of_a_notice(draft: Draft, chance: Random) -> Plant | None:
    """的通知的通知"""
    title = chance.choice(("防汛工作", "档案检查", "秸秆禁烧", "信访工作"))
    title = f"云溪市人民政府办公室关于转发省政府办公厅关于做好{title}的通知的通知"
    return Plant(headed(draft, 标题=title))


def classified_and_public(draft: Draft, chance: Random) -> Plant | None:
    """内部标注与主动公开"""
    return Plant(headed(draft, 内部标注="工作秘密", 公开方式="主动公开"))


def sentence_twice(draft: Draft, chance: Random) -> Plant | None:
    """句子重复"""
    plant = changed(draft, chance, "(?<=。)([^。]{12,60}。)", r"\1")
    if plant is None or plant.paragraph is None:
        return None
    text = plant.draft.paragraphs[plant.paragraph]
    sentence = text[plant.start : plant.end]
    twice = text[: plant.end] + sentence + text[plant.end :]
    paragraphs = list(plant.draft.paragraphs)
    paragraphs[plant.paragraph] = twice
    made = replace(plant.draft, paragraphs=tuple(paragraphs))
    return Plant(made, plant.paragraph, plant.end, plant.end + len(sentence))


def paragraph_twice(draft: Draft, chance: Random) -> Plant | None:
    """段落重复"""
    at = chance.randrange(1, len(draft.paragraphs))
    paragraphs = (*draft.paragraphs, draft.paragraphs[at - 1])
    return numbered(draft, paragraphs, len(paragraphs) - 1)


def placeholder(draft: Draft, chance: Random) -> Plant | None:
    """没有填的空"""
    return said(draft, chance, "请于⟦××月××日⟧前报送。", "联系人：⟦XXX⟧，请及时联系。")


def identity_number(draft: Draft, chance: Random) -> Plant | None:
    """身份证号"""
    draft = headed(draft, 公开方式="主动公开")
    return said(draft, chance, "经核查，当事人（身份证号⟦11010519491231002X⟧）符合条件。")


def mobile_number(draft: Draft, chance: Random) -> Plant | None:
    """手机号"""
    tail = chance.randint(10000000, 99999999)
    draft = headed(draft, 公开方式="主动公开")
    return said(draft, chance, f"举报人手机号为⟦138{tail}⟧，请核实。")
