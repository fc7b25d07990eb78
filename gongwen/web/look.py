"""How a web page looks, on a screen of any width and on paper: one style sheet, within the page."""

from __future__ import annotations

from typing import Final

STYLES: Final = """\
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1a1a1a;
  font: 1.125rem/1.9 "FangSong", "仿宋", "FangSong_GB2312", "STFangsong", "Noto Serif CJK SC",
  serif; }
main { max-width: 46em; margin: 0 auto; padding: 1.5em 1.2em 3em; }
h1, h2.title { text-align: center; text-wrap: balance; line-height: 1.5; margin: 1.4em 0 .6em;
  font-family: "SimSun", "宋体", "STSong", "Noto Serif CJK SC", serif; }
h1 { color: #b00000; font-size: 1.7em; }
h2.title { font-size: 1.4em; }
h2, h3, h4, h5, h6 { font-size: 1.1em; line-height: 1.6; margin: 1em 0 .4em; text-indent: 2em; }
h2.title { text-indent: 0; }
.first { font-family: "SimHei", "黑体", "Noto Sans CJK SC", sans-serif; font-weight: normal; }
.second { font-family: "KaiTi", "楷体", "STKaiti", serif; font-weight: normal; }
.centred { text-align: center; text-indent: 0; }
p { margin: .3em 0; text-indent: 2em; overflow-wrap: anywhere; }
.plain, .label { text-indent: 0; }
.label { font-family: "SimHei", "黑体", sans-serif; }
.right { text-align: right; text-indent: 0; padding-right: 2em; }
.note { text-indent: 0; font-size: .9em; }
section.part { margin-top: 3em; border-top: 1px solid #767676; }
.facts { display: grid; grid-template-columns: max-content 1fr max-content 1fr; gap: .2em 1em;
  margin: 0; padding: .8em 1em; border: 1px solid #767676; font-size: .95em; line-height: 1.7; }
.facts dt { font-weight: bold; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: .8em 0; }
table { border-collapse: collapse; width: 100%; font-size: .9em; line-height: 1.5; }
caption { font-weight: bold; padding: .4em 0; }
th, td { border: 1px solid #333; padding: .35em .5em; vertical-align: middle; }
th { font-weight: bold; background: #f2f2f2; }
td.middle { text-align: center; }
td.end { text-align: right; }
figure { margin: 1em 0; text-align: center; }
img { max-width: 100%; height: auto; }
nav { margin: 1em 0; }
nav ul { list-style: none; padding-left: 2em; }
nav .deeper { padding-left: 1em; }
nav .deepest { padding-left: 2em; }
a { color: #0645ad; }
:focus-visible { outline: 3px solid #0645ad; outline-offset: 2px; }
@media (max-width: 40em) { .facts { grid-template-columns: max-content 1fr; } }
@media print {
  @page { size: A4; margin: 37mm 26mm 35mm 28mm; }
  body { font-size: 16pt; line-height: 28pt; }
  main { max-width: none; padding: 0; }
  h1 { color: #000; }
  section.part { break-before: page; border: 0; margin: 0; }
  .scroll { overflow: visible; }
  h2, h3, h4, h5, h6, caption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
}
"""
