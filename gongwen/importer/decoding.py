"""Bytes of a text file to text: UTF-8, UTF-16, GBK (GB18030) or Big5."""

from __future__ import annotations

from .. import patterns as re
from ..word.refusal import LARGEST_TEXT, RefusedError

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_KNOWN = {"utf-8": "utf-8", "utf8": "utf-8", "gbk": "gb18030", "gb2312": "gb18030"}
_KNOWN["gb18030"] = "gb18030"


def decode(content: bytes) -> str:
    """The text, with \\n line ends. Raises RefusedError where it is no text, or far too long."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _bounded(_try(content, "utf-16"))
    if (without_mark := _utf_16(content)) is not None:
        return _bounded(without_mark)
    if b"\0" in content[:4096]:
        raise RefusedError("这不是文本文件，里面有二进制内容", "另存为 .docx 或 .txt 再导入")
    declared = _DECLARED.search(content[:4096])
    first = _KNOWN.get(declared[1].decode("ascii").lower(), "") if declared else ""
    chinese = ("big5", "gb18030") if _is_big5(content) else ("gb18030",)
    for encoding in dict.fromkeys(filter(None, (first, "utf-8-sig", *chinese))):
        text = _try(content, encoding)
        if text is not None:
            return _bounded(text)
    raise RefusedError(
        "文字的编码读不出来，既不是 UTF-8，也不是 GBK", "用记事本打开，另存时“编码”选 UTF-8，再导入"
    )


def _utf_16(content: bytes) -> str | None:
    """The text of UTF-16 without its mark, which a line end or a blank of two bytes gives away;
    None where it is something else.
    """
    for sign, encoding in ((b"\n\0", "utf-16-le"), (b"\0\n", "utf-16-be")):
        if len(content) % 2 or sign not in content[:4096]:
            continue
        text = _try(content, encoding)
        if text and _common(text) > _MOSTLY:
            return text
    return None


_MOSTLY = 0.6
_LOOKED_AT = 8192


def _is_big5(content: bytes) -> bool:
    """Whether bytes that are no UTF-8 are Big5: read so they are common characters, read as GBK
    they are not.
    """
    sample = content[:_LOOKED_AT]
    as_gbk = _common(sample.decode("gb18030", "ignore"))
    return as_gbk < _MOSTLY < _common(sample.decode("big5", "ignore"), "big5")


def _common(text: str, encoding: str = "gb2312") -> float:
    """Which part of the signs of a text that are no ASCII are common characters or punctuation: of
    the first level of its standard.
    """
    signs = [sign for sign in text if ord(sign) > 0x7F]
    firsts = [sign.encode(encoding, "ignore")[:1] for sign in signs]
    low, high = _FIRST_LEVEL[encoding]
    common = sum(bool(first) and low <= first[0] <= high for first in firsts)
    stops = sum(sign in "，。、；：“”（）《》〔〕　\ufeff" for sign in signs)
    return (common + stops) / len(signs) if signs else 0.0


_FIRST_LEVEL = {"gb2312": (0xB0, 0xD7), "big5": (0xA4, 0xC6)}


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
