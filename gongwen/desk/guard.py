"""Who may speak to the desk: the one browser that was given the address with its key, on this very
machine. Other sites' pages, and other programs' that this browser shows, may not.

A page of another site can send requests here, though it cannot read what comes back, and under a
name of its own that leads here (DNS rebinding) it could read it, too. So every request has to name
this host and port, to bring the cookie that was exchanged for the key, and, where the browser says
whose page sent it, to come from one of ours; one that acts has to say so.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from hmac import compare_digest
from typing import Final

ENTRY: Final = "/enter"
KEY: Final = "key"
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
USED = "这个地址只能用一次，已经用过了。请在终端里按 Ctrl-C 停下文稿办理，再运行一次 make desk。"
STRANGER = "请用 make desk 打开的那个浏览器窗口；窗口关掉了的，再运行一次 make desk。"
ELSEWHERE = "这个请求不是文稿办理自己的页面发来的，没有做。"


class Guard:
    """The key of one desk, and the cookie that it is exchanged for."""

    def __init__(self, port: int) -> None:
        self.hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        self.key = secrets.token_urlsafe(32)
        self.cookie_name = f"gongwen-{port}"
        self._cookie = secrets.token_urlsafe(32)
        self._used = False

    @property
    def address(self) -> str:
        """Where the desk is entered, once."""
        return f"http://{self.hosts[0]}{ENTRY}?{KEY}={self.key}"

    def enter(self, key: str) -> str | None:
        """The cookie for the key, the first time that it is shown; None for a wrong or used one."""
        if self._used or not compare_digest(key.encode(), self.key.encode()):
            return None
        self._used = True
        return self._cookie

    def refusal(
        self, method: str, path: str, headers: Mapping[str, str], cookies: Mapping[str, str]
    ) -> str:
        """Why a request is not answered, in Chinese; "" = it is."""
        if headers.get("Host", "") not in self.hosts:
            return ELSEWHERE
        if headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            return ELSEWHERE
        if method not in ("GET", "HEAD") and not self._is_own(headers):
            return ELSEWHERE
        known = cookies.get(self.cookie_name, "")
        if path != ENTRY and not compare_digest(known.encode(), self._cookie.encode()):
            return STRANGER
        return ""

    def _is_own(self, headers: Mapping[str, str]) -> bool:
        """Whether one of our own pages sent it; a browser that does not say counts as another's."""
        own = {f"http://{host}" for host in self.hosts}
        return headers.get("Origin", "") in own


def headers() -> dict[str, str]:
    """What every answer says to the browser."""
    return dict(_HEADERS)
