"""What stands in a text for what is still to be written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from .. import patterns as re
from ..kinds import kind_texts
from ..paper.characters import HAN
from ..paper.element_lines import DRAFT_MARK
from .offered_skeletons import FOLDER

_COMMENT = r"(^|\s)#.*"

_X = "[×ＸXx]"
_NO_X_BEFORE = "(?<![A-Za-z0-9×Ｘ])"
_MARKS = (
    rf"20{_X}{{2}}年(?:[\d×ＸXx]{{1,2}}月)?(?:[\d×ＸXx]{{1,2}}日)?"
    rf"|{_NO_X_BEFORE}(?:{_X}{{2,4}}年)?{_X}{{1,2}}月(?:[\d×ＸXx]{{1,2}}日)?"
    rf"|{_NO_X_BEFORE}{_X}{{1,2}}日|(?<=[〕\]）)]){_X}(?=号)"
    "|[×Ｘ]{2,}|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])"
    rf"|某{{3,}}|(?<!{HAN})某某(?=[省市县区镇乡局])"
    rf"|{HAN}{{0,8}}[，、：](?:…+|[.．]{{3,}}|。{{2,}})(?=\s*$)"
    "|_{3,}|（请?填[写入][^（）]{0,30}）"
)
"""Most often a blank, but a form in an attachment may want them printed. A text that breaks off
after a comma (会议认为，……) is one; 丁某某 is a name.
"""
_REDACTED = frozenset("×ＸXx")
_OF_MARKS = (
    "某某", "___", "（填", "（请填",
    *(f"{stop}{dot}" for stop in "，、：" for dot in "….．。"),
)  # fmt: skip
"""What every mark has that is not made of these; few lines have any."""
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧曹袁邓许傅曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪姜范姚谭廖邹熊陆郝崔毛邱秦顾侯邵孟钱尹黎乔贺赖龚"
)
"""Those that hardly end another word."""
_HEADS = frozenset(
    ("标题", "主送", "抄送", "发文机关", "发文字号", "署名", "签发人", "成文日期", "印发")
)
"""What a form has no place in, so that a mark there is a blank."""
_KEY = r"(\s*(?:- +)*)([^\s:：#]+):(?=\s|$)"
_LABELS = frozenset(("（职务）", "（联系电话）", "（起止时间）", "（完成时限）", "（任务名称）"))
"""Blanks of the skeletons that a form may print within a line."""
_ALONE = r"\s*(?:- )*(?:[^\s:]+: +)?（[^（）]+）\s*"


def has_blank(text: str) -> bool:
    """Whether a blank of the skeletons is in a text. Most texts hold no sign of one: then the
    skeletons need not be read.
    """
    return ("（" in text or "某" in text) and bool(blanks().search(text))


def marks_in(line: str) -> Iterable[re.Match[str]]:
    """Where a line has such marks. Most lines hold no sign of any, which costs little to see."""
    if _REDACTED.isdisjoint(line) and not any(map(line.count, _OF_MARKS)):
        return ()
    return re.finditer(_MARKS, line)


def is_redacted(mark: re.Match[str]) -> bool:
    """Whether what looks like a blank hides something on purpose: a name (王XX), some figures of a
    number (138XXXX5678), a word in quotation marks.
    """
    line = mark.string
    before, after = line[: mark.start()], line[mark.end() :]
    if not _REDACTED.issuperset(mark[0]):
        return False
    if before[-1:].isdigit() or after[:1].isdigit() or before[-1:] in _SURNAMES:
        return True
    return any(before.count(a) > before.count(b) for a, b in ("“”", "《》"))


def without_comment(line: str) -> str:
    """A line of YAML without its comment."""
    return re.sub(_COMMENT, "", line) if "#" in line else line


@cache
def blanks() -> re.Pattern[str]:
    """What the skeletons, those of the kinds too, leave to be filled in, as they write it, and what
    says so of itself.
    """
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yaml")]
    lines = [
        without_comment(re.sub("^ *# (?=[^ ]+: )", "", line) if "#" in line else line)
        for text in (*texts, *kind_texts())
        for line in text.splitlines()
        if "（" in line
    ]
    written = {blank for line in lines for blank in re.findall(r"（([^（）{}]+)）", line)}
    found = {blank for blank in written if not re.fullmatch(DRAFT_MARK, f"（{blank}）")}
    theirs = "|".join(map(re.escape, sorted(found)))
    own = "(?:写明|待填|待补)[^（）]{0,30}|缺(?:标题|正文|姓名)"  # the last as import writes them
    # Each way begins with a sign of its own, which is looked for first.
    return re.compile(f"（(?:{theirs}|{own})）|甲某某|乙某某")


def is_certain(blank: str, line: str) -> bool:
    """Whether a blank of the skeletons in a line is one surely, and not what a form asks for."""
    return blank not in _LABELS or bool(re.fullmatch(_ALONE, line))


def lines_of_heads(lines: Iterable[str]) -> frozenset[int]:
    """The numbers of the lines, from 1, that hold an element of the document or of its 印发件:
    told from what is typed, for it may be a file that cannot be read.
    """
    found: set[int] = set()
    above: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        key = re.match(_KEY, line)
        indent = len(key[1]) if key else len(line) - len(line.lstrip(" -"))
        while above and above[-1][0] >= indent:
            above.pop()
        if key:
            above.append((indent, key[2]))
        path = [name for _, name in above if name != "印发件"]
        if path and path[0] in _HEADS:
            found.add(number)
    return frozenset(found)
