"""word/fontTable.xml: what a program goes by that has not got a face."""

from __future__ import annotations

from gongwen.word.font_table import font_table_xml
from gongwen.word.wordml import W, parse


def test_a_face_is_known_by_its_other_names_too() -> None:
    table = parse(font_table_xml(["方正小标宋简体", "仿宋_GB2312", "某字体", "仿宋_GB2312"]))
    said = {
        font.get(W + "name"): [(str(each.tag)[len(W) :], each.get(W + "val")) for each in font]
        for font in table
    }
    assert list(said) == ["仿宋_GB2312", "方正小标宋简体", "某字体"]
    assert said["仿宋_GB2312"] == [
        ("altName", "FangSong_GB2312,仿宋,FangSong"),
        ("panose1", "02010609030101010101"),
        ("charset", "86"),
        ("family", "modern"),
        ("pitch", "fixed"),
        ("sig", None),
    ]
    assert said["方正小标宋简体"][0] == ("altName", "FZXiaoBiaoSong-B05S,方正小标宋_GBK")
    assert said["某字体"] == [("charset", "86"), ("family", "auto"), ("pitch", "default")]
