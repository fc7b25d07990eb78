"""字词"""

from __future__ import annotations

from random import Random

from ..drafts import HAN, Draft, Plant, changed, said


def _word(draft: Draft, chance: Random, right: str, wrong: str) -> Plant | None:
    return changed(draft, chance, right, wrong)


def deploy(draft: Draft, chance: Random) -> Plant | None:
    """布署"""
    return _word(draft, chance, "部署", "布署")


def carry_out(draft: Draft, chance: Random) -> Plant | None:
    """惯彻"""
    return _word(draft, chance, "贯彻", "惯彻")


def other(draft: Draft, chance: Random) -> Plant | None:
    """其它"""
    return _word(draft, chance, "其他", "其它")


def serve_as(draft: Draft, chance: Random) -> Plant | None:
    """做为"""
    return _word(draft, chance, f"(?<={HAN})作为", "做为")


def into_with_to(draft: Draft, chance: Random) -> Plant | None:
    """纳入到"""
    return _word(draft, chance, f"纳入(?={HAN})", "纳入到")


def concerning_to(draft: Draft, chance: Random) -> Plant | None:
    """涉及到"""
    return _word(draft, chance, f"涉及(?={HAN})", "涉及到")


def one_wrong_character(draft: Draft, chance: Random) -> Plant | None:
    """常见别字"""
    pairs = (
        ("建设", "健设"),
        ("管理", "菅理"),
        ("健全", "建全"),
        ("完善", "完膳"),
        ("既要", "即要"),
        ("提升", "题升"),
        ("积极", "积级"),
        ("协调", "协凋"),
        ("督促", "督捉"),
        ("落实", "落时"),
        ("推进", "推近"),
        ("保障", "保章"),
        ("严格", "严恪"),
        ("环境", "环镜"),
        ("规范", "规犯"),
        ("措施", "错施"),
        ("职责", "职则"),
        ("促进", "促近"),
        ("机制", "机治"),
    )
    right, wrong = chance.choice(pairs)
    return changed(draft, chance, right, wrong)


def mistaken_in_a_sentence(draft: Draft, chance: Random) -> Plant | None:
    """别字词"""
    return said(
        draft,
        chance,
        "要⟦按步就班⟧推进各项工作。",
        "各部门要⟦各施其职⟧，密切配合。",
        "对工作不力的要⟦通报批抨⟧。",
        "会计⟦帐目⟧要清楚。",
        "双方已⟦签定⟧协议。",
        "严禁⟦弄虚做假⟧。",
        "做好⟦善后事谊⟧。",
        "决不能⟦掉以轻新⟧。",
        "坚持⟦一如继往⟧地做好服务。",
        "要⟦相辅相承⟧、同向发力。",
        "切实做到⟦有的放失⟧。",
        "保证⟦万无一矢⟧。",
        "工作要⟦再接再励⟧。",
        "⟦截止⟧5月底，已完成投资3亿元。",
        "对⟦既得利意⟧要敢于触动。",
        "⟦园满⟧完成全年任务。",
        "做好冬季⟦取暧⟧工作。",
        "规范⟦座落⟧于城区的停车场。",
        "对存在⟦欠帐⟧的项目逐一清理。",
        "做到⟦未雨绸谬⟧。",
    )


def until(draft: Draft, chance: Random) -> Plant | None:
    """截止与截至"""
    month = chance.randint(2, 12)
    return said(
        draft,
        chance,
        f"⟦截止⟧{month}月底，已完成改造任务。",
        f"⟦截止⟧2026年{month}月1日，共受理申请120件。",
        "⟦截止目前⟧，各项工作进展顺利。",
    )


def word_twice(draft: Draft, chance: Random) -> Plant | None:
    """词语连写两遍"""
    return changed(draft, chance, "(工作|部门|服务|管理|企业|落实|推进|加强)", r"\1\1")


def particle_twice(draft: Draft, chance: Random) -> Plant | None:
    """虚词连写两遍"""
    return changed(draft, chance, f"(?<={HAN})(的|和|在|与|对|将)(?={HAN})", r"\1\1")


def adverb_particle(draft: Draft, chance: Random) -> Plant | None:
    """的地得"""
    return said(
        draft,
        chance,
        "要⟦扎实的推进⟧各项工作。",
        "⟦认真的落实⟧会议精神。",
        "任务完成⟦的很好⟧。",
        "⟦积极的开展⟧宣传活动。",
        "把工作做⟦的更加扎实⟧。",
    )


def negation_twice(draft: Draft, chance: Random) -> Plant | None:
    """禁止词与否定词连用"""
    return said(
        draft,
        chance,
        "⟦严禁不得⟧向企业摊派费用。",
        "⟦禁止不得⟧擅自变更用途。",
        "要⟦防止不再⟧发生类似问题。",
        "⟦避免不再⟧出现返工。",
        "⟦切忌不要⟧搞形式主义。",
        "⟦严禁不准⟧违规发放补贴。",
    )


def old_congress(draft: Draft, chance: Random) -> Plant | None:
    """会议届次不存在"""
    return said(
        draft,
        chance,
        "深入学习贯彻党的⟦十九届八中全会⟧精神。",
        "全面落实党的⟦十八届九中全会⟧部署。",
        "贯彻党的⟦二十五大⟧精神。",
    )


def repealed_law(draft: Draft, chance: Random) -> Plant | None:
    """引用已废止的法律"""
    return said(
        draft,
        chance,
        "依照《⟦中华人民共和国合同法⟧》签订协议。",
        "根据《⟦中华人民共和国物权法⟧》办理登记。",
        "依据《⟦中华人民共和国侵权责任法⟧》处理。",
        "按照《⟦中华人民共和国行政监察法⟧》执行。",
    )


def former_ministry(draft: Draft, chance: Random) -> Plant | None:
    """国家机构旧名"""
    return said(
        draft,
        chance,
        "按照⟦国家卫生计生委⟧要求开展工作。",
        "报⟦国土资源部⟧备案。",
        "由⟦环境保护部⟧统一公布。",
        "报⟦中国银保监会⟧批准。",
        "经⟦国家旅游局⟧评定。",
        "报⟦工商总局⟧备案。",
    )
