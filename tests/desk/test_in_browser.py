"""The desk in a real browser: with many documents, by keyboard, against another site's page, and
with pages that are drawn by LibreOffice.
"""

from __future__ import annotations

import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gongwen.commands.desk import offers
from gongwen.desk.serving import Desk, Opening
from tests.browser import MISSING, Browser, find_browser
from tests.desk.opened import blank_pdf, until
from tests.project import DRAFT, ROOT, project

HOSTILE = """\
文种: 通知
标题: '</script><script>alert(1)</script><img src=x onerror="alert(2)">关于"防汛"的通知'
正文: 各单位要落实值班制度。
"""
MANY = 200
READ = "document.querySelectorAll('#documents tbody tr').length"

pytestmark = pytest.mark.skipif(find_browser() is None, reason=MISSING)


@contextmanager
def served(folder: Path, *, drawn: bool, **documents: str) -> Iterator[Desk]:
    """A desk that answers on its own port."""
    options = project(folder, **documents)
    desk = Desk(
        Opening(
            root=folder,
            content=options.content,
            output=options.output,
            program=(sys.executable, "-m", "gongwen"),
            offers=tuple(offers({})),
        )
    )
    if not drawn:
        desk.drawer.office.pdf = lambda draft: blank_pdf()  # type: ignore[method-assign]
        desk.drawer.office.warm_up = lambda: None  # type: ignore[method-assign]
    server = threading.Thread(target=desk.serve)
    server.start()
    try:
        yield desk
    finally:
        desk.stop()
        server.join(60)


@pytest.fixture(autouse=True)
def program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    found = find_browser()
    assert found is not None
    opened = Browser(found, tmp_path / "profile")
    yield opened
    opened.close()


def test_two_hundred_documents_and_a_hostile_title(tmp_path: Path, browser: Browser) -> None:
    documents = {f"通知{n:03d}": DRAFT.replace("清淤", f"清淤{n}") for n in range(MANY)}
    with served(tmp_path / "office", drawn=False, **documents, 敌意=HOSTILE) as desk:
        browser.go(desk.guard.address)
        browser.until(f"{READ} === {MANY + 1} && !document.body.textContent.includes('正在检查')")
        browser.value(
            "const f = document.getElementById('filter');"
            "f.value = '清淤177'; f.dispatchEvent(new Event('input', {bubbles: true}))"
        )
        shown = (
            "[...document.querySelectorAll('#documents tbody tr')].filter(r => !r.hidden).length"
        )
        assert browser.value(shown) == 1
        for name in ("敌意", ""):
            browser.go(f"http://127.0.0.1:{desk.server.server_port}/{name and f'document/{name}'}")
            assert "<script>alert(1)" in browser.value("document.body.textContent")
            width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            for size in (1280, 800):
                browser.size(size, 900)
                assert browser.value(width), f"wider than {size}"
        assert browser.dialogs == []
        assert browser.value("document.images.length") == 0


def test_with_the_keyboard_alone(tmp_path: Path, browser: Browser) -> None:
    with served(tmp_path / "office", drawn=False) as desk:
        browser.go(desk.guard.address)
        browser.until(f"{READ} === 2 && !document.body.textContent.includes('正在检查')")
        browser.key("Tab", 9)
        assert browser.value("document.activeElement.className") == "skip"
        browser.key("Enter", 13)
        browser.until("document.activeElement.id === 'main'")
        reached = "document.activeElement.closest('#documents') !== null"
        for _ in range(80):  # past all buttons that are not of one document
            browser.key("Tab", 9)
            if browser.value(reached):
                break
        assert browser.value(reached)
        browser.key("Enter", 13)
        browser.until(
            "location.pathname.startsWith('/document/') && document.readyState === 'complete'"
        )
        browser.until("document.querySelectorAll('.sheets img').length === 2")
        named = "[...document.querySelectorAll('button')].find(b => b.textContent === '生成')"
        browser.value(f"{named}.focus()")
        browser.key("Enter", 13)
        browser.until("location.pathname.startsWith('/work/')")
        browser.until("document.querySelector('.outcome').textContent === '做完了。'")
        assert "生成 output/" in browser.value("document.querySelector('pre').textContent")


def test_another_sites_page_can_neither_act_nor_look(tmp_path: Path, browser: Browser) -> None:
    with served(tmp_path / "office", drawn=False) as desk:
        port = desk.server.server_port
        attack = f"""<!doctype html><title>别的网站</title>
        <form id="f" method="post" target="t" action="http://127.0.0.1:{port}/stop"></form>
        <iframe name="t"></iframe><iframe id="i" src="http://127.0.0.1:{port}/"></iframe>
        <script>f.submit(); let read = [], tries = [];
        for (const [path, how] of [["stop", "POST"], ["do/build", "POST"], ["", "GET"]])
          for (const mode of ["cors", "no-cors"]) tries.push(fetch(
            "http://127.0.0.1:{port}/" + path, {{method: how, mode, credentials: "include",
            body: how === "POST" ? new URLSearchParams({{document: "清淤"}}) : undefined}})
            .then(async r => read.push(r.type === "opaque" ? "" : await r.text()), () => 0));
        </script>"""

        class Elsewhere(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(attack.encode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        elsewhere = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
        threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
        browser.go(desk.guard.address)
        assert browser.value("document.title").startswith("全部文稿")
        browser.go(f"http://127.0.0.1:{elsewhere.server_port}/")
        found = browser.value("Promise.all(tries).then(() => read.join(''))")
        assert "清淤" not in found
        assert browser.value("document.getElementById('i').contentDocument") is None
        browser.go(f"http://127.0.0.1:{port}/")
        browser.until(f"{READ} === 2")  # neither stopped nor asked to build
        assert desk.jobs.find(1) is None
        elsewhere.shutdown()
        elsewhere.server_close()


def test_a_dropped_file_becomes_a_document(tmp_path: Path, browser: Browser) -> None:
    with served(tmp_path / "office", drawn=False) as desk:
        browser.go(desk.guard.address)
        browser.go(f"http://127.0.0.1:{desk.server.server_port}/begin")
        browser.value(
            "const moved = new DataTransfer();"
            "moved.items.add(new File(['关于开展防火检查的通知\\n各镇街：\\n请于5月底前完成。\\n'],"
            " '防火检查.txt'));"
            "document.querySelector('.drop').dispatchEvent("
            "new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: moved}))"
        )
        assert browser.value("document.getElementById('files').files.length") == 1
        browser.value("document.getElementById('files').form.requestSubmit()")
        browser.until("document.querySelector('.outcome')?.textContent.startsWith('做完了')")
        browser.until("document.querySelector('a[href^=\"/document/\"]') !== null")
        until(lambda: "防火检查" in desk.board.names())


@pytest.mark.libreoffice(fonts=False)
def test_a_saved_document_is_drawn_anew_and_what_is_typed_stays(
    tmp_path: Path, browser: Browser
) -> None:
    with served(tmp_path / "office", drawn=True) as desk:
        browser.go(desk.guard.address)
        browser.go(f"http://127.0.0.1:{desk.server.server_port}/document/清淤")
        first = "document.querySelector('.sheets img')"
        browser.until(f"{first}?.complete && {first}.naturalWidth > 500")
        before = browser.value(f"{first}.src")
        browser.value(
            "const m = document.querySelector('[name=message]');"
            "m.closest('details').open = true; m.focus(); m.value = '写到一半'"
        )
        path = tmp_path / "office" / "content" / "清淤.yaml"
        path.write_text(DRAFT.replace("河道", "湖泊") + "标提: 多\n", encoding="utf-8")
        browser.until("document.querySelectorAll('.problems li').length === 1")
        assert "改坏以前" in browser.value("document.querySelector('.fault').textContent")
        path.write_text(DRAFT.replace("河道", "湖泊"), encoding="utf-8")
        browser.until(f"{first}?.src !== {before!r} && {first}.complete && {first}.naturalWidth")
        assert browser.value("document.activeElement.value") == "写到一半"
        assert browser.value("document.getElementById('said').textContent").startswith("已更新")
        assert desk.drawer.office.is_warm
