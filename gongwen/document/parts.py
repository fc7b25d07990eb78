"""The document and its parts: 印发件, 附件 and the texts in an attachment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from ..elements.element import Element
from ..elements.faults import misfit
from ..elements.fields import Before, field
from ..elements.shapes import FAILED, Reading, Spot
from ..elements.values import BareName, Flag, Lines, Text, TitleLines, Units
from ..kinds import LayoutFormat
from ..library.library import DEFAULT_REGISTRY
from ..paper.numbering import DEFAULT_SCHEME, parse_marker
from ..problem import Problem
from ..source.tree import Mapping, Sequence
from .blocks import Body, WithBody
from .facts import Contact, Feedback, Printing, Seal, Signatory, WebFacts
from .handling import Deliberations, Disclosed, DisclosureWord, Handling, Materials
from .values import (
    AnyMoment,
    Day,
    LevelNumber,
    LinesTyped,
    MarkerSample,
    ResponsibilityForm,
    Signature,
)
from .waivers import Waivers
from .withholding import Withheld, withheld_field

DraftStage = Literal["征求意见稿", "送审稿", "印发稿"]
DRAFT_STAGES: tuple[DraftStage, ...] = ("征求意见稿", "送审稿", "印发稿")


class NumberingScheme(Element):
    """编号: the marker of each level, and the levels that count on across parents."""

    levels: tuple[MarkerSample, ...] = field(
        (),
        key="层次",
        description="如 [一、, （一）, 1., （1）]，预案用 [1, 1.1, 1.1.1, （1）]",
        empty_says=True,
    )
    continuous: tuple[LevelNumber, ...] = field(
        (), key="连续", description="跨上级连续编号的层次，从1数", empty_says=True
    )

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """Two levels with one marker, decimal ones that do not fit their level, and continuous
        levels that are not there.
        """
        count = len(self.levels) or len(DEFAULT_SCHEME.levels)
        markers = [parse_marker(each) for each in self.levels]
        for level, (sample, marker) in enumerate(zip(self.levels, markers, strict=True), 1):
            if marker and marker.carried >= level:
                yield misfit(
                    data.places["层次"],
                    f"“层次”里“{sample}”写在第{level}层，它要带上前面{marker.carried}层的序数",
                    "从第一层写起，如 [1, 1.1, 1.1.1, （1）]",
                )
                break
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
            elif self.levels and (marker := markers[level - 1]) and marker.carried:
                yield misfit(
                    data.places["连续"],
                    f"“连续”里写了第{level}层，这一层的序数带着上一层的，不能跨上级连续",
                    f"删去“连续”里的{level}",
                )


class Numbered(WithBody):
    """What a part and the document share: a title, a text, and how it is numbered.

    `numbering`, `responsibility_form` and `articles` are inherited from the part around where
    unset (None); `draft_stage` is not.
    """

    title_note: Text | None = field(
        None, key="题注", description="标题下面括号里的说明，如 会议通过的日期"
    )
    body: Body = field((), key="正文", description="正文")
    numbering: NumberingScheme | None = field(
        None, key="编号", description="各层次的序数怎么写", empty_says=True
    )
    responsibility_form: ResponsibilityForm | None = field(
        None, key="责任标注", description="分行、括注、不标，或句式（{牵头单位}牵头）"
    )
    articles: Literal["条款"] | None = field(
        None, key="体例", description="写“条款”，就按章、条、款、项排"
    )

    _origin: Document | None = None

    @property
    def origin(self) -> Document | None:
        """The document that this part was quoted out of, which its 取自 and 反馈说明 refer to; None
        where it belongs to the document around it.
        """
        return self._origin

    def quoted_from(self, origin: Document | None) -> Self:
        """The same part as one of another document's."""
        made = self.copy()
        made._origin = origin
        return made


class Part(Numbered):
    """A text with a title of its own: an 印发件, or one of the texts (件) of an attachment.

    A forwarded text may carry its own number, recipients, signature and date; they are printed
    as they stand.
    """

    title: TitleLines | None = field(
        None, key="标题", description="标题；要分行的写成列表", unless="表单"
    )
    draft_stage: DraftStage | None = field(None, key="稿本", description="要在标题下面印稿本的才写")
    document_number: Text | None = field(
        None, key="发文字号", description="转发的文件自己的文号，照印"
    )
    recipients: Units | None = field(None, key="主送", description="转发的文件自己的主送机关，照印")
    signature: Signature | None = field(None, key="署名", description="转发的文件自己的署名，照印")
    issue_date: AnyMoment | None = field(None, key="成文日期", description="转发的文件自己的日期")
    form: Literal["意见反馈表"] | None = field(
        None, key="表单", description="现成的表格，不用自己画"
    )
    withheld: Flag = withheld_field()

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """A form with a text of its own. Where it is quoted, the document it is from is read here;
        what is wrong in that is told in its own file.
        """
        if data.origin is not None:
            origin = Document.read(data.origin, Spot("", data.origin.place), Reading())
            self._origin = None if origin is FAILED else origin
        if self.form and self.body:
            yield misfit(
                data.places["正文"],
                "“表单”由程序生成，旁边的“正文”印不出来",
                "删掉“正文”，或删掉“表单”",
            )


class Attachment(Part):
    """附件: a text, several texts (件), attachments of its own (附件1-1), or only a name (另附)."""

    texts: PartList = field((), key="件", description="附件里的几份文字，各起一页")
    attachments: AttachmentList = field((), key="附件", description="附件自己的附件，编成附件1-1")
    apart: Flag = field(False, key="另附", description="是：只列名称，不在此产生")
    separate_file: Flag = field(False, key="分装", description="是：单独成一个文件")
    landscape: Flag = field(False, key="横排", description="是：这一附件的纸横过来")

    _typed_number: int | None = None

    @property
    def typed_number(self) -> int | None:
        """The number that was typed before the title; None where none was."""
        return self._typed_number

    def numbered(self, number: int, title: LinesTyped) -> Self:
        """The same attachment with the number that was typed before its title taken off."""
        made = self.copy(title=title)
        made._typed_number = number
        return made

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

    attachments: AttachmentList = field((), key="附件", description="印发件自己的附件")
    landscape: Flag = field(
        False, key="横排", description="是：印发件的纸横过来，它的附件横不横各写各的"
    )


def _as_list(value: Any) -> Any:
    """One part stands for a list of one; so does a text, to be told of as a part."""
    if isinstance(value, Mapping):
        return Sequence([value], value.place, [value.place])
    return [value] if isinstance(value, str) else value


PartList = Annotated[tuple[Part, ...], Before(_as_list)]
AttachmentList = Annotated[tuple[Attachment, ...], Before(_as_list)]
IssuedTexts = Annotated[
    tuple[IssuedText, ...],
    Before(_as_list, written=IssuedText | list[IssuedText]),
]


class Document(Numbered):
    """A 公文: one YAML file of content/."""

    kind: Text = field(key="文种", description="公文的种类，如 通知")
    title: TitleLines = field(key="标题", description="一行文字，或每项一行的列表")
    layout_format: LayoutFormat | None = field(None, key="格式", description="缺省按文种")
    draft_stage: DraftStage = field("征求意见稿", key="稿本", description="到了哪一稿")
    draft_mark: Text | None = field(None, key="稿本标注", description="代拟稿、讨论稿等")
    draft_number: Literal["空位"] | None = field(
        None, key="草稿文号", description="写“空位”，就在送审稿上印“〔2026〕  号”，留出填号的位置"
    )
    clean_proof: Flag = field(False, key="清样", description="是：送审稿也排版头和版记")
    copy_number: Text | None = field(
        None, key="份号", description="涉密公文印制份数的顺序号，如 000001"
    )
    classification: Literal["绝密", "机密", "秘密"] | None = field(
        None, key="密级", description="涉密公文的密级；不能在普通电脑上处理"
    )
    classification_period: Text | None = field(None, key="保密期限", description="如 1年")
    urgency: Literal["特提", "特急", "加急", "平急"] | None = field(
        None, key="紧急程度", description="特急、加急等"
    )
    internal_mark: Literal["工作秘密", "内部资料"] | None = field(
        None, key="内部标注", description="不属于国家秘密的内部文件的标注"
    )
    issuer: Units | None = field(
        None, key="发文机关", description="发文的机关；联合行文的写几个，主办的在前"
    )
    joint_mark: Literal["全部", "主办"] = field(
        "全部", key="联合标志", description="联合行文时，发文机关标志列全部机关，还是只列主办机关"
    )
    issuer_mark: Lines | None = field(
        None, key="发文机关标志", description="红头；不写就用发文机关加“文件”"
    )
    document_number: Text | None = field(
        None, key="发文字号", description="如 云政办发〔2026〕15号"
    )
    order_number: Text | None = field(None, key="令号", description="命令的号，如 第8号")
    signer: Lines | None = field(None, key="签发人", description="上行文的签发人；有几人的写成列表")
    recipients: Units | None = field(None, key="主送", description="主送机关，末尾的冒号由程序加")
    issued_texts: IssuedTexts = field(
        (), key="印发件", description="通知所印发的方案、办法等；有几件的写成列表"
    )
    attachments: AttachmentList = field(
        (),
        key="附件",
        description="正文的附件",
        form="附件: 下面一行写“- 标题: 附件名称”，再一行写“正文: ……”；另外提供的写“另附: 是”",
    )
    signature: Signature | None = field(
        None, key="署名", description="与发文机关不同时才写，如“……指挥部（市应急局代章）”"
    )
    signatories: Annotated[
        tuple[Signatory, ...],
        Before(_as_list, written=Signatory | list[Signatory]),
    ] = field((), key="签署", description="由首长签署的，写职务和姓名")
    issue_date: Day | None = field(None, key="成文日期", description="如 2026-04-20")
    seal: Seal | None = field(
        None,
        key="印章",
        description="是否盖章，或印章的图片；联合行文每个署名一枚",
    )
    note: Text | None = field(None, key="附注", description="成文日期下面括号里的话")
    contact: Contact | None = field(None, key="联系人", description="上行文附注里的联系人")
    disclosure: Disclosed | None = field(
        None,
        key="公开属性",
        description="政府信息公开的属性；不主动公开的，写成 {属性: 不予公开, 理由: ……}",
        formerly="公开方式",
    )
    copies_to: Units | None = field(None, key="抄送", description="抄送机关，末尾的句号由程序加")
    printing: Printing | None = field(
        None,
        key="印发",
        description="版记里的印发机关、日期和份数",
        form="印发: {机关: ……, 日期: ……}",
    )
    present: Units | None = field(None, key="出席", description="纪要的出席人员")
    excused: Units | None = field(None, key="请假", description="纪要的请假人员")
    attending: Units | None = field(None, key="列席", description="纪要的列席人员")
    feedback: Feedback | None = field(None, key="反馈", description="征求意见的截止日期、联系人等")
    web: WebFacts | None = field(None, key="网页", description="政府网站上的信息，不印出来")
    handling: Handling | None = field(
        None, key="办理", description="拟稿、核稿、会签、审核、签发等，填在发文稿纸上，不印出来"
    )
    regulatory: Flag = field(False, key="规范性文件", description="是：这是行政规范性文件")
    regulatory_number: Text | None = field(
        None, key="规范性文件编号", description="规范性文件统一登记、编制的号，不印出来"
    )
    effective_from: Day | None = field(None, key="施行日期", description="从哪一天起施行")
    valid_for: Text | None = field(
        None, key="有效期", description="如 5年，或有效期的最后一天 2031-05-31"
    )
    deliberations: Deliberations = field((), key="审议", description="审议通过它的会议和日期")
    materials: Materials = field((), key="材料", description="报审要附的材料，一项一件")
    repeals: Lines = field((), key="废止", description="它废止的文件的发文字号；有几份的写成列表")
    amends: Lines = field((), key="修改", description="它修改的文件的发文字号；有几份的写成列表")
    registry: Text = field(DEFAULT_REGISTRY, key="机构表", description="用哪个机构名录")
    sheet: BareName = field("gbt9704", key="样式", description="用哪个样式表，见 styles/")
    template: BareName | None = field(None, key="模板", description="缺省同格式")
    waivers: Waivers = field((), key="忽略", description="核对后确实不用改的提醒，写规则和理由")

    @property
    def publicity(self) -> DisclosureWord | None:
        """The word of 公开属性."""
        return self.disclosure.word if self.disclosure else None

    _public_version: Document | None = None
    _withheld: tuple[Withheld, ...] = ()

    @property
    def public_version(self) -> Document | None:
        """The document without anything that is 不公开; None where nothing is."""
        return self._public_version

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """The texts that are 不公开, in the order of paper."""
        return self._withheld

    def with_public_version(self, public: Document, withheld: tuple[Withheld, ...]) -> Self:
        """The same document, that knows what the public may have of it."""
        made = self.copy()
        made._public_version, made._withheld = public, withheld
        return made

    @classmethod
    def likely(cls, key: str, data: Mapping) -> str:
        """文种 is what the title ends in."""
        if key != "文种":
            return ""
        from ..registry.titles import kind_in

        title = data.get("标题")
        lines = title if isinstance(title, Sequence) else [title]
        return kind_in("".join(each for each in lines if isinstance(each, str)))
