"""Bytes of a text file to text: UTF-8, UTF-16 with its mark, or GBK (GB18030)."""

from __future__ import annotations

import re

from ..word.refusal import LARGEST_TEXT, RefusedError

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_KNOWN = {"utf-8": "utf-8", "utf8": "utf-8", "gbk": "gb18030", "gb2312": "gb18030"}
_KNOWN["gb18030"] = "gb18030"


def decode(content: bytes) -> str:
    """The text, with \\n line ends. Raises RefusedError where it is no text, or far too long."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _bounded(_try(content, "utf-16"))
    if b"\0" in content[:4096]:
        raise RefusedError("这不是文本文件，里面有二进制内容", "另存为 .docx 或 .txt 再导入")
    declared = _DECLARED.search(content[:4096])
    first = _KNOWN.get(declared[1].decode("ascii").lower(), "") if declared else ""
    for encoding in dict.fromkeys(filter(None, (first, "utf-8-sig", "gb18030"))):
        text = _try(content, encoding)
        if text is not None:
            return _bounded(text)
    raise RefusedError(
        "文字的编码读不出来，既不是 UTF-8，也不是 GBK", "用记事本打开，另存时“编码”选 UTF-8，再导入"
    )


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _bounded(text: str | None) -> str:
    if text is None:
        raise RefusedError("文字的编码读不出来", "用记事本打开，另存时“编码”选 UTF-8，再导入")
    if len(text) > LARGEST_TEXT:
        raise RefusedError(
            f"文字有{len(text) // 10000}万字，不像一份公文", "只留下要导入的那一份，其余的删去"
        )
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")
