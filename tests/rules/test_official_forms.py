"""The rules of 行文 and of the 条例: on whole heads and on sentences."""
# ruff: noqa: E501  what is typed stands in one piece

from __future__ import annotations

import pytest

from gongwen.rules.personal_data import has_luhn_digit, is_identity_number

from .sentences import messages, of_sentences

REQUEST = "文种: 请示\n标题: 云溪市教育局关于举办读书节的请示\n主送: 云溪市人民政府\n"
LETTER = "文种: 函\n标题: 云溪市教育局关于安排读书节经费的函\n发文机关: 云溪市教育局\n"
NOTICE = "文种: 通知\n标题: 云溪市教育局关于举办读书节的通知\n发文机关: 云溪市教育局\n"
PUBLIC = "公开属性: 主动公开\n"


def closing(kind: str, *sentences: str) -> list[str]:
    head = f"文种: {kind}\n标题: 云溪市教育局关于读书节的{kind}\n"
    return of_sentences("结尾用语", "请各单位抓好读书节各项工作。", *sentences, head=head)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("通知", "妥否，请批示。"),
        ("通知", "当否，请批复。"),
        ("通知", "特此函复。"),
        ("通知", "以上请示妥否，请批复。"),
        ("通知", "特此报告。"),
        ("通知", "特此通报。"),
        ("通报", "特此通知。"),
        ("函", "特此通知。"),
        ("函", "妥否，请予批示。"),
        ("报告", "特此通知。"),
        ("批复", "特此通知。"),
        ("请示", "特此报告。"),
        ("公告", "特此通告。"),
        ("通告", "特此公告。"),
        ("通知", "请予函复。"),
    ],
)
def test_closing_phrases_of_another_kind(kind: str, sentence: str) -> None:
    assert len(closing(kind, sentence)) == 1


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("通知", "特此通知。"), ("通知", "请认真组织实施。"), ("通报", "特此通报。"),
        ("函", "特此函复。"), ("函", "请予支持并函复。"), ("函", "此复。"), ("批复", "此复。"),
        ("批复", "特此批复。"), ("请示", "妥否，请批示。"), ("请示", "以上请示，请予审批。"),
        ("报告", "特此报告。"), ("报告", "以上报告，请审阅。"), ("公告", "特此公告。"),
        ("通告", "特此通告。"), ("通知", "有关情况请报告市教育局。"), ("通知", "请示、报告一事一报。"),
        ("意见", "各区要结合实际贯彻落实。"), ("通知", "《特此通知》一文另发。"),
        ("函", "盼复。"), ("决定", "本决定自印发之日起施行。"),
    ],
)  # fmt: skip
def test_closing_phrases_of_its_own(kind: str, sentence: str) -> None:
    assert closing(kind, sentence) == []


def test_a_request_that_asks_for_nothing() -> None:
    head = REQUEST + "稿本: 送审稿\n"
    said = ["提示 请示的结尾没有请求批示的话"]
    assert of_sentences("结尾用语", "拟举办读书节。", "时间为6月。", head=head) == said
    assert of_sentences("结尾用语", "拟举办读书节。", "妥否，请批示。", head=head) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "另外，请批准我局购置公务用车2辆。",
        "另，恳请市政府解决办公用房。",
        "此外，申请追加培训经费10万元。",
        "同时，请同意成立读书节领导小组。",
        "另请审批读书馆建设方案。",
        "以上两件事一并请示。",
        "还有，建议增加编制5名，请批准。",
        "同时请拨付上年度欠款。",
        "另外，拟请增设阅读科。",
        "并请一并批准。",
    ],
)
def test_a_second_matter_of_a_request(sentence: str) -> None:
    assert len(of_sentences("一文一事", "拟举办读书节。", sentence, head=REQUEST)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "请批准举办读书节。", "妥否，请批示。", "另外，去年举办了首届读书节。", "同时做好安全工作。",
        "此外，各区反响热烈。", "经费从部门预算中解决。", "同时，成立了筹备组。", "另附方案。",
        "请批准安排经费20万元。", "另有3个区申请承办。", "现将有关情况请示如下：", "同时启动征文。",
        "另需志愿者50名。", "活动分两期安排。", "还有部分书屋未建成。", "拟请市领导出席。",
        "场地由市科协解决。", "同时段举办书展。", "此外的费用自筹。", "请予支持。",
    ],
)  # fmt: skip
def test_one_matter_of_a_request(sentence: str) -> None:
    assert of_sentences("一文一事", "拟举办读书节。", sentence, head=REQUEST) == []


def test_two_matters_in_a_title_and_other_kinds() -> None:
    title = REQUEST.replace("举办读书节", "举办读书节和购置公务用车")
    assert messages("一文一事", title) == ["提示 标题里像是两件事：“举办读书节”“购置公务用车”"]
    assert of_sentences("一文一事", "另外，请批准购车。", head=NOTICE) == []
    together = REQUEST.replace("举办读书节", "举办读书节和科普周")
    assert messages("一文一事", together) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("紧急程度: 特提\n", 1),
        ("紧急程度: 平急\n", 1),
        ("紧急程度: 特急\n", 0),
        ("紧急程度: 加急\n", 0),
        ("紧急程度: 特提\n发文字号: 云政办发明电〔2026〕8号\n", 0),
        ("紧急程度: 平急\n发文机关标志: 云溪市发电\n", 0),
    ],
)
def test_urgency(text: str, count: int) -> None:
    assert len(messages("紧急程度", text)) == count


@pytest.mark.parametrize(
    ("issuer", "count"),
    [
        ("云溪市教育局基础教育科", 1), ("市教育局人事科", 1), ("云溪市水务局规划处", 1),
        ("云溪市人民政府秘书处", 1), ("市委宣传部文艺科", 1), ("市卫生健康委疾控处", 1),
        ("云溪市财政厅预算处", 1), ("市政府办综合科", 1), ("云溪市公安局法制室", 1), ("市教育局督导股", 1),
        ("云溪市教育局办公室", 0), ("云溪市人民政府办公室", 0), ("中共云溪市委办公厅", 0),
        ("市政府研究室", 0), ("云溪市委督查室", 0), ("东溪街道办事处", 0), ("云溪市水务局", 0),
        ("云溪市公路管理处", 0), ("云溪市信访局", 0), ("云溪市安全生产委员会办公室", 0),
        ("云溪市科学技术协会", 0), ("云溪市全民阅读工作领导小组", 0),
    ],
)  # fmt: skip
def test_inner_offices(issuer: str, count: int) -> None:
    assert len(messages("内设机构", f"发文机关: {issuer}\n")) == count


@pytest.mark.parametrize(
    ("issuer", "signature", "count"),
    [
        ("云溪市教育局", "云溪市科学技术协会", 1), ("市教育局", "云溪市水务局", 1),
        ("云溪市人民政府办公室", "云溪市教育局", 1), ("市水务局", "云溪市人民政府", 1),
        ("云溪市教育局", "云溪市文化馆", 1),
        ("云溪市教育局", "云溪市教育局", 0), ("市教育局", "云溪市教育局", 0),
        ("云溪市教育局", "市教育局", 0), ("市教育局、市水务局", "云溪市教育局", 0),
        ("中共云溪市委宣传部", "云溪市委宣传部", 0), ("云溪市林业局", "云溪市林业局", 0),
    ],
)  # fmt: skip
def test_signatures(issuer: str, signature: str, count: int) -> None:
    assert len(messages("署名不一", f"发文机关: {issuer}\n署名: {signature}\n")) == count


@pytest.mark.parametrize(
    ("issuer", "recipients", "body", "count"),
    [
        ("云溪市教育局", "各县（区）人民政府", "请落实。", 1),
        ("云溪市水务局", "东城区人民政府", "请落实。", 1),
        ("市阅读领导小组", "东城区政府、西城区政府", "请落实。", 1),
        ("云溪市林业局", "各乡镇人民政府", "请落实。", 1),
        ("云溪市教育局", "各县（区）人民政府", "经市政府同意，现通知如下。", 0),
        ("云溪市教育局", "各县（区）教育局", "请落实。", 0),
        ("云溪市人民政府办公室", "各县（区）人民政府", "请落实。", 0),
        ("云溪市人民政府", "各县（区）人民政府", "请落实。", 0),
        ("云溪市科学技术协会", "各县（区）科协", "请落实。", 0),
        ("云溪市教育局", "市科协", "请落实。", 0),
        ("云溪市教育局", "各县（区）人民政府", "根据市政府授权，现通知如下。", 0),
    ],
)
def test_orders_to_lower_governments(issuer: str, recipients: str, body: str, count: int) -> None:
    head = f"发文机关: {issuer}\n主送: {recipients}\n"
    assert len(of_sentences("向下行文", body, head=head)) == count
    letter = head + "文种: 函\n标题: 关于读书节的函\n"
    assert of_sentences("向下行文", body, head=letter) == []


def test_how_a_text_is_made_public() -> None:
    draft = "稿本: 送审稿\n"
    assert messages("公开属性", draft) == ["提示 送审稿没有写公开属性"]
    assert messages("公开属性", draft + "公开属性: 不予公开\n") == []
    assert messages("公开属性", draft + "内部标注: 内部资料\n") == []
    assert messages("公开属性", draft + "附注: 此件公开发布\n") == []
    assert messages("公开属性", "") == []
    assert messages("公开属性", REQUEST + PUBLIC) == ["警告 请示写了主动公开"]


@pytest.mark.parametrize(
    ("to", "body", "count"),
    [
        ("云溪市人民政府", "请批准安排经费20万元。", 1),
        ("云溪市人民政府办公室", "恳请市政府同意设立读书节。", 1),
        ("云溪市人民政府", "请予审批。", 1),
        ("云溪市科学技术协会", "请批准安排场地。", 0),
        ("云溪市人民政府", "现将读书节情况函告。", 0),
        ("东城区人民政府", "请批准安排场地。", 0),
        ("南溪市人民政府", "请批准安排场地。", 0),
    ],
)
def test_letters_that_are_requests(to: str, body: str, count: int) -> None:
    assert len(of_sentences("函代请示", body, head=f"{LETTER}主送: {to}\n")) == count


def test_length() -> None:
    long = "各单位要抓好落实，按时报送进展情况。" * 250
    said = ["提示 正文约4500字，一般不超过4000字"]
    assert messages("篇幅", f"正文: {long}\n标题: 关于开展专项整治的通知\n") == said
    assert messages("篇幅", f"正文: {long}\n标题: 关于做好工作的通知\n") == []
    assert messages("篇幅", f"正文: {long * 2}\n标题: 云溪市读书规划\n") == []
    issued = f"标题: 关于印发方案的通知\n印发件: {{标题: 云溪市读书节方案, 正文: {long * 2}}}\n"
    assert messages("篇幅", issued) == ["提示 正文约9000字，一般不超过5000字"]


def test_names_of_attachments() -> None:
    named = "标题: 关于读书节的通知\n附件:\n- {{标题: {}, 另附: 是}}\n"
    assert messages("附件名称", named.format("《读书节书目》")) == [
        "警告 附件名称加了书名号：《读书节书目》"
    ]
    assert messages("附件名称", named.format("关于印发《书目》的通知")) == []
    assert messages("附件名称", named.format("读书节书目（试行）")) == []
    bare = named.partition("\n")[2]
    issued = "标题: 关于印发方案的通知\n印发件: {标题: 云溪市读书节方案, 正文: 略。}\n"
    assert messages("附件名称", issued + bare.format("云溪市读书节方案")) == [
        "警告 印发的“云溪市读书节方案”又列成了附件"
    ]
    assert messages("附件名称", issued + bare.format("读书节任务分工表")) == []


def test_marks_behind_ordinals_and_between_titles() -> None:
    assert len(of_sentences("序次语标点", "第一、建书屋；第二、配图书。")) == 2
    assert len(of_sentences("序次语标点", "首先、建书屋。")) == 1
    for right in (
        "第一，建书屋。",
        "第一、第二两组。",
        "获第一、二名。",
        "评为第一、第三名。",
        "最后，要抓好。",
    ):
        assert of_sentences("序次语标点", right) == []
    assert of_sentences("引号间顿号", "学习《云溪志》、《云溪诗选》和“读书”、“藏书”。") == [
        "提示 “》、《”中间的顿号可以不用，全文有2处"
    ]
    for right in (
        "《云溪志》《云溪诗选》",
        "《云溪志》（修订）、《云溪诗选》",
        "“读书”和“藏书”",
        "甲、“乙”",
    ):
        assert of_sentences("引号间顿号", right) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "联系人王老师，13812345678。",
        "手机：138-1234-5678。",
        "咨询电话13900001111（王老师）。",
        "请添加微信15912345678。",
        "身份证号11010519491231002X。",
        "卡号6222020200112233446。",
        "卡号6222 0202 0011 2233 446。",
        "电话19912345678，过时不候。",
        "（17712345678）",
        "获奖者：王某，110105194912310038。",
    ],
)
def test_personal_data_in_what_is_public(sentence: str) -> None:
    said = of_sentences("个人信息", sentence, head=PUBLIC)
    assert [each[:2] for each in said] == ["错误"]


@pytest.mark.parametrize(
    "sentence",
    [
        "电话0719-8888666。", "编号20260601123456。", "统一社会信用代码91110105194912310X。",
        "投资13812345678.50元。", "项目代码2026-420300-48-01-123456。", "110105194913310026。",
        "110105194912310021。", "6222020200112233440。", "传真010-12345678。", "12345热线。",
        "人口13800万。", "邮编442000。", "12812345678。", "138123456789。", "GB/T 15834-2011。",
        "账号17012345678901234。", "合同号202613812345678。", "400-123-4567。", "10010。", "2026年。",
    ],
)  # fmt: skip
def test_numbers_that_are_no_personal_data(sentence: str) -> None:
    assert of_sentences("个人信息", sentence, head=PUBLIC) == []


def test_personal_data_in_what_is_not_public() -> None:
    assert of_sentences("个人信息", "联系人王老师，13812345678。") == [
        "提示 文件里有手机号：138****5678"
    ]
    said = of_sentences("个人信息", "身份证号11010519491231002X。")
    assert said == ["警告 文件里有身份证号：110****002X"]
    said = of_sentences("个人信息", "当事人（身份证号110105194912310021）符合条件。")
    assert said == ["警告 文件里有身份证号：110****0021"]
    said = of_sentences("个人信息", "举报人手机号为13812345678，请核实。")
    assert said == ["警告 文件里有手机号：138****5678"]
    assert is_identity_number("11010519491231002x")
    assert not is_identity_number("110105194912310020")
    assert has_luhn_digit("6222020200112233446")
    assert not has_luhn_digit("6222020200112233445")


def test_words_of_secrecy() -> None:
    for wrong in (
        "本材料不得外传。",
        "此件阅后销毁。",
        "请注意保密。",
        "仅限内部使用。",
        "内部掌握即可。",
    ):
        assert len(of_sentences("保密字样", wrong)) == 1
        assert of_sentences("保密字样", wrong, head="内部标注: 内部资料\n") == []
    for right in (
        "遵守保密制度，不得外传。",
        "试卷启封前注意保密。",
        "应当公开。",
        "不对外营业。",
        "外传佳话。",
    ):
        assert of_sentences("保密字样", right) == []


@pytest.mark.parametrize(
    ("kind", "title", "body", "count"),
    [
        ("批复", "关于同意举办读书节的批复", "同意举办读书节。", 1),
        ("函", "关于读书节场地的复函", "同意提供场地。", 1),
        ("函", "关于读书节场地的答复", "场地可以使用。", 1),
        ("批复", "关于同意举办读书节的批复", "你局《关于举办读书节的请示》收悉。", 0),
        ("批复", "关于同意举办读书节的批复", "你局关于举办读书节的请示收悉。", 0),
        ("函", "关于读书节场地的复函", "来函收悉。同意。", 1),
        ("函", "关于商请安排场地的函", "请支持安排场地。", 0),
        ("通知", "关于读书节的通知", "请落实。", 0),
        ("批复", "关于同意举办读书节的批复", "云教〔2026〕8号文收到。", 0),
    ],
)
def test_what_is_answered(kind: str, title: str, body: str, count: int) -> None:
    head = f"文种: {kind}\n标题: {title}\n"
    assert len(of_sentences("答复来文", body, head=head)) == count


def test_the_marks_of_secrecy_agree() -> None:
    full = "密级: 秘密\n份号: 000001\n"
    assert messages("密级标注", full + "保密期限: 10年\n") == []
    assert messages("密级标注", full) == ["警告 密级是秘密，没有写保密期限"]
    assert messages("密级标注", full + "保密期限: 长期\n") == []
    assert messages("密级标注", full + "保密期限: 11年\n") == [
        "警告 秘密级的保密期限一般不超过10年，写的是11年"
    ]
    assert messages("密级标注", full + "保密期限: 三年\n") == ["警告 保密期限“三年”用了汉字数字"]
    assert messages("密级标注", full + "保密期限: 1年\n" + PUBLIC) == [
        "错误 密级是秘密，不能主动公开"
    ]


def test_opinions_that_go_upward() -> None:
    opinion = "文种: 意见\n标题: 关于读书节的意见\n主送: 市政府\n抄送: 东城区人民政府、王市长\n"
    assert messages("上行文", opinion) == []
    assert messages("上行文", opinion + "签发人: 王明\n") == [
        "警告 意见抄送了个人：王市长",
        "警告 意见抄送了下级机关：东城区人民政府",
    ]
