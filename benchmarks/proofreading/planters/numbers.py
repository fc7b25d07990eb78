"""数字日期"""

from __future__ import annotations

from random import Random

from ..drafts import Draft, Plant, changed, said


def zero_in_date(draft: Draft, chance: Random) -> Plant | None:
    """日期补零"""
    month, day = chance.randint(1, 9), chance.randint(1, 9)
    return said(draft, chance, f"请于2026年⟦0{month}月0{day}日⟧前报送。")


def short_year(draft: Draft, chance: Random) -> Plant | None:
    """年份简写"""
    year = chance.randint(22, 27)
    return said(
        draft,
        chance,
        f"于⟦{year}年{chance.randint(1, 12)}月⟧底前完成。",
        f"争取⟦{year}年底⟧前建成。",
    )


def hyphen_between_years(draft: Draft, chance: Random) -> Plant | None:
    """起止年份用连字符"""
    return changed(draft, chance, r"(\d{4})年?[—-](\d{4})年", r"\1-\2年")


def hyphen_between_numbers(draft: Draft, chance: Random) -> Plant | None:
    """数值范围用连字符"""
    low = chance.randint(2, 40)
    return said(
        draft,
        chance,
        f"每年举办培训⟦{low}-{low + 3}场⟧。",
        f"每个社区配备网格员⟦{low}-{low + 2}名⟧。",
        f"比上年增长⟦{low}%-{low + 5}%⟧。",
    )


def letter_in_number(draft: Draft, chance: Random) -> Plant | None:
    """数字里有字母O"""
    return changed(draft, chance, r"(?<=20)\d(?=\d年)", "O")


def letter_l_in_number(draft: Draft, chance: Random) -> Plant | None:
    """数字里有字母l"""
    return changed(draft, chance, r"(?<=20)1(?=\d年)", "l")


def blank_in_number(draft: Draft, chance: Random) -> Plant | None:
    """数字里有空格"""
    return changed(draft, chance, r"(?<=20)(?=\d\d年)", " ")


def blank_before_unit(draft: Draft, chance: Random) -> Plant | None:
    """数字与单位之间有空格"""
    return changed(draft, chance, r"(?<=\d)(?=(?:年|月|日|个|万|家))", " ")


def zero_among_chinese(draft: Draft, chance: Random) -> Plant | None:
    """汉字年份写0"""
    return said(draft, chance, "自⟦二0二六年⟧七月起执行。", "定于⟦二0二七年⟧三月召开。")


def about_twice(draft: Draft, chance: Random) -> Plant | None:
    """概数重复"""
    number = chance.randint(20, 400)
    return said(
        draft,
        chance,
        f"共走访群众⟦约{number}户左右⟧。",
        f"参加人数⟦近{number}余人⟧。",
        f"培训⟦大约{number}人上下⟧。",
        f"投入资金⟦{number}多万元左右⟧。",
        f"受益群众⟦约{number}多户⟧。",
    )


def above_twice(draft: Draft, chance: Random) -> Plant | None:
    """超过…以上"""
    number = chance.randint(20, 95)
    return said(
        draft,
        chance,
        f"覆盖率⟦超过{number}%以上⟧。",
        f"合格率⟦高于{number}%以上⟧。",
        f"⟦至少{number}人以上⟧参加。",
        f"培训⟦不少于{number}人次以上⟧。",
    )


def parts_above_whole(draft: Draft, chance: Random) -> Plant | None:
    """分项大于总数"""
    whole = chance.randint(10, 40) * 10
    return said(
        draft,
        chance,
        f"共安排资金⟦{whole}万元，其中道路维修{whole - 20}万元、管网改造{whole - 50}万元⟧。",
        f"全年举办活动⟦{whole}场，其中讲座{whole // 2}场、展览{whole // 2 + 3}场⟧。",
    )


def part_above_whole(draft: Draft, chance: Random) -> Plant | None:
    """其中大于总数"""
    whole = chance.randint(10, 400)
    return said(
        draft,
        chance,
        f"现有社区⟦{whole}个，其中示范社区{whole + chance.randint(2, 40)}个⟧。",
        f"新建充电桩⟦{whole}座，其中快充桩{whole * 2}座⟧。",
    )


def shares_above_whole(draft: Draft, chance: Random) -> Plant | None:
    """百分比合计过百"""
    one = chance.randint(45, 60)
    return said(
        draft,
        chance,
        f"其中，公共交通⟦占{one}%，步行占{chance.randint(30, 39)}%，自驾占{30}%⟧。",
        f"满意的⟦占{one}%，基本满意的占{chance.randint(30, 39)}%，不满意的占{25}%⟧。",
    )


def wrong_weekday(draft: Draft, chance: Random) -> Plant | None:
    """日期与星期不符"""
    day = chance.randint(1, 28)
    # 1 June 2026 is a Monday
    wrong = "一二三四五六日"[(day - 1 + chance.randint(1, 6)) % 7]
    return said(draft, chance, f"定于⟦2026年6月{day}日（星期{wrong}）⟧上午9时召开。")


def impossible_day(draft: Draft, chance: Random) -> Plant | None:
    """日期不存在"""
    month = chance.choice((2, 4, 6, 9, 11))
    return said(draft, chance, f"请于⟦2026年{month}月31日⟧前反馈。", f"⟦{month}月31日⟧前完成。")


def reduced_by_times(draft: Draft, chance: Random) -> Plant | None:
    """减少用倍"""
    times = chance.choice("两一三")
    return said(
        draft,
        chance,
        f"事故起数比上年⟦减少{times}倍⟧。",
        f"平均办理时间⟦缩短了{times}倍⟧。",
        f"能耗⟦下降{chance.randint(1, 3)}倍⟧。",
    )


def full_width_digits(draft: Draft, chance: Random) -> Plant | None:
    """全角数字"""
    table = str.maketrans("0123456789", "０１２３４５６７８９")
    return changed(draft, chance, r"\d+", lambda match: match[0].translate(table))


def square_brackets(draft: Draft, chance: Random) -> Plant | None:
    """文号用方括号"""
    number = chance.randint(1, 90)
    return said(draft, chance, f"根据《云溪市档案工作办法》（云政办发⟦[2025]⟧{number}号）执行。")


def zero_in_document_number(draft: Draft, chance: Random) -> Plant | None:
    """文号编虚位"""
    number = chance.randint(1, 90)
    return said(draft, chance, f"按照《云溪市档案工作办法》（云政办发⟦〔2025〕0{number}号⟧）执行。")


def year_of_the_future(draft: Draft, chance: Random) -> Plant | None:
    """引用未来年份的文号"""
    year = chance.randint(2027, 2032)
    return said(draft, chance, f"按照《云溪市档案工作办法》（云政办发⟦〔{year}〕8号⟧）执行。")


def ends_before_it_begins(draft: Draft, chance: Random) -> Plant | None:
    """起止时间颠倒"""
    start = chance.randint(6, 11)
    return said(draft, chance, f"活动时间为⟦2026年{start}月至2026年{start - 3}月⟧。")


def wrong_duration(draft: Draft, chance: Random) -> Plant | None:
    """历时与起止不符"""
    return said(
        draft,
        chance,
        "活动自⟦2026年3月1日至3月10日，为期15天⟧。",
        "展览于⟦2026年7月1日至7月7日举行，为期10天⟧。",
    )
