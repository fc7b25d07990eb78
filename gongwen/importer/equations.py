"""Equations of Word (ECMA-376 22.1) as one line of text, which is what the YAML can hold."""

from __future__ import annotations

from typing import Final

from lxml import etree

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
EQUATIONS: Final = (f"{M}oMath", f"{M}oMathPara")


def linear(node: etree._Element) -> str:
    """An equation in one line: (a+b)/2, x^2, √(x)."""
    name = str(node.tag).removeprefix(M)
    if name == "t":
        return node.text or ""
    if name == "f":
        return f"{_grouped(node, 'num')}/{_grouped(node, 'den')}"
    if name in ("sSup", "sSub", "sSubSup"):
        low = f"_{_grouped(node, 'sub')}" if name != "sSup" else ""
        high = f"^{_grouped(node, 'sup')}" if name != "sSub" else ""
        return f"{_part(node, 'e')}{low}{high}"
    if name == "rad":
        degree = _part(node, "deg")
        return f"{degree}√({_part(node, 'e')})"
    if name == "nary":
        sign = node.find(f"{M}naryPr/{M}chr")
        low, high = _part(node, "sub"), _part(node, "sup")
        bounds = (f"_{_bracketed(low)}" if low else "") + (f"^{_bracketed(high)}" if high else "")
        symbol = sign.get(f"{M}val", "") if sign is not None else "∫"
        return f"{symbol}{bounds}{_bracketed(_part(node, 'e'))}"
    if name == "d":
        inner = ",".join(linear(each) for each in node.iterfind(f"{M}e"))
        return f"{_sign(node, 'begChr', '(')}{inner}{_sign(node, 'endChr', ')')}"
    return "".join(linear(each) for each in node if isinstance(each.tag, str))


def _sign(node: etree._Element, name: str, usual: str) -> str:
    found = node.find(f"{M}dPr/{M}{name}")
    return found.get(f"{M}val", "") if found is not None else usual


def _part(node: etree._Element, name: str) -> str:
    found = node.find(M + name)
    return linear(found) if found is not None else ""


def _grouped(node: etree._Element, name: str) -> str:
    return _bracketed(_part(node, name))


def _bracketed(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"
