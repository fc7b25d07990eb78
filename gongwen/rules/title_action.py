"""标题的事由：标题说做一件事，正文做的是另一件。

标题写“成立领导小组”，正文写“决定调整”；标题写“任职”，正文还有免职；标题写“废止”，正文还有修改；标题写春节，正文说的是国庆节。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..document.texts import Passage
from ..document.values import one_line
from ..paper.characters import HAN, han_pairs
from ..problem import Level
from . import Context, Finding

NAME = "标题的事由"
LEVEL = Level.WARNING
BASIS = "标题和正文要一致"
WRONG = """\
标题: 云溪市教育局关于成立读书节领导小组的通知
正文:
- 因工作需要，市教育局决定调整读书节领导小组。现将有关事项通知如下：
"""
RIGHT = """\
标题: 云溪市教育局关于调整读书节领导小组的通知
正文:
- 因工作需要，市教育局决定调整读书节领导小组。现将有关事项通知如下：
"""

_ACTIONS = (
    "成立|组建|设立|调整|撤销|更名|废止|修改|修订|表彰|表扬|取消|延长|终止|暂停|恢复|关闭|合并|"
    "追加|核减|转让|任命|免去|聘任|解聘|批准|启用|停用|命名"
)
_TITLE = rf"关于(?:对|将|给予)?(?:同意|印发|[^，。《》]{{0,24}}?)?(?P<action>{_ACTIONS})"
_DECIDED = (
    rf"(?:决定|拟|现将?|同意)(?:对[^，。；]{{2,30}}?(?:进行|予以|作出?|作如下|作出如下)|予以|从[^，。；]{{1,12}}起)?"
    rf"(?P<action>{_ACTIONS})"
)
_MADE_SO = rf"对[^，。；]{{2,40}}?(?:进行|予以|作出?如?下?|作相应)(?P<action>{_ACTIONS})"
_ALIKE = (
    frozenset(("成立", "组建", "设立", "批准")),
    frozenset(("修改", "修订", "调整")),
    frozenset(("表彰", "表扬", "命名")),
    frozenset(("撤销", "取消", "终止", "关闭", "停用", "废止")),
    frozenset(("任命", "聘任")),
    frozenset(("免去", "解聘")),
)
"""What may be said one for the other."""
_ASKED = "(?:恳请|特请|现请)(?!示)(?P<what>[^。；]{4,80})"
_OF_ANY = (
    f"{HAN}{{0,6}}?(?:人民政府|政府|省|市|州|县|区|厅|局|委)|关于|请示|予以|给予|批准|审批|批复|批示|指示"
    "|审定|审议|审核|审阅|核准|同意|支持|研究|解决|帮助|指导|为盼"
)
"""What any request may say, and whom it is sent to."""
_FIRST = 3
_PAIRED = (
    ("任职", "免去", "(?:^|[，。；：])(?:决定)?免去[^，。；]{2,30}职务", "还有免职的"),
    ("免职", "任命", "(?:^|[，。；：])(?:决定)?(?:任命|聘任)[^，。；]{2,30}为", "还有任职的"),
    ("废止", "修改", r"作(?:出)?(?:如下)?修改|(?:予以|进行)修改|修改为：?“", "还有修改的"),
    ("修改", "废止", r"(?:^|[、，。；：])(?:决定)?(?:废止《|对[^。]{2,60}予以废止)", "还有废止的"),
)
"""What a title says alone, what it then has to say too, and what does so in the text."""
_FEASTS = (
    "元旦|春节|元宵节?|清明节?|劳动节|五一|端午节?|中秋节?|国庆节?|重阳节"
    "|儿童节|教师节|妇女节|建军节|建党节|青年节"
)
_SAME_FEAST = {"五一": "劳动节"}


def check(context: Context) -> Iterator[Finding]:
    """What the text does otherwise than its title says."""
    title = "".join(one_line(context.document.title).split())
    own = [p for p in context.passages_by_part[0] if p.is_prose]
    if not title or not own:
        return
    yield from _done(title, own[:_FIRST], context)
    yield from _both(title, own, context)
    yield from _feasts(title, own, context)
    if context.document.kind == "请示":
        yield from _asked(title, own, context)


def _done(title: str, opening: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """决定调整…, below 关于成立…."""
    outside = re.sub("《[^《》]*》|“[^“”]*”", "", title)
    named = re.search(_TITLE, outside)
    if named is None or re.search("印发|转发|情况|申请|请示$", outside):
        return
    actions = set(re.findall(_ACTIONS, outside))
    if any(_is_said(action, passage.text) for action in actions for passage in opening):
        return
    for passage in opening:
        for match in (re.search(p, passage.text) for p in (_DECIDED, _MADE_SO)):
            if match is None or any(_are_alike(match["action"], each) for each in actions):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start("action")),
                f"标题写的是“{named['action']}”，正文写的是“{match['action']}”",
                hint="核对是哪一件事",
                element=match["action"],
            )
            return


def _is_said(action: str, text: str) -> bool:
    """Whether the text does that too; what was done once and ended is another matter."""
    return action in re.sub("《[^《》]*》", "", text)


def _are_alike(one: str, other: str) -> bool:
    return one == other or any({one, other} <= each for each in _ALIKE)


def _both(title: str, own: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """A title that says one of two things that its text does."""
    for said, too, done, what in _PAIRED:
        ends = re.search(rf"{said}|{too}", title)
        if ends is None or said not in title or re.search(f"{too}|任免|清理", title):
            continue
        if "《" in title[: title.index(said)] and "》" in title[title.index(said) :]:
            continue
        for passage in own:
            match = re.search(done, passage.text)
            if match and _is_done(said, own):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"标题只写了“{said}”，正文{what}",
                    hint=f"标题里补上“{too}”，或者核对正文",
                    element=match[0],
                )
                return


def _is_done(said: str, own: Sequence[Passage]) -> bool:
    if said in ("任职", "免职"):
        return True
    return any(said in passage.text for passage in own)


def _feasts(title: str, own: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """春节期间 in the title, and nothing but 国庆节 below."""
    named = set(re.findall(_FEASTS, re.sub("《[^《》]*》", "", title)))
    if not named:
        return
    bare = {_SAME_FEAST.get(each, each.rstrip("节")).rstrip("节") for each in named}
    text = "".join(passage.text for passage in own)
    found = [
        (passage, match)
        for passage in own
        for match in re.finditer(_FEASTS, passage.text)
        if match[0].rstrip("节") not in {"教师", "青年", "妇女", "儿童"}
    ]
    if not found or any(each in text for each in (*bare, "五一")):
        return
    passage, match = found[0]
    yield Finding(
        context.spot(passage.place, passage.text, match.start()),
        f"标题写的是“{'、'.join(sorted(named))}”，正文只说到“{match[0]}”",
        hint="核对是哪个节日",
        element=match[0],
    )


def _asked(title: str, own: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """恳请下达补助资金, below 关于批准……方案的请示: not two characters are the same."""
    core = re.sub(_OF_ANY, "，", title.partition("关于")[2].removesuffix("的请示"))
    found = [(passage, match) for passage in own for match in re.finditer(_ASKED, passage.text)]
    asked = "，".join(re.sub(_OF_ANY, "，", match["what"]) for _, match in found)
    said, wanted = han_pairs(core), han_pairs(asked)
    if len(found) == 1 and said and wanted and said.isdisjoint(wanted):
        passage, match = found[0]
        yield Finding(
            context.spot(passage.place, passage.text, match.start()),
            f"请求的是“{match[0][:30]}”，标题里没有这件事",
            hint="核对请示的事项和标题",
            level=Level.NOTICE,
            element=match[0][:30],
        )
