"""主送机关 as a line on paper: names and a colon. What tells one that stands in a text."""

from __future__ import annotations

from functools import cache

from .. import patterns as re
from .unit_names import is_unit, names_in

_LONGEST, _LONGEST_UNKNOWN = 400, 40
_PEOPLE = (
    "同志|同学|同学们|同事|同仁|朋友|朋友们|教职工|教职员工|教师|老师|班主任|师生|学生|学员|考生|家长|员工|职工|干部|党员|团员|会员|"
    "居民|村民|业主|用户|客户|商户|市民|群众|代表|委员|理事|专家|评委|先生|女士|教授|主任|书记|部长|厅长|局长|处长|科长|"
    "所长|站长|院长|校长|园长|省长|市长|县长|区长|镇长|乡长|会长|秘书长|董事长|经理|负责人|工作人员|"
    "申请人|投标人|供应商|纳税人|经营者|志愿者"
)
_GROUPS = (
    "班|班级|年级|镇街|乡镇|村|社区|支部|总支|系|宫|中学|小学|高中|初中|机关|直属机构|办事处|厂|店|矿|农场|林场|"
    "基地|学院|书院|公安|武警|消防|院系|党派|党组|领导小组|工作组|联合体|分公司|总队|支队|学会|工会|商会"
)
_ALL_OF = "各|全体|全[市县区省校院镇]|全系统|[省市区县局校院]直|驻|在[省市县区校]|尊敬的|亲爱的"
_LABELS = (
    "时间|日期|地点|内容|方式|方法|主题|目标|名单|要求|事项|安排|条件|范围|对象|程序|步骤|流程|标准|措施|任务|原则|依据|"
    "职责|分工|联系人|主持人|记录人|签发人|审核人|填表人|填报人|经办人|电话|手机|邮箱|地址|传真|邮编|网址|附件|附|注|备注|"
    "说明|例如|意见|情况|项目|数量|金额|编号|文号|名称|题目|标题|摘要|关键词|主题词|来源|作者|背景|意义|目的|概况|简介|"
    "宗旨|口号|议程|议题|课题|材料|清单|目录|指标|进度|计划|方案|办法|规定|结果|问题|建议|结论|理由|事由|原因|"
    "形式|类别|类型|分类|性质|级别|姓名|性别|职务|职称|人数|比例|期限|费用|经费|预算|奖项|奖励|通知|公告|通告|承诺|声明|"
    "导语|前言|正文|案由|案号|案情|索引号|抄送|抄报|印发|主送|报送|出席|列席|请假|缺席|参会人员|参加人员|与会人员|"
    "提示|提醒|须知|设置|名额|路线|日程|回执|表格|样式|格式|示例|模板|密码|账号|户名|开户行|链接|甲方|乙方|丙方|"
    "人员|组成|顾问|组长|副组长|成员|组员|签名|签字|签章|盖章|编辑|审核|校对"
)
_BY_ROLE = (
    "(?:主办|承办|协办|填报|申报|报送|责任|牵头|配合|推荐|申请|建设|施工|监理|设计|编制|起草|制定|发文|发布|主管|所在|"
    "走访|慰问|检查|督导|督查|帮扶|帮联|包联|联系|挂钩|参与|参加|验收|评审|测评|培训|举办|受检|受援|结对|"
    "工作|成员|支持|指导|组织|实施|委托|使用|填表|报名|参赛|参展|采购|招标|中标|受理|被检查|用人|落款|盖章)(?:单位|机构|部门|机关)"
)
_BARE = (
    "学校|单位|部门|班级|科室|年级|处室|乡镇|街道|村|社区|学院|院系|系|公司|企业|机构|机关|组|小组|支部|党支部|地区|区县|"
    "县区|省市|省|市|县|区|专业|家长|学生|教师|学员|代表|领导|校长|园长|专家|评委|负责人|经理"
)
_FIELD = rf"(?:{_BARE})(?:[（(][^（）()]*[）)])?"
"""What a field of a form is called, which is nobody's name."""
_INTRODUCES = (
    "现|为|根据|按照|依据|遵照|经(?!济|开|信|贸|营|管|委)|鉴于|由于|近日|近期|今年|去年|目前|截至|关于|兹|我(?!市|县|区|省|州|校|院|局)|"
    r"自(?!治|贸|然)|从|就|将|凡|具体|主要|其中|一是|首先|会议(?!室|中心|展)|此|下列|以下|第[一二三四五六七八九十\d]{1,3}(?:章|节|条|步|点|阶段|，)|[一二三四五六七八九十]+、|[（(]"
)
_SAYS = (
    "如下|下列|以下|决定|召开|开展|举办|议定|强调|指出|认为|提出|是|包括|分为|应当|必须|可以|不得|进行|贯彻|印发|转发|"
    "通知|同意|规定|要求|需要|介绍|说|问|答"
)
_EVERY = "(?:各|全体)[^各，,]{0,16}(?:人员|单位|部门|机构|机关|成员|组长|主任|干部)$"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What a recipient is by the look of its name; a label of something else; a sentence."""
    return (
        re.compile(rf"(?:{_ALL_OF}).+|.*(?:{_PEOPLE}|{_GROUPS})(?:[（(][^（）()]*[）)])?"),
        re.compile(rf".*(?:{_LABELS}|{_BY_ROLE})(?:[（(][^（）()]*[）)])?"),
        re.compile(rf"(?:{_INTRODUCES})|.*(?:{_SAYS})"),
    )


def is_recipients(text: str) -> bool:
    """Whether a first line under a title is 主送, known units or not: it ends in a colon and is
    neither a sentence nor the label of something else.
    """
    return are_addressed(text) or _may_be(text)


def is_by_role(text: str) -> bool:
    """Whether a text calls units by what they do here, and names none: 牵头单位, 走访单位."""
    return re.fullmatch(_BY_ROLE, text) is not None


def is_label(text: str) -> bool:
    """Whether a line that ends in a colon names a field of a form or what follows: 备注：."""
    bare = text.rstrip("：:").rstrip()
    every = re.search(_EVERY, bare) is not None
    return not every and bool(re.fullmatch(_FIELD, bare) or _patterns()[1].fullmatch(bare))


def introduces(text: str) -> bool:
    """Whether a line leads in what follows, by a word that begins a sentence or that says so."""
    return _patterns()[2].match(text) is not None


def are_addressed(text: str) -> bool:
    """Whether a line that ends in a colon names units or people, most of them by their look."""
    names = _names(text)
    named = sum(is_unit(name) or _patterns()[0].fullmatch(name) is not None for name in names)
    return bool(names) and named * 2 >= len(names)


def _may_be(text: str) -> bool:
    names = _names(text)
    return bool(names) and all(len(name) <= 20 for name in names) and len(text) <= _LONGEST_UNKNOWN


def _names(text: str) -> list[str]:
    """The names of a line that could be 主送; none where it says something else."""
    if (
        not text.endswith(("：", ":"))
        or len(text) > _LONGEST
        or re.search("[。；！？：:]", text[:-1])
    ):
        return []
    names = names_in(text[:-1])
    _, label, sentence = _patterns()
    if not names or sentence.match(text) or re.fullmatch(_FIELD, text[:-1]):
        return []
    if label.fullmatch(names[-1]) and not re.search(_EVERY, text[:-1]):
        return []
    return names
