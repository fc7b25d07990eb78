"""个人信息：公开的文件里有手机号、身份证号、银行卡号。

主动公开的、公告、通告、向公众征求意见的文件里是错误；别的文件里有身份证号、银行卡号、护照号、家庭住址，有举报人、当事人的手机号，是警告，联系人的手机号是提示。
身份证号看出生日期和校验码（前面写了“身份证”的不看），银行卡号看校验位，对不上的不算。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from .. import patterns as re
from ..document.texts import Passage
from ..problem import Level
from . import Context, Finding

NAME = "个人信息"
LEVEL = Level.WARNING
BASIS = "政府信息公开条例第十五条"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
公开属性: 主动公开
正文:
- 报名联系王老师，手机13800000000。
"""
RIGHT = """\
公开属性: 主动公开
正文:
- 报名联系王老师，电话0719-8888666。
"""

_MOBILE = r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.])"
_IDENTITY = r"(?<!\d)[1-9]\d{5} ?\d{8} ?\d{3}[\dXx](?![A-Za-z])(?!\d{3})"
_BANK = r"(?<!\d)62\d{14,17}(?!\d)|(?<!\d)62\d{2}(?: \d{4}){2,3}(?: \d{1,4})(?!\d)"
_ACCOUNT = r"(?<!\d)\d{4}(?: ?\d{4}){2,3}(?: ?\d{1,4})?(?!\d)"
_PASSPORT = r"(?<=护照)(?:号码?)?[：:]?[A-Z]{1,2}\d{7,8}(?!\d)"
_HOME = (
    r"(?:现住|家住|住址[：:]?|住[：:]|(?<![居入留常暂])住(?![房宅建宿户院所持地校民])|住在|"
    r"家庭住址[：:]?|居住地[：:]?)[^，。；〔〕]{2,24}(?:\d+室|\d+单元|\d+号(?:楼|院)?\d*)"
)
_WECHAT = r"(?:微信号?|QQ号?)[：:]?\s*[A-Za-z0-9_-]{6,20}"
_LONG_NUMBER = r"1[3-9]\d[- ]?\d{4}|\d{16}|62\d\d |\d{4} \d{4} \d{4}|\d{6} \d{8}|护照|微信|QQ|住"
_NAMED_NUMBERS = (
    (_ACCOUNT, "账号", "卡号|银行账[户号]|开户行|收款账号"),
    (_PASSPORT, "护照号", "护照"),
    (_HOME, "家庭住址", ""),
    (_WECHAT, "微信号、QQ号", ""),
)
"""What is one person's by the words before it: pattern, what it is, which words."""
_OF_OFFICE = (
    "财政|国库|专户|专用账户|基本账户|对公|公司|有限|委员会|收款单位|保证金|[局校院]|公众号|服务号"
)
_PERSONAL = "男|女|岁|出生|身份证|户籍|本人|姓名|患者|学生|居民|村民|当事人|受助|联系人"
_NEAR = 16
_PRIVATE = "举报人|当事人|投诉人|信访人|申请人|受助人|患者|学生|家长|嫌疑人|受害人"
"""Whose telephone number is nobody else's business, in what is not public either."""
_PUBLIC_KINDS = frozenset(("公告", "通告", "公报"))
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def check(context: Context) -> Iterator[Finding]:
    """Each number that is one person's."""
    feedback = context.document.feedback
    audience = feedback.audience if feedback else ""
    public = (
        context.document.publicity == "主动公开"
        or context.document.kind in _PUBLIC_KINDS
        or audience == "公众"
    )
    if not re.search(_LONG_NUMBER, context.searched.text):
        return
    for passage in context.passages:
        if not re.search(_LONG_NUMBER, passage.text):
            continue
        for pattern, what in ((_MOBILE, "手机号"), (_IDENTITY, "身份证号"), (_BANK, "银行卡号")):
            for match in re.finditer(pattern, passage.text):
                before = passage.text[max(0, match.start() - _NEAR) : match.start()]
                if what == "手机号" and not (public or re.search(_PRIVATE, before)):
                    found = _finding(passage, match, what, context, public=False)
                    yield replace(found, level=Level.NOTICE)
                    continue
                called = re.search("身份证|残疾证", before)
                if what == "身份证号" and not (
                    called or is_identity_number(match[0].replace(" ", ""))
                ):
                    continue
                labelled = re.search("账号|卡号|银行卡", before)
                if what == "银行卡号" and not (labelled or has_luhn_digit(match[0])):
                    continue
                yield _finding(passage, match, what, context, public=public)
        yield from _named(passage, context, public=public)


def _named(passage: Passage, context: Context, *, public: bool) -> Iterator[Finding]:
    """Accounts, passports, addresses: what is one person's by what is said of it."""
    text = passage.text
    for pattern, what, words in _NAMED_NUMBERS:
        for match in re.finditer(pattern, text):
            before = text[max(0, match.start() - _NEAR * 2) : match.start()]
            if words and not re.search(words, before):
                continue
            if what == "账号" and (re.search(_OF_OFFICE, before) or re.fullmatch(_BANK, match[0])):
                continue
            if what == "家庭住址" and not re.search(_PERSONAL, before):
                continue
            if what == "微信号、QQ号" and (
                re.search(_OF_OFFICE, before + match[0]) or re.search(_MOBILE, match[0])
            ):
                continue
            found = _finding(passage, match, what, context, public=public)
            yield found if what != "微信号、QQ号" else replace(found, level=Level.NOTICE)


def _finding(
    passage: Passage, match: re.Match[str], what: str, context: Context, *, public: bool
) -> Finding:
    return Finding(
        context.spot(passage.place, passage.text, match.start()),
        f"{'公开的文件' if public else '文件'}里有{what}：{_masked(match[0])}",
        hint="删掉，或者只留前几位和后几位；电话改用办公电话",
        level=Level.ERROR if public else None,
        element=what,
    )


def is_identity_number(number: str) -> bool:
    """Whether 18 digits are a citizen's number by GB 11643: a birthday, and the last one checks."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[17].upper()


def has_luhn_digit(number: str) -> bool:
    """Whether the last digit checks the others by Luhn's way, as that of a bank card does."""
    digits = [int(each) for each in number if each.isdigit()]
    doubled = (sum(divmod(digit * 2, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _masked(number: str) -> str:
    """A number as it may be told: 138****0000."""
    return f"{number[:3]}****{number[-4:]}"
