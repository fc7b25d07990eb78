"""What surrounds the document on a web page, and what an element of it says."""

from __future__ import annotations

from lxml import html

from .. import patterns as re
from .pieces import clean

SILENT = {"script", "style", "head", "noscript", "template"}
_FURNITURE = {"nav", "header", "footer", "aside", "button", "select", "iframe", "textarea"}
_NAMED = re.compile(
    r"(?:^|[-_ ])(?:nav\w*|menu|crumbs?|breadcrumb|location|weizhi|dqwz|top|footer|foot|header|"
    r"share\w*|rich_media_(?:meta|tool)\w*|js_profile\w*|"
    r"toolbar|sidebar|copyright|qrcode|ewm|pagination|friendlink|related)(?:$|[-_ ])",
    re.IGNORECASE,
)
_LONGEST_SEARCH = 100
_OF_THE_SITE = re.compile(r"(?i)(?:^|[-_])(?:icon|logo|btn|button|qrcode|ewm|share|arrow)(?![a-z])")


def is_furniture(node: html.HtmlElement) -> bool:
    """Whether an element is of what surrounds the text of a page, by what it is or is called."""
    if node.get("title") in ("header", "footer"):  # LibreOffice names those of a page so
        return True
    return node.tag in _FURNITURE or _is_named_furniture(node) or _is_search(node)


def _is_named_furniture(node: html.HtmlElement) -> bool:
    return any(_NAMED.search(node.get(name, "")) for name in ("class", "id", "role"))


def _is_search(node: html.HtmlElement) -> bool:
    """Whether a form is one to search with or the like; some sites set whole pages within one."""
    return node.tag == "form" and (
        next(node.iter("p", "table"), None) is None and len(clean(text_of(node))) <= _LONGEST_SEARCH
    )


def is_of_the_site(address: str) -> bool:
    """Whether a picture is one that every page of a site has, by the name of its file."""
    return _OF_THE_SITE.search(address.rpartition("/")[2]) is not None


def text_of(node: html.HtmlElement) -> str:
    """What an element says, scripts and the like apart."""
    found: list[str] = []
    for each in node.iter():
        if isinstance(each.tag, str) and each.tag not in SILENT:
            found.append(each.text or "")
        if each is not node:
            found.append(each.tail or "")
    return "".join(found)
