"""请示联系人：请示的印发稿没有写联系人。

请示一般在附注里注明联系人的姓名和电话，上级机关好联系。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding

NAME = "请示联系人"
LEVEL = Level.NOTICE
BASIS = "党政机关公文处理工作的惯例"
APART_FROM_TEXT = True
_HEAD = """\
文种: 请示
稿本: 印发稿
发文机关: 云溪市教育局
发文字号: 云教〔2026〕8号
签发人: 张三
标题: 云溪市教育局关于举办读书节的请示
主送: 云溪市人民政府办公室
正文: 妥否，请批示。
成文日期: 2026-06-01
印发: {机关: 云溪市教育局, 日期: 2026-06-02}
"""
WRONG = _HEAD
RIGHT = _HEAD + "联系人: {姓名: 李四, 电话: 0719-1234567}\n"


def check(context: Context) -> Iterator[Finding]:
    """A final 请示 that names no contact, in 联系人 or in 附注."""
    document = context.document
    if document.kind != "请示" or context.stage != "印发稿":
        return
    if document.contact is None and "联系" not in (document.note or ""):
        office = context.registry.office
        name, phone = office.contact or "张三", office.phone or "1234567"
        yield Finding(
            document.place(),
            "请示没有写联系人",
            hint=f"加一行：联系人: {{姓名: {name}, 电话: {phone}}}",
        )
