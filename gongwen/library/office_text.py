"""The text of 本单位.yaml, written from what an office answers when its folder is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..registry.office_reader import load_office
from ..source.edit.scalars import as_value
from ..source.parse import parse
from .library import OFFICE_FILE

QUESTIONS: Final = {
    "机关": "本单位的全称（如 云溪市数据局）",
    "代字": "发文字号里的机关代字（如 云数发；有几种的用“、”隔开）",
    "印发机关": "版记里的印发机关（如 云溪市数据局办公室）",
    "联系人": "联系人的姓名",
    "电话": "联系电话",
    "地址": "通信地址",
    "上级": "上级机关（如 云溪市人民政府；有几个的用“、”隔开）",
    "抄送": "平常抄送哪些单位（用“、”隔开）",
}
"""What is asked, by the key that the answer goes under."""

_HEAD = """\
# yaml-language-server: $schema=../docs/schema/office.json
#
# 本单位的情况，新建文稿、建议、表单和发文登记都用它；随时可以改，不用的行可以删。
# 还可以写的（归档年度、核稿放过、发文办理等）见 docs/内容参考.md 的“本单位”一节。
"""


def office_text(answers: Mapping[str, str]) -> str:
    """The file, as YAML reads it back."""
    lines = (f"{key}: {as_value(answer, flow=False)}\n" for key, answer in answers.items())
    return _HEAD + "".join(lines)


def fault_of(key: str, answer: str) -> str:
    """Why an answer is none, in Chinese; "" where it is one."""
    data, problems = parse(f"{key}: {as_value(answer, flow=False)}\n", OFFICE_FILE)
    problems += load_office(data, OFFICE_FILE)[1]
    return "；".join(filter(None, (problems[0].message, problems[0].hint))) if problems else ""
