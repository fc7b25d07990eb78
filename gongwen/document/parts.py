"""The document and its parts: 印发件, 附件 and the texts in an attachment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from ..numbering import DEFAULT_SCHEME, parse_marker
from ..problem import Problem
from ..source import Mapping, Sequence
from .blocks import Body
from .element import Element
from .faults import misfit, missing_key
from .values import (
    AnyMoment,
    BareName,
    Count,
    Day,
    Flag,
    Lines,
    MarkerSample,
    ResponsibilityForm,
    Text,
    Units,
)
from .waivers import Waivers

Stage = Literal["征求意见稿", "送审稿", "印发稿"]
STAGES: tuple[Stage, ...] = ("征求意见稿", "送审稿", "印发稿")
Format = Literal["文件", "信函", "命令", "纪要"]


class NumberingScheme(Element):
    """编号: the marker of each level, and the levels that count on across parents."""

    levels: tuple[MarkerSample, ...] = Field(
        (), alias="层次", description="如 [一、, （一）, 1., （1）]"
    )
    continuous: tuple[Count, ...] = Field(
        (), alias="连续", description="跨上级连续编号的层次，从1数"
    )

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """Two levels with one marker, and continuous levels that are not there."""
        count = len(self.levels) or len(DEFAULT_SCHEME.levels)
        for index, sample in enumerate(self.levels):
            if parse_marker(sample) in [parse_marker(each) for each in self.levels[:index]]:
                yield misfit(
                    data.places["层次"], f"“层次”里“{sample}”写了两次", "各层次的序数要不同"
                )
        for level in self.continuous:
            if not 1 <= level <= count:
                yield misfit(
                    data.places["连续"],
                    f"“连续”里写了第{level}层，一共{count}层",
                    f"写层次的序号，从1到{count}",
                )


class Numbered(Element):
    """What a part and the document share: a title, a text, and how it is numbered.

    `numbering`, `responsibility_form` and `articles` are inherited from the part around where
    unset (None); `draft_stage` is not.
    """

    title_note: Text | None = Field(None, alias="题注")
    body: Body = Field((), alias="正文")
    numbering: NumberingScheme | None = Field(None, alias="编号")
    responsibility_form: ResponsibilityForm | None = Field(
        None, alias="责任标注", description="分行、括注、不标，或句式（{牵头单位}牵头）"
    )
    articles: Literal["条款"] | None = Field(None, alias="体例")


class Part(Numbered):
    """A text with a title of its own: an 印发件, or one of the texts (件) of an attachment.

    A forwarded text may carry its own number, recipients, signature and date; they are printed
    as they stand.
    """

    title: Lines | None = Field(None, alias="标题")
    draft_stage: Stage | None = Field(None, alias="稿本")
    document_number: Text | None = Field(None, alias="发文字号")
    recipients: Units | None = Field(None, alias="主送")
    signature: Lines | None = Field(None, alias="署名")
    issue_date: AnyMoment | None = Field(None, alias="成文日期")
    form: Literal["意见反馈表"] | None = Field(None, alias="表单")

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """A part without a title, and a form with a text of its own."""
        if not (self.title or self.form):
            yield missing_key("标题", "", data.place)
        if self.form and self.body:
            yield misfit(
                data.places["正文"],
                "“表单”由程序生成，旁边的“正文”印不出来",
                "删掉“正文”，或删掉“表单”",
            )


class Attachment(Part):
    """附件: a text, several texts (件), attachments of its own (附件1-1), or only a name (另附)."""

    texts: PartList = Field((), alias="件")
    attachments: AttachmentList = Field((), alias="附件")
    apart: Flag = Field(False, alias="另附", description="是：只列名称，不在此产生")
    separate_file: Flag = Field(False, alias="分装", description="是：单独成一个文件")
    landscape: Flag = Field(False, alias="横排")

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """Content that would not be printed beside 另附 or 件."""
        yield from super().misfits(data)
        for key in ("正文", "件", "表单", "附件"):
            if self.apart and key in data:
                yield misfit(
                    data.places[key],
                    f"另附的附件不在这里生成，“{key}”印不出来",
                    f"删掉“另附: 是”，或删掉“{key}”",
                )
        for key in ("正文", "表单"):
            if self.texts and key in data:
                yield misfit(
                    data.places[key],
                    f"有“件”的附件只印各件，旁边的“{key}”印不出来",
                    "写成其中一件，排在“件”的列表里",
                )


class IssuedText(Part):
    """印发件: the text that a notice issues; its own attachments follow it."""

    attachments: AttachmentList = Field((), alias="附件")


def _as_list(value: Any) -> Any:
    """One part stands for a list of one; so does a text, to be told of as a part."""
    if isinstance(value, Mapping):
        return Sequence([value], value.place, [value.place])
    return [value] if isinstance(value, str) else value


PartList = Annotated[tuple[Part, ...], BeforeValidator(_as_list)]
AttachmentList = Annotated[tuple[Attachment, ...], BeforeValidator(_as_list)]
IssuedTexts = Annotated[
    tuple[IssuedText, ...],
    BeforeValidator(_as_list, json_schema_input_type=IssuedText | list[IssuedText]),
]


class Contact(Element):
    """联系人 in the note of an upward document."""

    name: Text = Field(alias="姓名")
    telephone: Text | None = Field(None, alias="电话")


class Signatory(Element):
    """签署: post and name of a head who signs."""

    post: Text = Field(alias="职务")
    name: Text = Field(alias="姓名")


class SealPicture(Element):
    """印章 as a picture that the office supplies."""

    file: Text = Field(alias="图")


def _seal_form(value: Any) -> str:
    return "picture" if isinstance(value, Mapping | SealPicture) else "word"


Seal = Annotated[
    Annotated[Literal["加盖", "不加盖", "签名章"], Tag("word")]
    | Annotated[SealPicture, Tag("picture")],
    Discriminator(_seal_form),
]


class Printing(Element):
    """印发: the printing office, the day and the number of copies (7.4.3)."""

    office: Text | None = Field(None, alias="机关")
    date: Day | None = Field(None, alias="日期")
    copies: Text | None = Field(None, alias="份数")


class Feedback(Element):
    """反馈: facts of the consultation, used by forms and by 反馈说明."""

    deadline: Day | None = Field(None, alias="截止")
    ways: Lines | None = Field(None, alias="方式")
    contact: Text | None = Field(None, alias="联系人")
    telephone: Text | None = Field(None, alias="电话")
    fax: Text | None = Field(None, alias="传真")
    email: Text | None = Field(None, alias="邮箱")
    address: Text | None = Field(None, alias="地址")
    late: Text | None = Field(None, alias="逾期", description="如：视为无意见")
    round: Text | None = Field(None, alias="轮次")
    audience: Literal["部门", "公众"] = Field("部门", alias="对象")


class WebFacts(Element):
    """网页: facts of the web page, not printed."""

    index_number: Text | None = Field(None, alias="索引号")
    publisher: Text | None = Field(None, alias="发布机构")
    published_on: AnyMoment | None = Field(None, alias="发布日期")
    category: Text | None = Field(None, alias="信息分类")
    validity: Text | None = Field(None, alias="有效性")


class Document(Numbered):
    """A 公文: one YAML file of content/."""

    kind: Text = Field(alias="文种")
    title: Lines = Field(alias="标题", description="一行文字，或每项一行的列表")
    layout_format: Format | None = Field(None, alias="格式", description="缺省按文种")
    draft_stage: Stage = Field("征求意见稿", alias="稿本")
    draft_mark: Text | None = Field(None, alias="稿本标注", description="代拟稿、讨论稿等")
    draft_number: Literal["空位"] | None = Field(None, alias="草稿文号")
    clean_proof: Flag = Field(False, alias="清样", description="是：送审稿也排版头和版记")
    copy_number: Text | None = Field(None, alias="份号")
    classification: Literal["绝密", "机密", "秘密"] | None = Field(None, alias="密级")
    classification_period: Text | None = Field(None, alias="保密期限")
    urgency: Literal["特提", "特急", "加急", "平急"] | None = Field(None, alias="紧急程度")
    internal_mark: Literal["工作秘密", "内部资料"] | None = Field(None, alias="内部标注")
    issuer: Units | None = Field(None, alias="发文机关")
    joint_mark: Literal["全部", "主办"] = Field("全部", alias="联合标志")
    issuer_mark: Lines | None = Field(None, alias="发文机关标志")
    document_number: Text | None = Field(None, alias="发文字号")
    order_number: Text | None = Field(None, alias="令号")
    signer: Lines | None = Field(None, alias="签发人")
    recipients: Units | None = Field(None, alias="主送")
    issued_texts: IssuedTexts = Field((), alias="印发件")
    attachments: AttachmentList = Field((), alias="附件")
    signature: Lines | None = Field(None, alias="署名")
    signatories: Annotated[
        tuple[Signatory, ...],
        BeforeValidator(_as_list, json_schema_input_type=Signatory | list[Signatory]),
    ] = Field((), alias="签署")
    issue_date: Day | None = Field(None, alias="成文日期")
    seal: Seal | None = Field(None, alias="印章")
    note: Text | None = Field(None, alias="附注")
    contact: Contact | None = Field(None, alias="联系人")
    publicity: Literal["主动公开", "依申请公开", "不予公开"] | None = Field(None, alias="公开方式")
    copies_to: Units | None = Field(None, alias="抄送")
    printing: Printing | None = Field(None, alias="印发")
    present: Units | None = Field(None, alias="出席")
    excused: Units | None = Field(None, alias="请假")
    attending: Units | None = Field(None, alias="列席")
    feedback: Feedback | None = Field(None, alias="反馈")
    web: WebFacts | None = Field(None, alias="网页")
    registry: Text = Field("机构.yaml", alias="机构表")
    sheet: BareName = Field("gbt9704", alias="样式")
    template: BareName | None = Field(None, alias="模板", description="缺省同格式")
    waivers: Waivers = Field((), alias="忽略")
