"""The repository of an office: many documents, commits and people, branches that are merged, files
that are renamed, and a registry that somebody changes every week.

`python -m benchmarks.office FOLDER` makes one; `--measure` also times what is done in it.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .corpus import copy_program

SUBJECT = "节水方案"
"""The document whose history is looked at."""
_PEOPLE = "程一诺 刘桂芳 马志远 陈思齐 吴海燕 郑开明 孙立群 何晓冬 钱文静 冯国栋 唐雨欣 彭建军"
_FIELDS = (
    "发改 教育 科技 民政 财政 住建 交通 水务 农业 商务 文旅 卫健 审计 统计 林业 气象 档案 信访"
)
_WORKS = (
    "节水 防汛 植树 安全生产 义务教育 公文处理 政务公开 招商 养老服务 垃圾分类 古树保护 信访接待"
)
_VERBS = "完善 落实 加强 规范 推进 健全 细化 核查"
_THINGS = "工作机制 台账 经费保障 日常巡查 宣传培训 考核办法 数据报送 设施维护"
_START = 1_700_000_000
_HOUR = 3600
_ZONE = "+0800"


@dataclass
class Text:
    """One document, as the generator knows it: its sections, each a list of sentences."""

    title: str
    name: str
    sections: list[list[str]]
    stage: str = "征求意见稿"
    uses: tuple[str, ...] = ()

    def yaml(self) -> str:
        """The document's file."""
        lines = [
            "文种: 通知",
            f"稿本: {self.stage}",
            "发文机关: 云溪市人民政府办公室",
            f"标题: 云溪市人民政府办公室关于{self.title}的通知",
            "主送: 各县（区）人民政府，市政府各部门",
            "正文:",
        ]
        for number, sentences in enumerate(self.sections, 1):
            lines += [f"  - 节: 第{number}项工作", "    正文:"]
            lines += [f"      - {sentence}" for sentence in sentences]
            lines.append(f"      - 任务: 做好第{number}项工作")
            lines.append(f"        责任单位: {_unit(len(self.title) + number)}")
            lines.append("        时限: 2027-12")
        for used in self.uses:
            lines.append(f"  - 引入: {used}")
        return "\n".join(lines) + "\n"

    def copy(self) -> Text:
        """The same, to be edited by itself."""
        return Text(self.title, self.name, [list(s) for s in self.sections], self.stage, self.uses)


@dataclass
class Office:
    """What the generator keeps while it writes a stream for `git fast-import`."""

    rng: random.Random
    folders: int
    texts: dict[int, Text] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    stream: list[str] = field(default_factory=list)
    mark: int = 0
    clock: int = _START
    line: int = 0
    """The mark of the last commit on the main line."""

    def commit(
        self,
        message: str,
        files: Iterable[tuple[str, str]],
        came_from: int,
        *,
        merged: int = 0,
        renamed: tuple[str, str] | None = None,
        branch: str = "main",
    ) -> int:
        """Add a commit after `came_from` (0 = the first one); its mark."""
        self.mark += 1
        self.clock += self.rng.randrange(1, _HOUR)
        person = self.rng.choice(_PEOPLE.split())
        self._write(f"commit refs/heads/{branch}\nmark :{self.mark}\n")
        for role in ("author", "committer"):
            self._write(f"{role} {person} <{person}@yunxi.example> {self.clock} {_ZONE}\n")
        self._data(message)
        if came_from:
            self._write(f"from :{came_from}\n")
        if merged:
            self._write(f"merge :{merged}\n")
        if renamed:
            self._write(f'R "{renamed[0]}" "{renamed[1]}"\n')
        for name, content in files:
            self._write(f"M 100644 inline {name}\n")
            self._data(content)
        self._write("\n")
        return self.mark

    def _write(self, text: str) -> None:
        self.stream.append(text)

    def _data(self, text: str) -> None:
        self._write(f"data {len(text.encode())}\n{text}\n")

    def path(self, text: Text, number: int) -> str:
        """Where a document lies: in one folder, or spread over several."""
        folder = f"科室{number % self.folders + 1}/" if self.folders > 1 else ""
        return f"content/{folder}{text.name}.yaml"

    def registry(self) -> str:
        """机构.yaml, of which a commit changes one unit's 代字."""
        lines = ["- 全称: 云溪市人民政府办公室", "  简称: 市政府办公室", "  类别: 政府"]
        for number, code in enumerate(self.codes):
            lines += [f"- 全称: 云溪{_unit(number)}", f"  简称: {_unit(number)}", "  类别: 政府"]
            lines.append(f"  代字: {code}")
        return "\n".join(lines) + "\n"


def _unit(number: int) -> str:
    fields = _FIELDS.split()
    kind = ("局", "中心", "服务中心", "执法支队", "研究院", "学校")[number // len(fields) % 6]
    return f"市{fields[number % len(fields)]}{kind}"


def _code(number: int) -> str:
    """A 代字, which holds no figures."""
    return "云" + "".join("甲乙丙丁戊己庚辛壬癸"[int(figure)] for figure in str(number))


def _sentence(rng: random.Random) -> str:
    verbs, things = _VERBS.split(), _THINGS.split()
    return (
        f"{rng.choice(verbs)}{rng.choice(things)}，{rng.choice(verbs)}{rng.choice(things)}，"
        f"完成率达到{rng.randrange(60, 99)}%，覆盖{rng.randrange(3, 900)}个单位。"
    )


def _edit(text: Text, rng: random.Random, section: int) -> None:
    """What a person does in one go: a figure, a sentence more or less."""
    sentences = text.sections[section % len(text.sections)]
    what = rng.randrange(4)
    if what == 0 or len(sentences) < 2:
        sentences.insert(rng.randrange(len(sentences) + 1), _sentence(rng))
    elif what == 1 and len(sentences) > 3:
        del sentences[rng.randrange(len(sentences))]
    else:
        place = rng.randrange(len(sentences))
        sentences[place] = _sentence(rng)


def make_office(
    folder: Path, *, documents: int, commits: int, own: int, folders: int, seed: int = 15
) -> Path:
    """The repository of an office in a new folder; the document `SUBJECT` has `own` versions. The
    path of its file.
    """
    rng = random.Random(seed)  # noqa: S311  nothing is kept secret by it
    office = Office(rng, folders)
    works = _WORKS.split()
    office.codes = [_code(number) for number in range(108)]
    for number in range(documents):
        sections = [[_sentence(rng) for _ in range(4)] for _ in range(5)]
        uses = ("_总体要求.yaml",) if number % 10 == 0 else ()
        name = SUBJECT if number == 0 else f"{works[number % len(works)]}{number}"
        office.texts[number] = Text(works[number % len(works)], name, sections, uses=uses)
    for text in (office.texts[0], *list(office.texts.values())[1:6]):
        text.name += "（旧名）"
    piece = "- 各单位要按照本通知要求，{}。\n"
    first = [
        ("content/机构.yaml", office.registry()),
        ("content/_总体要求.yaml", piece.format("抓好落实")),
    ]
    office.line = office.commit("开始用版本", first, 0)
    step = max(1, documents // 50)
    for start in range(0, documents, step):
        batch = [(office.path(t, n), t.yaml()) for n, t in office.texts.items()][start:][:step]
        office.line = office.commit("存入文稿", batch, office.line)
    rest = max(0, commits - office.mark)
    turns = set(rng.sample(range(rest), min(own - 1, rest)))
    for turn in range(rest):
        if office.mark >= commits and turn not in turns:
            continue
        _turn(office, 0 if turn in turns else rng.randrange(1, documents), turn, piece)
    _write_repository(folder, office)
    return folder / office.path(office.texts[0], 0)


def _turn(office: Office, number: int, turn: int, piece: str) -> None:
    """One thing that happens in the office; `number` is the document that is touched by it."""
    rng, text = office.rng, office.texts[number]
    chance = rng.random() if number else 1.0
    if chance < 0.05:
        office.codes[rng.randrange(len(office.codes))] = _code(turn + len(office.codes))
        files = [("content/机构.yaml", office.registry())]
        office.line = office.commit("更新机构名录", files, office.line)
    elif chance < 0.052:
        files = [("content/_总体要求.yaml", piece.format(rng.choice(_VERBS.split()) + "成果"))]
        office.line = office.commit("改总体要求", files, office.line)
    elif text.name.endswith("（旧名）") and rng.random() < 0.2:
        old = office.path(text, number)
        text.name = text.name.removesuffix("（旧名）")
        office.line = office.commit(
            "改文件名", [], office.line, renamed=(old, office.path(text, number))
        )
    elif rng.random() < 0.1:
        mine, theirs, base = text.copy(), text.copy(), office.line
        _edit(mine, rng, 0)
        _edit(theirs, rng, 3)
        path = office.path(text, number)
        side = office.commit(f"改{text.name}后半", [(path, theirs.yaml())], base, branch="side")
        line = office.commit(f"改{text.name}前半", [(path, mine.yaml())], base)
        text.sections = mine.sections[:3] + theirs.sections[3:]
        office.line = office.commit("合并两人的修改", [(path, text.yaml())], line, merged=side)
    else:
        _edit(text, rng, rng.randrange(5))
        if number == 0 and rng.random() < 0.05:
            text.stage = "送审稿"
        files = [(office.path(text, number), text.yaml())]
        office.line = office.commit(f"改{text.name}", files, office.line)


def _write_repository(folder: Path, office: Office) -> None:
    folder.mkdir(parents=True)
    copy_program(folder)
    ignored = "output/\n.cache/\n.venv\n__pycache__/\n/gongwen/\n/templates/\n/styles/\n/*.*\n"
    ignored += "Makefile\n.gitignore\n"
    (folder / ".gitignore").write_text(ignored, encoding="utf-8")
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "--quiet", "-b", "main"], check=True)
    subprocess.run([*git, "config", "user.name", "程一诺"], check=True)
    subprocess.run([*git, "config", "user.email", "cyn@yunxi.example"], check=True)
    stream = "".join(office.stream).encode()
    subprocess.run([*git, "fast-import", "--quiet"], input=stream, check=True)
    subprocess.run([*git, "branch", "-D", "--quiet", "side"], check=False)
    subprocess.run([*git, "reset", "--quiet", "--hard", "main"], check=True)
    subprocess.run([*git, "repack", "-a", "-d", "--quiet"], check=True)


def measure(folder: Path) -> None:
    """Print the CPU, in s, of what an office does every day, each a second time too."""
    python = [str(folder / ".venv/bin/python"), "build.py"]
    asked = [
        (words, time)
        for words in (
            ["history", SUBJECT],
            ["diff", SUBJECT],
            ["check", SUBJECT],
            ["build", SUBJECT],
        )
        for time in ("第一次", "第二次")
    ]
    for words, time in asked:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*python, *words], cwd=folder, check=False, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        print(f"{' '.join(words)}\t{time}\t{used:.2f}")


def main(arguments: list[str] | None = None) -> int:
    """Make the repository."""
    parser = argparse.ArgumentParser(description="做一个单位的仓库。")
    parser.add_argument("folder", type=Path, metavar="文件夹")
    parser.add_argument("--documents", type=int, default=5000, metavar="份数")
    parser.add_argument("--commits", type=int, default=6000, metavar="版数")
    parser.add_argument("--own", type=int, default=60, metavar="版数", help="看的那一份有几版")
    parser.add_argument("--folders", type=int, default=50, metavar="个数", help="分在几个文件夹里")
    parser.add_argument("--measure", action="store_true", help="再量看历史、比较、检查各用多久")
    options = parser.parse_args(arguments)
    made = make_office(
        options.folder,
        documents=options.documents,
        commits=options.commits,
        own=options.own,
        folders=options.folders,
    )
    print(made)
    if options.measure:
        measure(options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
