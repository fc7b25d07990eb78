"""动作先后：先做的和后做的写反了。

“定期解决研究重大问题”“经通过审议”“处理调查群众举报”，先研究才能解决，先审议才能通过。只提示。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "动作先后"
LEVEL = Level.NOTICE
BASIS = "动作按先后排列"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 领导小组定期解决研究重大问题。
"""
RIGHT = """\
正文:
- 领导小组定期研究解决重大问题，解决研究经费不足的问题，各校处理调查中发现的问题。
"""

_FIRST_THEN = (
    *("研究解决", "研究制定", "研究处理", "讨论通过", "审议通过", "审核批准", "审查批准"),
    *("审核上报", "核实上报", "汇总上报", "调查处理", "调查核实", "检查验收", "修改完善"),
    *("排查整治", "排查整改", "发现解决", "发现处置", "分析研判", "收集汇总", "动员部署"),
    *("审定印发", "制定印发", "制定实施", "评审认定", "登记发放", "核对签收"),
)
"""What is done first, and what then."""
_TURNED = {each[2:] + each[:2]: each for each in _FIRST_THEN}
_HOW = (
    "(?:^|(?<=[，。；：、])|(?<=[期时法真要应须会将并后同力即])"
    "|(?<=负责|组织|统一|共同|集中|逐项|逐一|专题|联合|协调|牵头|抓紧))"
)
_OBJECT = (
    "(?!经费|人员|所|院|室|机构|成果|课题|中|的|报告|工作|意见|员|组|会议|结果|方法|材料|表|任务|合格|通过)"
    "[^，。；：、中的]{0,20}(?=[，。；]|$)"
)
NEEDS = tuple(_TURNED)


def check(context: Context) -> Iterator[Finding]:
    """Each two verbs that say first what is done last."""
    for turned, right in _TURNED.items():
        for passage in context.passages_with(turned):
            for match in re.finditer(f"{_HOW}{turned}{_OBJECT}", passage.text):
                if passage.is_prose:
                    yield Finding(
                        context.spot(passage.place, passage.text, match.start()),
                        f"“{match[0][:16]}”先后反了",
                        hint=f"写“{right}”；不是两个动作的，不用改",
                        element=turned,
                        length=len(turned),
                    )
