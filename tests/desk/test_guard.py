"""Only the browser that was given the key may speak to the desk, and only from the desk's pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen.desk.guard import ELSEWHERE, STRANGER, USED
from tests.desk.opened import OWN, PORT, Opened


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    opened = Opened(tmp_path_factory.mktemp("desk") / "office")
    assert opened.enter().status_code == 303
    yield opened
    opened.close()


def test_the_key_is_good_once_and_the_cookie_is_only_this_sites(tmp_path: Path) -> None:
    desk = Opened(tmp_path / "office")
    try:
        assert STRANGER in desk.get("/").get_data(as_text=True)
        wrong = desk.client.get("/enter?key=" + "a" * 43, headers=OWN)
        assert (wrong.status_code, USED in wrong.get_data(as_text=True)) == (403, True)
        cookie = desk.enter().headers["Set-Cookie"]
        assert cookie.startswith(f"gongwen-{PORT}=")
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert desk.get("/").status_code == 200
        assert desk.enter().status_code == 403
    finally:
        desk.close()


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": f"evil.example:{PORT}"},
        {"Host": f"127.0.0.1:{PORT + 1}"},
        {"Host": f"127.0.0.1:{PORT}.evil.example"},
        {"Host": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_sites_page_sees_nothing(desk: Opened, headers: dict[str, str]) -> None:
    for address in ("/", "/document/清淤", "/state", "/static/desk.css"):
        answer = desk.client.get(address, headers={**OWN, **headers})
        assert answer.status_code == 403
        assert ELSEWHERE in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "origin", ["null", "http://evil.example", f"http://127.0.0.1:{PORT + 1}", None, ""]
)
def test_another_sites_page_cannot_act(desk: Opened, origin: str | None) -> None:
    sent = {"Host": OWN["Host"]} | ({} if origin is None else {"Origin": origin})
    for address in ("/do/build", "/open", "/stop", "/again/1"):
        answer = desk.client.post(address, data={"document": "清淤"}, headers=sent)
        assert answer.status_code == 403
    assert not desk.stopped
    assert desk.jobs.find(1) is None
    assert desk.client.open("/", method="DELETE", headers=OWN).status_code == 405


def test_nothing_acts_by_being_looked_at(desk: Opened) -> None:
    for address in ("/do/build", "/open", "/stop", "/again/1"):
        assert desk.get(address).status_code == 405
    assert not desk.stopped


def test_every_answer_forbids_what_pages_need_not_do(desk: Opened) -> None:
    for address in ("/", "/nothing", "/static/desk.js", "/document/清淤"):
        headers = desk.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
