"""网址邮箱：网址、邮箱、电话里用了全角的符号，或者写法不对。"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "网址邮箱"
LEVEL = Level.WARNING
BASIS = "网址、邮箱照实写"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 意见发至yunxi＠example.cn，网址http：//www.example.cn。
"""
RIGHT = """\
正文:
- 意见发至yunxi@example.cn，网址http://www.example.cn，电话0719-8888666。
"""

_PARTS = (
    (
        r"https?[：:]?(?:／／|\\\\|/{3,}|：//|：／／|:/(?=[A-Za-z]))",
        "网址的“://”写得不对",
        "写“http://”",
    ),
    (r"(?<![A-Za-z])www[。，．、：](?=[A-Za-z])", "网址里用了全角的符号", "用半角的“.”"),
    (r"[A-Za-z0-9]＠[A-Za-z0-9]", "邮箱的“＠”是全角的", "用半角的“@”"),
    (
        r"(?<![A-Za-z0-9@.])[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*[，。．,、](?:com|cn|net|gov|org|edu)(?![A-Za-z])",
        "邮箱里的点打成了别的符号",
        "用半角的“.”",
    ),
    (
        r"(?:https?://|www\.)[A-Za-z0-9.-]+[，。．、,](?:com|cn|net|gov|org|edu)(?![A-Za-z])",
        "网址里的点打成了别的符号",
        "用半角的“.”",
    ),
    (
        r"(?<![A-Za-z0-9@.])[A-Za-z0-9_.]{2,}(?:@@|@\.|\.@)[A-Za-z0-9.]+",
        "邮箱写得不对",
        "写成“名字@网站”",
    ),
    (
        (
            r"[A-Za-z0-9_]@(?:[A-Za-z0-9-]*[ 　]+[A-Za-z0-9.]+|qqcom|163com"
            r"|126com|[A-Za-z0-9]+gov\.?cn(?<!\.gov\.cn))"
        ),
        "邮箱写得不对",
        "核对邮箱",
    ),
    (
        r"(?:邮箱|邮件|E-?mail)[^，。；]{0,8}?[：:]\s*(?:@[A-Za-z0-9.]+|[A-Za-z0-9_.-]+(?:163|126|qq|139|sina|gmail|yeah|foxmail)\.com(?!@))"
        r"|(?:邮箱|邮件)(?:地址)?[：:]?\s*[A-Za-z0-9_-]+\.(?:com|cn|net|org)(?![A-Za-z@.])",
        "邮箱里没有“@”，或者“@”的位置不对",
        "写成“名字@网站”",
    ),
    (
        r"(?<![A-Za-z0-9@.])[A-Za-z0-9_.-]{2,}@(?=[^A-Za-z0-9＠@.\s]|$)",
        "邮箱里“@”后面没有网站",
        "写成“名字@网站”",
    ),
    (
        r"(?<![A-Za-z0-9@.])[A-Za-z0-9_.-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*[，。．,、；;：][A-Za-z]{2,}(?![A-Za-z0-9@＠])",
        "邮箱里的点打成了别的符号",
        "用半角的“.”",
    ),
    (
        r"(?<![A-Za-z0-9@.])[A-Za-z][A-Za-z0-9_.-]+[#＃&$*][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,8}"
        r"(?![A-Za-z0-9@＠/])",
        "邮箱里没有“@”，或者“@”的位置不对",
        "写成“名字@网站”",
    ),
    (
        r"(?:邮箱|邮件地址|E-?mail)(?:地址)?[：:]\s*[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+(?![A-Za-z0-9@＠.])",
        "邮箱里没有“@”，或者“@”的位置不对",
        "写成“名字@网站”",
    ),
    (
        r"(?<![A-Za-z])(?:htpp|hhtp|httpp|htp|hptt|ttp)s?[：:]//|https?(?:[；;。，.,]//|//|[：:]/{1}(?!/))(?=[A-Za-z0-9])",
        "网址的“http://”写得不对",
        "写“http://”",
    ),
    (
        r"(?<![A-Za-z0-9])(?:wwww?w\.|ww\.)(?=[A-Za-z0-9])(?<!www\.)",
        "网址的“www”写得不对",
        "写“www.”",
    ),
    (
        r"(?:手机|电话|联系方式)[^\d，。；]{0,6}(?:1[3-9]\d{8}|1[3-9]\d{10})(?!\d)",
        "手机号码不是11位",
        "核对号码",
    ),
    (r"(?<![\d—－])0\d{2,3}[—－–]{1,2}\d{7,8}(?!\d)", "电话的区号后面用了一字线", "用连字符“-”"),
    (r"､", "用了半角的顿号", "用“、”"),
)
_SURE = "163|126|qq"
NEEDS = ("htt", "htp", "ww", "@", "＠", "邮箱", "mail", "—", "－", "–", "､", "电话", "手机")


def check(context: Context) -> Iterator[Finding]:
    """Each address with a sign in it that belongs to Chinese text."""
    for passage in context.passages_with(*NEEDS):
        if not re.search(r"[A-Za-z\d][@＠]|http|htp|ww|邮|mail|\d[—－–]|､|\d{10}", passage.text):
            continue
        told: set[int] = set()
        for pattern, what, hint in _PARTS:
            for match in re.finditer(pattern, passage.text, re.ASCII):
                if match.end() in told or match.start() in told:
                    continue
                if "没有“@”" in what and "@" in match[0] and not re.search(r"[：:]\s*@", match[0]):
                    continue
                told.update((match.start(), match.end()))
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"“{match[0]}”：{what}",
                    hint=hint,
                    element=match[0],
                )
