"""函代请示：函的主送是上级机关，请求的是批准。

函用于不相隶属的机关之间；向上级机关请求批准，用请示。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.values import one_line
from ..problem import Level
from ..registry.units import read_units
from . import Context, Finding

NAME = "函代请示"
LEVEL = Level.NOTICE
BASIS = "党政机关公文处理工作条例第八条"
STANDS_ALONE = True
WRONG = """\
文种: 函
标题: 云溪市教育局关于安排读书节经费的函
发文机关: 云溪市教育局
主送: 云溪市人民政府
正文: 请批准安排读书节经费20万元。
"""
RIGHT = """\
文种: 函
标题: 云溪市教育局关于安排读书节场地的函
发文机关: 云溪市教育局
主送: 云溪市科学技术协会
正文: 请支持安排场地。
"""

_PLACE = "^(?:中共)?(?P<place>[^省市州县区]{1,8}[省市州县区])"
_ABOVE = "人民政府(?:办公[厅室])?$"
_ASKS = "请(?:求|予以?|给予|尽快)?(?:批准|批示|批复|审批|核准|审定)|恳请[^。；]{0,20}(?:批准|同意)"


def check(context: Context) -> Iterator[Finding]:
    """A 函 of a department to its own government that asks for a decision."""
    document = context.document
    if document.kind != "函" or document.issuer is None or document.recipients is None:
        return
    if "复函" in one_line(document.title):
        return
    issuer = next(iter(read_units(document.issuer, context.registry).references), None)
    addressed = read_units(document.recipients, context.registry).references
    if issuer is None or len(addressed) != 1:
        return
    from_, to = (
        each.unit.full_name if each.unit else each.written for each in (issuer, addressed[0])
    )
    ours, theirs = re.search(_PLACE, from_), re.search(_PLACE, to)
    if not (ours and theirs and ours["place"] == theirs["place"]) or from_.startswith(to[:-3]):
        return
    if re.search(_ABOVE, to) and not re.search("人民政府$", from_):
        for passage in context.passages_by_part[0]:
            if match := re.search(_ASKS, passage.text):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"这份函向上级机关“{to}”请求批准，应当用请示",
                    hint="改成：文种: 请示；标题的末尾、结尾的话一起改",
                )
                return
