"""The YAML language server that editors use, spoken to over stdio (LSP 3.17, JSON-RPC)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[1]
EDITOR = ROOT / "tests" / "editor"
PACKAGE = "node_modules/yaml-language-server"
LONGEST_FETCH = 180  # seconds; where the network is good it takes 2
NO_NODE = "没有 Node.js（node），不测编辑器里的提示；装上 Node.js 和 npm 再运行，就会测"
NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1")


def lacking_server(folder: Path = EDITOR) -> str:
    """Why there is no language server, in one line; "" where it is there, fetched by the lock file
    where it was not.
    """
    if shutil.which("node") is None:
        return NO_NODE
    if _is_installed(folder):
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "没有 npm，取不来 YAML 语言服务程序，不测编辑器里的提示"
    try:
        done = subprocess.run(
            [npm, *NPM],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST_FETCH,
        )
        said = "" if done.returncode == 0 else done.stderr.strip().partition("\n")[0]
    except subprocess.TimeoutExpired:
        said = f"{LONGEST_FETCH}秒没有取完"
    if _is_installed(folder):
        return ""
    return f"npm 没有取来 YAML 语言服务程序，不测编辑器里的提示：{said or '原因不明'}"


def _is_installed(folder: Path) -> bool:
    """Whether npm has finished with what the lock now names: it writes its own list last."""
    try:
        wanted, there = (
            json.loads((folder / name).read_text(encoding="utf-8"))["packages"]
            for name in ("package-lock.json", "node_modules/.package-lock.json")
        )
    except (OSError, ValueError, KeyError):
        return False
    return all(
        there.get(name, {}).get("version") == package["version"]
        for name, package in wanted.items()
        if name and not package.get("optional")
    )


class LanguageServer:
    """A running server with `folder` open; `settings` are those of the editor."""

    def __init__(self, folder: Path, settings: dict[str, Any]) -> None:
        self.folder = folder
        self.settings = settings
        self.last = 0
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.process = subprocess.Popen(
            ["node", str(EDITOR / PACKAGE / "bin/yaml-language-server"), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        where = {"uri": self.folder.as_uri(), "name": "公文"}
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        self.ask(
            "initialize",
            {
                "processId": None,
                "locale": "zh-cn",  # what VS Code says where the recommended language pack is in
                "rootUri": self.folder.as_uri(),
                "workspaceFolders": [where],
                "capabilities": capabilities,
            },
        )
        self._send({"method": "initialized", "params": {}})
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.communicate()

    def open(self, name: str, text: str) -> list[dict[str, Any]]:
        """Show a file to the server; what it finds wrong with it."""
        uri = self.uri(name)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.diagnostics.pop(uri, None)
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while uri not in self.diagnostics:
            self._handle(self._receive())
        return self.diagnostics[uri]

    def complete(self, name: str, line: int, column: int) -> list[dict[str, Any]]:
        """What the editor offers there (from 0), in the order of the server."""
        answer = self.ask("textDocument/completion", self._spot(name, line, column))
        return list(answer["items"])

    def hover(self, name: str, line: int, column: int) -> str:
        """What the editor shows when the mouse rests there (from 0)."""
        answer = self.ask("textDocument/hover", self._spot(name, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def _spot(self, name: str, line: int, column: int) -> dict[str, Any]:
        position = {"line": line, "character": column}
        return {"textDocument": {"uri": self.uri(name)}, "position": position}

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """The result of a request; other messages that come before it are dealt with."""
        self.last += 1
        self._send({"id": self.last, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self.last and "method" not in message:
                return message["result"]
            self._handle(message)

    def _handle(self, message: dict[str, Any]) -> None:
        params = message.get("params") or {}
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[params["uri"]] = params["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            result = [self.settings.get(item["section"]) for item in params["items"]]
            self._send({"id": message["id"], "result": result})
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        if not length:
            raise EOFError("the language server has ended")
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message
