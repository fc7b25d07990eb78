"""Which 文种 an imported text is taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.importer import kind_of as module
from gongwen.importer.kind_of import kind_of
from gongwen.kinds import kinds
from gongwen.kinds.reader import read_kinds


@pytest.mark.parametrize("kind", kinds())
def test_a_title_that_ends_in_its_name(kind: str) -> None:
    assert kind_of(f"关于做好节水工作的{kind}", "") == (kind, True)
    assert kind_of(f"关于做好节水工作的{kind}（第2号）", "云溪市人民政府文件") == (kind, True)


@pytest.mark.parametrize(
    ("title", "mark", "told"),
    [
        ("关于同意设立云溪书屋的复函", "", ("函", True)),
        ("关于第12号提案的答复", "", ("函", True)),
        ("关于公布《云溪市节水办法》的令", "", ("命令", True)),
        ("云溪市节水办法", "云溪市人民政府令", ("命令", True)),
        ("研究节水工作", "云溪市人民政府常务会议纪要", ("纪要", True)),
        ("关于开好推进会的通知", "云溪市人民政府专题会议纪要", ("纪要", True)),
        ("全民节水行动", "云溪市人民政府文件", ("通知", False)),
        ("", "", ("通知", False)),
    ],
)
def test_other_endings_and_the_mark(title: str, mark: str, told: tuple[str, bool]) -> None:
    assert kind_of(title, mark) == told


def test_of_two_endings_the_longer_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("通知", "会议通知"):
        (tmp_path / f"{name}.yaml").write_text("格式: 文件\n", encoding="utf-8")
    monkeypatch.setattr(module, "kinds", lambda: read_kinds(tmp_path))
    assert kind_of("关于召开推进会的会议通知", "") == ("会议通知", True)
    assert kind_of("关于召开推进会的通知", "") == ("通知", True)
