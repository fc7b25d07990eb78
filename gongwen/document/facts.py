"""Facts of a document beside its texts: who signs, seals and prints it, where answers go."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ..elements.element import Element
from ..elements.fields import Either, field
from ..elements.values import Lines, Text
from ..source.tree import Mapping
from .values import AnyMoment, Day


class Contact(Element):
    """联系人 in the note of an upward document."""

    name: Text = field(key="姓名", description="联系人的姓名")
    telephone: Text | None = field(None, key="电话", description="联系人的电话")


class Signatory(Element):
    """签署: post and name of a head who signs."""

    post: Text = field(key="职务", description="签署人的职务")
    name: Text = field(key="姓名", description="签署人的姓名")
    file: Text | None = field(None, key="图", description="签名章图片的文件名；不写就印姓名")


class SealPicture(Element):
    """印章 as a picture that the office supplies."""

    file: Text = field(key="图", description="印章图片的文件名")


def _seal_form(value: Any) -> str:
    if isinstance(value, Mapping | SealPicture):
        return "picture"
    return "pictures" if isinstance(value, list | tuple) else "word"


SealWord = Literal["加盖", "不加盖", "签名章"]
Seal = Annotated[
    SealWord | SealPicture | tuple[SealPicture, ...],
    Either(
        _seal_form,
        {"word": SealWord, "picture": SealPicture, "pictures": tuple[SealPicture, ...]},
    ),
]


class Printing(Element):
    """印发: the printing office, the day and the number of copies (7.4.3)."""

    office: Text | None = field(None, key="机关", description="印发机关")
    date: Day | None = field(None, key="日期", description="印发日期")
    copies: Text | None = field(None, key="份数", description="印多少份")


class Feedback(Element):
    """反馈: facts of the consultation, used by forms and by 反馈说明."""

    deadline: Day | None = field(None, key="截止", description="反馈意见的最后一天")
    ways: Lines | None = field(None, key="方式", description="怎样反馈；有几种的写成列表")
    contact: Text | None = field(None, key="联系人", description="收意见的人")
    telephone: Text | None = field(None, key="电话", description="收意见的电话")
    fax: Text | None = field(None, key="传真", description="收意见的传真")
    email: Text | None = field(None, key="邮箱", description="收意见的电子邮箱")
    address: Text | None = field(None, key="地址", description="收意见的地址")
    late: Text | None = field(None, key="逾期", description="如：视为无意见")
    round: Text | None = field(None, key="轮次", description="第几轮征求意见，如 第二轮")
    audience: Literal["部门", "公众"] = field(
        "部门", key="对象", description="向部门还是向公众征求意见"
    )


class WebFacts(Element):
    """网页: facts of the web page, not printed."""

    index_number: Text | None = field(None, key="索引号", description="政府信息的索引号")
    publisher: Text | None = field(None, key="发布机构", description="在网站上发布的机构")
    published_on: AnyMoment | None = field(None, key="发布日期", description="在网站上发布的日期")
    category: Text | None = field(None, key="信息分类", description="政府信息的分类")
    validity: Text | None = field(None, key="有效性", description="如 有效、失效、废止")
