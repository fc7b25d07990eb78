"""A real browser for tests: Chromium, by its own protocol (DevTools) over a pipe, so that nothing
but the browser itself has to be installed.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any, Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
MISSING: Final = "没有装 Chromium，浏览器里的测试没有做（sudo apt-get install -y chromium）"
PATIENCE: Final = 120
"""Seconds that anything may take on a slow machine."""
_OPTIONS: Final = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-dev-shm-usage", "--remote-debugging-pipe"),
)


def find_browser() -> str | None:
    """The program, where it is installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One page of a browser whose profile is in `folder`. `dialogs` are the texts of alerts that a
    page has shown, each answered at once.
    """

    def __init__(self, program: str, folder: Path, width: int = 1280, height: int = 900) -> None:
        theirs, self._write = os.pipe()
        self._read, ours = os.pipe()
        self._process = subprocess.Popen(
            [program, *_OPTIONS, f"--user-data-dir={folder}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder)},
            close_fds=False,
            preexec_fn=lambda: (os.dup2(theirs, 3), os.dup2(ours, 4)),  # noqa: PLW1509
        )
        os.close(theirs)
        os.close(ours)
        self._count, self._held, self._session = 0, b"", ""
        self.dialogs: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self.call("Page.enable")
        self.size(width, height)

    def size(self, width: int, height: int) -> None:
        """How large the window is, in pixels."""
        sizes = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **sizes)

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """What a method of the protocol gives."""
        number = self._send(method, parameters)
        while True:
            told = self._next()
            if told.get("method") == "Page.javascriptDialogOpening":
                self.dialogs.append(told["params"]["message"])
                self._send("Page.handleJavaScriptDialog", {"accept": False})
            if told.get("id") == number:
                assert "error" not in told, (method, told["error"])
                result: dict[str, Any] = told["result"]
                return result

    def _send(self, method: str, parameters: dict[str, Any]) -> int:
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        return self._count

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._held:
            ready, _, _ = select.select([self._read], [], [], PATIENCE)
            assert ready, "the browser does not answer"
            more = os.read(self._read, 1 << 20)
            assert more, "the browser is gone"
            self._held += more
        raw, _, self._held = self._held.partition(b"\0")
        told: dict[str, Any] = json.loads(raw)
        return told

    def value(self, script: str) -> Any:
        """What a script in the page gives; None where it fails, as while a page is exchanged."""
        found = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        return None if "exceptionDetails" in found else found["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until a script gives something true."""
        end = time.monotonic() + PATIENCE
        while not self.value(script):
            assert time.monotonic() < end, script
            time.sleep(0.03)

    def go(self, address: str) -> None:
        """Show a page, whole."""
        self.call("Page.navigate", url=address)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def key(self, name: str, code: int) -> None:
        """Press a key, such as Tab (9) or Enter (13)."""
        key = {"key": name, "code": name, "windowsVirtualKeyCode": code}
        text = {"text": "\r"} if name == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", **key, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **key)

    def picture(self) -> bytes:
        """What the window shows, as a PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot")["data"])

    def close(self) -> None:
        """End the browser."""
        with contextlib.suppress(AssertionError, OSError):
            self.call("Browser.close")
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._read)
        os.close(self._write)
