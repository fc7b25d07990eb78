"""标题写法：标题没有写文种，末尾有标点，没有写发文机关，或者介词叠用（关于对建设……的请示）。

标题由发文机关名称、事由和文种组成；标题中除法规、规章名称加书名号外，一般不用标点，末尾不用标点。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.parts import Document
from ..document.tree import parts_of
from ..document.values import one_line
from ..library.blanks import blanks, has_blank
from ..paper.characters import HAN
from ..paper.unit_names import is_unit
from ..problem import Level, Place
from ..registry.titles import kind_in
from ..registry.units import UnitReference, read_units
from . import Context, Finding

NAME = "标题写法"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第九条"
APART_FROM_TEXT = True
WRONG = """\
标题: 关于认真做好读书节各项工作。
"""
RIGHT = """\
标题: 关于认真做好读书节各项工作的通知
"""

_END = "[，。、；：]+$"
_TAIL = r"(?:[（(][^（）()]*[）)])+$"
_SHORTEST_NAME = 3
"""Characters of a name that is told by its end."""
_OPINIONS = "(?:征求|听取|提出|反馈)[^，的]*意见$"
"""What a title may end in that is no 文种: 关于征求…意见."""

_NO_PARTICLE = (
    "关于(?:(?!的)[^《》]|的(?=[^《》]{8})|《[^《》]*》)+(?<![的急充备正前议假])"
    "(?P<kind>通知|通告|公告|请示|批复|通报|复函)$"
)
"""The kind of a title with 关于, and no 的 right before it or its attribute (紧急通知)."""
_ABOUT_TO = (
    "关于(?P<to>对|就)(?P<matter>(?:建设(?!项目|工程|用地|单位|领域|者)|新建|修建|召开|印发|举办|成立|做好|加强|推进|申请|解决|同意|命名|购置|完善|设立|调整|实施|开展|组织)"
    "(?:(?!进行|开展|予以|给予|加以|采取|实行|的|情况|问题|建议|提案|意见|行为|提出|作出|检查|处理|验收|考核|监督|整治)[^《》]){2,40}的)(?=请示|通知|批复|决定|通告|公告|报告|函|意见|复函)"
)
"""关于对建设书屋的请示: two prepositions, one verb with its object."""
_QUOTED = "[“‘「]([^“”‘’「」]+)[”’」]"


_PUBLIC = frozenset(("公告", "通告", "公报", "纪要"))
_MATTER = (
    "(?:召开|开展|印发|做好|加强|进一步|举办|组织|转发|调整|成立|表彰|表扬|同意|报送|征求|商请|下达|实施|推进|落实|规范|"
    f"公布|发布|废止|修改|建立|授予|命名|申请|恳请|请求|给予|追加|解决|切实|全面|深入|切实|协助)[^《》]*的{HAN}{{1,4}}$"
)


def check(context: Context) -> Iterator[Finding]:
    """Each title's end; the document's kind and issuer in its own."""
    document = context.document
    for part in parts_of(document):
        title = one_line(getattr(part, "title", None) or "")
        if match := re.search(_END, title):
            yield Finding(
                context.spot(part.place("标题"), title, match.start()),
                f"标题末尾有“{match[0]}”",
                hint="删掉它",
                element="标点",
            )
    whole = one_line(document.title)
    if has_blank(whole) and blanks().fullmatch(whole):  # nothing is written yet; that is told
        return
    if quoted := re.fullmatch(_QUOTED, whole):
        yield Finding(
            document.place("标题"),
            "标题两头有引号，会印出来",
            hint=f"删去两头的引号：{quoted[1]}",
            element="标点",
        )
        return
    yield from _kind(document, context)
    yield from _issuer(document, context)
    yield from _without_particle(document, context)
    yield from _without_about(document, context)
    if match := re.search(_ABOUT_TO, whole):
        yield Finding(
            context.spot(document.place("标题"), whole, match.start()),
            f"标题里“关于”后面又用了“{match['to']}”",
            hint=f"写“关于{match['matter'][:8]}……”；“{match['to']}”后面说的是对象的，不用改",
            level=Level.NOTICE,
            element="关于",
        )


def _kind(document: Document, context: Context) -> Iterator[Finding]:
    title = one_line(document.title).rstrip("，。、；：！？")
    kind = context.kind
    ended = re.sub(_TAIL, "", title).endswith(kind.title_endings)
    regulation = document.articles is not None or document.title_note is not None
    if regulation or ended:
        return
    if kind.title_form == "从简":  # 第8号 and the like end with no kind, but with no other either
        other = kind_in(title) or ""
        both = {document.kind, other} <= _PUBLIC and other != document.kind
        if not (both and title.endswith(f"的{other}")):
            return
    spot = context.spot(document.place("标题"), title, len(title) - 1)
    if _is_cut_short(spot, context):
        return
    message = f"标题没有以文种“{document.kind}”结尾"
    start = "……" if len(title) > 8 else ""
    hint = f"写成“{start}{title[-8:]}的{document.kind}”；或核对“文种”"
    if (other := kind_in(title)) and not re.search(_OPINIONS, title):
        message = f"标题以“{other}”结尾，文种写的是“{document.kind}”"
        hint = f"改其中一处：标题改成以“{document.kind}”结尾；或写：文种: {other}"
    yield Finding(spot, message, hint=hint, element="文种")


def _without_about(document: Document, context: Context) -> Iterator[Finding]:
    """云溪市人民政府召开会议的通知, where 关于 is missing behind the issuer."""
    title = one_line(document.title)
    if document.issuer is None or context.kind.title_form == "从简" or "关于" in title:
        return
    references = read_units(document.issuer, context.registry).references
    names = [name for each in references for name in (each.written, *_names(each))]
    issuer = max((name for name in names if title.startswith(name)), key=len, default="")
    if issuer and re.match(_MATTER, title[len(issuer) :]):
        yield Finding(
            context.spot(document.place("标题"), title, len(issuer)),
            "标题的发文机关和事由之间少了“关于”",
            hint=f"写“{issuer}关于{title[len(issuer) :][:6]}……”",
            element="关于",
        )


def _names(reference: UnitReference) -> tuple[str, ...]:
    return tuple(reference.unit.names) if reference.unit else ()


def _without_particle(document: Document, context: Context) -> Iterator[Finding]:
    """关于召开会议通知, where 的 is missing before the kind."""
    title = one_line(document.title)
    match = re.search(_NO_PARTICLE, title)
    if match and context.kind.title_form != "从简":
        kind = match["kind"]
        yield Finding(
            context.spot(document.place("标题"), title, match.start("kind")),
            f"标题“……{title[-10:]}”的“{kind}”前面少了“的”",
            hint=f"写“……的{kind}”",
            element="的",
        )


def _is_cut_short(spot: Place, context: Context) -> bool:
    """Whether what stands after a title on its line was taken for a comment, as is told."""
    return re.match(r"\s+#(?=[^\s#])", context.line_of(spot)[spot.column :]) is not None


def _issuer(document: Document, context: Context) -> Iterator[Finding]:
    """The issuer's name, full or standard short, at the head of a title that is to be sent on;
    what goes out for comments may still have a short one, and joint issuers are often left out.
    """
    if document.issuer is None or context.stage == "征求意见稿":
        return
    references = read_units(document.issuer, context.registry).references
    if len(references) != 1 or context.kind.title_form != "完整" or document.title_note:
        return
    names = {references[0].written, *(references[0].unit.names if references[0].unit else ())}
    title = one_line(document.title)
    of_another = re.match("([^《》“”，。]{4,40}?)关于", title)
    if of_another and _is_anothers(of_another[1], names):
        return  # which another rule tells
    if not title.startswith(tuple(names)):
        full = references[0].unit.full_name if references[0].unit else references[0].written
        short = _short_name(title, full)
        said = f"标题里的“{short}”不是发文机关的名称“{full}”" if short else "标题没有写发文机关"
        rest = title.removeprefix(short) if short else _without_issuer(title, full)
        yield Finding(
            document.place("标题"),
            said,
            hint=f"写成“{full}{rest[:6]}……”",
            level=Level.NOTICE,
            element="发文机关",
        )


def _short_name(title: str, full: str) -> str:
    """What stands before 关于 where it is the issuer's name with a part of it left out, as
    市卫生健康委 is of 市卫生健康委员会; "" where it is not.
    """
    head, about, _ = title.partition("关于")
    if not about or not _SHORTEST_NAME <= len(head) < len(full):
        return ""
    rest = iter(full)
    whole = head[:2] == full[:2] and all(sign in rest for sign in head)
    return head if whole and not full.endswith(head) else ""


def _is_anothers(name: str, names: set[str]) -> bool:
    """Whether a title begins with the name of a body that is not the issuer's, shortened or not."""
    alike = any(name in each or each in name for each in names)
    return is_unit(name) and name[-1] in "府局委会厅院办室司部" and not alike


def _without_issuer(title: str, full: str) -> str:
    """A title without the end of the issuer's name that it begins with: 市人民政府办公室关于…."""
    for at in range(1, len(full) - _SHORTEST_NAME + 1):
        if title.startswith(full[at:]):
            return title[len(full) - at :]
    return title
