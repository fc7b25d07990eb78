"""Numbers and what they count: 2026年, 3.5亿元, 第3季度, 〔2026〕5号."""

from __future__ import annotations

from functools import cache
from typing import Final

from .. import patterns as re

_UNITS: Final = """
年度 年代 年级 周年 年 月份 月 日 天 周 夜 季度 世纪 小时 分钟 秒钟 点钟 时 分 秒 点 刻
个工作日 工作日 个小时 个月 个多月 个半月 个百分点 百分点 学时 课时 学年 学分
美元 欧元 港元 日元 元 角 平方公里 平方千米 平方米 平方 立方米 立方 公里 千米 厘米 毫米
海里 米 公顷 亩 公斤 千克 毫克 克 吨 毫升 升 千瓦时 兆瓦 千瓦 瓦 千伏安 千伏 伏 兆赫 赫兹
摄氏度 度 人次 人份 人 名 位 个 家 户 项 件 起 次 批 套 台 辆 艘 架 列 座 栋 幢 处 条 款 章
节 号楼 号 期 届 轮 级 类 种 倍 成 岁 例 场 篇 份 册 张 页 字 层 楼 段 块 支 枚 颗 株 棵 头
只 间 床 箱 笔 班 版 所 组 车次 航次 批次 标箱 折 ㎡ ㎥ ㎜ ㎝ ㎞ ㎏ m² m³ km²
"""
_NUMBER: Final = r"[0-9]+(?:[.,:][0-9]+)*[%％‰℃]?"
_CHINESE: Final = "一二三四五六七八九十百千零〇两"
_SCALE: Final = "十百千万亿"
_SOME: Final = "多余几"
_SIGNS: Final = f"0123456789第〔〕.,:%％‰℃{_CHINESE}○{_SCALE}{_SOME}－～~—至到-月半（）转"
_INSIDE: Final = frozenset(_SIGNS + "".join(unit[:-1] for unit in _UNITS.split()))
"""After which characters a quantity may go on."""
_GOES_ON: Final = frozenset(_SIGNS + _UNITS)
MAY_BE: Final = re.compile("[0-9〔第月〇○零]")
"""Some character of every quantity."""
_REACH: Final = 24
"""No quantity is longer, on either side of a place in it."""


@cache
def _quantity() -> re.Pattern[str]:
    """Made where it is needed: it takes 2 ms."""
    unit = "|".join(sorted(_UNITS.split(), key=len, reverse=True))
    return re.compile(
        rf"""
    〔[0-9]+〕第?[0-9]+号
  | （0[0-9]{{2,3}}）[0-9]{{3,4}}-?[0-9]{{4}}(?:转[0-9]+)?
  | 0[0-9]{{2,3}}[-—][0-9]{{7,8}}(?:转[0-9]+)?
  | [0-9]{{7,8}}转[0-9]+
  | 第?{_NUMBER}(?:(?:[－～~至到-]|—+){_NUMBER})*[{_SOME}]?[{_SCALE}]*[{_SOME}]?(?:{unit})?半?
  | 第[{_CHINESE}]+(?:{unit})?
  | [〇○零一二三四五六七八九]{{4}}年
  | (?:十[一二]?|[一二三四五六七八九])月(?:[一二三四五六七八九十]+日|份)?
        """,
        re.VERBOSE,
    )


def parts_quantity(text: str, at: int) -> bool:
    """Whether a break before character `at` (inside the text) would part a number from its unit, or
    a number or unit in two.
    """
    if text[at - 1] not in _INSIDE or text[at] not in _GOES_ON:  # nearly always
        return False
    start = max(0, at - _REACH)
    for match in _quantity().finditer(text, start, at + _REACH):
        if match.start() >= at:
            return False
        if match.end() > at:
            return True
    return False
