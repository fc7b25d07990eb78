"""标点"""

from __future__ import annotations

from random import Random

from ..drafts import HAN, Draft, Plant, changed, numbered, said


def half_comma(draft: Draft, chance: Random) -> Plant | None:
    """半角逗号"""
    return changed(draft, chance, f"(?<={HAN})，(?={HAN})", ",")


def half_semicolon(draft: Draft, chance: Random) -> Plant | None:
    """半角分号"""
    return changed(draft, chance, f"(?<={HAN})；(?={HAN})", ";")


def half_brackets(draft: Draft, chance: Random) -> Plant | None:
    """半角括号"""
    return changed(draft, chance, f"（({HAN}+)）", r"(\1)")


def doubled_comma(draft: Draft, chance: Random) -> Plant | None:
    """逗号重复"""
    return changed(draft, chance, "，", "，，")


def comma_and_stop(draft: Draft, chance: Random) -> Plant | None:
    """标点叠加"""
    return changed(draft, chance, "。", "、。")


def list_comma_before_and_so_on(draft: Draft, chance: Random) -> Plant | None:
    """“等”前多顿号"""
    return changed(draft, chance, f"(?<={HAN})等(?=单位|部门|方面|工作|活动|领域)", "、等")


def ellipsis_with_and_so_on(draft: Draft, chance: Random) -> Plant | None:
    """省略号与“等”并用"""
    return changed(draft, chance, f"(?<={HAN})等(?=单位|部门|方面|工作|活动|领域)", "……等")


def no_stop_at_end(draft: Draft, chance: Random) -> Plant | None:
    """段末缺句号"""
    return changed(draft, chance, "(?<=[^。])。$", "")


def comma_at_end(draft: Draft, chance: Random) -> Plant | None:
    """段末用逗号"""
    return changed(draft, chance, "(?<=[^。])。$", "，")


def lost_closing_quote(draft: Draft, chance: Random) -> Plant | None:
    """缺后引号"""
    return changed(draft, chance, f"“({HAN}+)”", r"“\1")


def lost_opening_title_mark(draft: Draft, chance: Random) -> Plant | None:
    """缺前书名号"""
    return changed(draft, chance, f"《({HAN}+)》", r"\1》")


def turned_quotes(draft: Draft, chance: Random) -> Plant | None:
    """引号反向"""
    return changed(draft, chance, f"“({HAN}+)”", r"”\1“")


def comma_after_bracketed_number(draft: Draft, chance: Random) -> Plant | None:
    """（一）后加顿号"""
    words = ("加强宣传引导", "健全工作机制", "压实工作责任", "强化督促检查")
    first, second = chance.sample(words, 2)
    body = (*draft.paragraphs[:1], "一、主要任务", f"（一）、{first}", draft.paragraphs[1])
    return numbered(draft, (*body, f"（二）、{second}", draft.paragraphs[2]), 2)


def stop_after_first(draft: Draft, chance: Random) -> Plant | None:
    """“第一、”"""
    return said(
        draft,
        chance,
        "⟦第一、⟧要抓紧排查隐患；第二，要及时整改。",
        "要做到两点：⟦第一、⟧摸清底数。第二、建立台账。",
    )


def stop_after_heading(draft: Draft, chance: Random) -> Plant | None:
    """独行标题后加句号"""
    words = ("加强组织领导", "强化工作保障", "严格考核奖惩")
    heading = chance.choice(words)
    body = (draft.paragraphs[0], "一、总体要求", draft.paragraphs[1], f"二、{heading}。")
    return numbered(draft, (*body, draft.paragraphs[2], "三、有关要求", draft.paragraphs[3]), 3)


def list_comma_between_quotes(draft: Draft, chance: Random) -> Plant | None:
    """书名号之间用顿号"""
    return said(
        draft,
        chance,
        "认真执行《云溪市档案管理办法⟦》、《⟧云溪市公文处理细则》。",
        "依照《城市绿化条例⟦》、《⟧城市照明管理规定》的有关要求办理。",
    )


def comma_with_list_comma(draft: Draft, chance: Random) -> Plant | None:
    """顿号逗号混用"""
    return said(
        draft,
        chance,
        "要加强组织、⟦宣传，协调⟧、督促等工作。",
        "为企业提供人才、资金、⟦技术，信息⟧等服务。",
    )


def space_inside(draft: Draft, chance: Random) -> Plant | None:
    """汉字之间多空格"""
    return changed(draft, chance, f"(?<=，{HAN}{HAN})(?={HAN}{HAN})", " ")


def three_dots(draft: Draft, chance: Random) -> Plant | None:
    """省略号写成句点"""
    return said(draft, chance, "包括宣传、培训、检查⟦...⟧", "涉及道路、桥梁、管网⟦。。。⟧")


def straight_quotes(draft: Draft, chance: Random) -> Plant | None:
    """英文引号"""
    return changed(draft, chance, f"“({HAN}+)”", r'"\1"')
