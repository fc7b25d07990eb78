"""录入"""

from __future__ import annotations

import re
from random import Random

from ..drafts import HAN, Draft, Plant, changed

_PHRASES = (
    "贯彻落实|组织实施|组织领导|统筹推进|统筹协调|加快推进|切实加强|建立健全|保障措施|监督检查|监督管理|"
    "工作机制|工作方案|高度重视|充分发挥|严格执行|有关部门|基础设施|公共服务|社会保障|人民政府|人民群众|"
    "领导小组|宣传教育|基本原则|主要任务|实施方案|行动计划|专项行动|管理制度|信息公开|资源共享|营商环境"
)
_RIGHT = "落实施领统推协进健措监督查机制方重视充严执行门础公服保障府众导宣教原任划专管源环"
_OFFERED = "洛时失令同堆斜近建错坚渡插几置芳虫式冲言值形们处工付报章付中到萱叫园人画砖菅元坏"
_BESIDE = dict(zip(_RIGHT, _OFFERED, strict=True))
"""What an input method offers beside the right character."""
_WORDS = "加强|推进|完善|落实|组织|建设|开展|管理|提高|保障"


def wrong_character(draft: Draft, chance: Random) -> Plant | None:
    """词组错一字"""

    def wrong(match: re.Match[str]) -> str:
        at = chance.choice([at for at, sign in enumerate(match[0]) if sign in _BESIDE])
        return match[0][:at] + _BESIDE[match[0][at]] + match[0][at + 1 :]

    return changed(draft, chance, _PHRASES, wrong)


def lost_character(draft: Draft, chance: Random) -> Plant | None:
    """词组漏一字"""

    def wrong(match: re.Match[str]) -> str:
        at = chance.randrange(len(match[0]))
        return match[0][:at] + match[0][at + 1 :]

    return changed(draft, chance, _PHRASES, wrong)


def character_twice(draft: Draft, chance: Random) -> Plant | None:
    """多打一字"""
    first = chance.random() < 0.5

    def wrong(match: re.Match[str]) -> str:
        return match[0][0] + match[0] if first else match[0] + match[0][-1]

    return changed(draft, chance, f"(?<={HAN})(?:{_WORDS})(?={HAN})", wrong)


def turned_about(draft: Draft, chance: Random) -> Plant | None:
    """两字颠倒"""
    return changed(draft, chance, _PHRASES, lambda match: match[0][:2] + match[0][:1:-1])


def pinyin(draft: Draft, chance: Random) -> Plant | None:
    """拼音没转完"""
    pairs = (("工作", "工zuo"), ("管理", "guanli"), ("落实", "luo实"), ("单位", "dan位"))
    right, wrong = chance.choice(pairs)
    return changed(draft, chance, f"(?<={HAN}){right}", wrong)


def clause_twice(draft: Draft, chance: Random) -> Plant | None:
    """一句粘贴两次"""
    return changed(draft, chance, f"(?<=[，。；]){HAN}{{4,20}}[，。]", r"\g<0>\g<0>")


def lost_comma(draft: Draft, chance: Random) -> Plant | None:
    """两句间漏逗号"""
    verbs = "加强|完善|健全|实施|开展|强化|推进|建立"
    pattern = f"(?<={HAN})，(?={verbs})"
    return changed(draft, chance, pattern, "")


def lost_stop(draft: Draft, chance: Random) -> Plant | None:
    """两句间漏句号"""
    return changed(draft, chance, f"(?<={HAN})。(?=各|要|市|加)", "")
