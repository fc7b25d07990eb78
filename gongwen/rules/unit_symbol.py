"""单位符号：计量单位的符号写错了大小写，或者一个单位混用了两种写法。

“200KG”该写“kg”，“50KM”该写“km”，“2度C”该写“℃”，“摄氏25度”该写“25摄氏度”；“米每/秒”“元/每人”里，“每”和“/”是一个意思，只留一个；“300m2”该写“300平方米”。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "单位符号"
LEVEL = Level.WARNING
BASIS = "GB/T 3100—1993；GB/T 9704-2012 9"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 收缴200KG，平均风速3.2米每/秒，库温2度C至8度C。
"""
RIGHT = """\
正文:
- 收缴200kg，平均风速3.2米/秒，库温2℃至8℃，执行GB 3095标准，型号KM200，每百公里耗电不超过15度。
"""

_SYMBOLS = (
    *("kg", "km", "km/h", "cm", "mm", "mg", "kW", "kWh", "kW·h", "MW", "GW", "kV", "kVA", "kPa"),
    *("MPa", "Hz", "MHz", "GHz", "mL", "dB", "hm²"),
)
_RIGHT = {symbol.lower(): symbol for symbol in _SYMBOLS}
_AS_TYPED = frozenset(("ml",))
"""Small letters that are right too."""
_SYMBOL = (
    r"(?<![A-Za-z\d.\-])\d[\d.,]*(?:[万亿千百]*)[ ]?(?P<symbol>KG|KM|"
    r"[A-Za-z]{2,3}(?:[/·]?h)?)(?![A-Za-z\d\-])"
)
_DEGREE = r"\d+(?:\.\d+)?(?:度[ ]?[CcＣ]|°[ ]?[CcＣ]|ºC|摄氏(?!度))|摄氏(?:零下)?\d+(?:\.\d+)?度"
_PER = (
    r"(?P<one>[米里克吨升元人次户秒时天日月年亩顷个千瓦立方平])每[/／]|[/／]每"
    r"(?=[人户次天日月年亩个吨公千平立方米秒小分时家所])"
)
_SQUARE = r"(?<=\d)(?P<more>[万亿]?)(?P<unit>[kc]?m[23²³]|M[23²³]|㎡)(?![A-Za-z\d])"
_NAMED = {"2": "平方", "²": "平方", "3": "立方", "³": "立方", "㎡": "平方"}
_LENGTHS = {"m": "米", "M": "米", "k": "千米", "c": "厘米", "㎡": "米"}


def check(context: Context) -> Iterator[Finding]:
    """Each unit whose symbol is none."""
    for passage in context.passages:
        text = passage.text
        if not re.search(
            r"\d[ ]?[万亿千百]*[A-Za-z㎡°º]|[/／]每|每[/／]|\d摄氏|摄氏\d|度[ ]?[CＣ]", text
        ):
            continue
        for match in re.finditer(_SYMBOL, text):
            typed = match["symbol"]
            right = _RIGHT.get(typed.lower())
            if right and typed != right and typed not in _AS_TYPED:
                said = f"“{match[0]}”的单位符号大小写不对", f"写“{right}”"
                yield Finding(
                    context.spot(passage.place, text, match.start()), *said, element=match[0]
                )
        for pattern, what, hint in (
            (_DEGREE, "不是摄氏度的写法", "写“℃”或“摄氏度”，放在数的后面"),
            (_PER, "里“每”和“/”是一个意思", "只留一个，如“米/秒”“元每人”"),
        ):
            for match in re.finditer(pattern, text):
                around = text[max(0, match.start() - 2) : match.end() + 1]
                yield Finding(
                    context.spot(passage.place, text, match.start()),
                    f"“{around}”{what}",
                    hint=hint,
                    element=match[0],
                )
        for match in re.finditer(_SQUARE, text) if passage.is_prose else ():
            unit = match["unit"]
            right = _NAMED[unit[-1]] + _LENGTHS[unit[0]]
            yield Finding(
                context.spot(passage.place, text, match.start()),
                f"“{unit}”不是规范的单位写法",
                hint=f"公文里写“{right}”",
                level=Level.NOTICE,
                element=unit,
            )
