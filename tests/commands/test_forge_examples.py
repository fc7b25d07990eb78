"""The examples for code forges are YAML, and run the command line as it is."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from gongwen import cli

EXAMPLES = re.findall(
    "```yaml\n(.*?)```", (Path(__file__).parents[2] / "docs" / "核稿.md").read_text("utf-8"), re.S
)


def _commands(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _commands(each)
    elif isinstance(value, list):
        for each in value:
            yield from _commands(each)
    elif isinstance(value, str) and "build.py" in value:
        yield value


@pytest.mark.parametrize("example", EXAMPLES, ids=["github", "gitee"])
def test_an_example_runs(
    example: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    monkeypatch.chdir(tmp_path)
    (command,) = _commands(yaml.safe_load(example))
    words = shlex.split(command.partition(">")[0])
    asked = words[words.index("build.py") + 1 :]
    assert cli.run([*asked, "--content", str(content)]) == 0
    assert capsys.readouterr().out
