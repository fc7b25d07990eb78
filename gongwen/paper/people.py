"""People on one line, as rosters are typed: by blanks, by 、, with their posts behind or before
them or in brackets. Two names are never made one: what may be read in two ways is not read at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from .. import patterns as re
from .characters import HAN
from .surnames import is_compound, lengths_of_names


class Named(Struct, frozen=True):
    """A person of a line. `post_first` = the post stood before the name."""

    name: str
    post: str = ""
    post_first: bool = False


_POST_WORDS = (
    r"(?:[市县区局厅处科部院校所队站组会镇乡村园行社台馆团班署关司庭股室厂店段]长|主任|书记|委员|常委|主席|秘书|秘书长|"
    r"巡视员|调研员|研究员|[^\W]员|经理|总监|总裁|董事长?|理事长?|监事长?|教师|老师|教授|讲师|[程计济艺划律审药医美音]师|"
    r"会计|出纳|干事|代表|负责人|负责同志|同志|家长|政委|督学|督察|院士|博士|硕士|导师|医生|护士|主管|主编|编辑|编审|记者|"
    r"司机|学生|助理|法官|检察官|警官|指挥|召集人|联系人|顾问|高工|总工|支书|村支|参谋|教官|教练|领队|裁判)"
)
_POST_END = rf"{_POST_WORDS}(?:（[^（）]*）|\([^()]*\))?$"
_BARE_POST = (
    r"(?:党[组委]书记、|[省市州县区镇乡]委|[省市州县区]政府|党委|党组|党?支部|团委|工会)?"
    rf"(?:常务|执行|第一)?副?(?:[市县区局厅处科部院校所队站组会镇乡村园]长|{_POST_WORDS})"
)
_SURE_UNIT = "处科局办室部厅院委所校系组站馆队镇县区市村旗司署党股厂店库段联协网"
"""What a unit or a place ends in, and hardly ever a name."""
_MAYBE_UNIT = "会园社行团台班州乡盟"
"""What a unit ends in, and now and then a name."""
_WORDS = (
    "方案|方法|方面|方式|安排|安全|安监|安防|安徽|安静|安定|时间|时任|时限|任务|"
    "任期|程序|项目|计划|计财|经费|党委|党组|党办|常委|常务|高级|高新|高校|高中|"
    "总工|高工|文明|文教|文体|文旅|文化|文书|平安|和谐|江苏|江西|云南|广东|广西|"
    "广电|广播|广大|吉林|宁夏|宁波|甘肃|金华|金融|温州|石油|石化|应急|全体|全国|"
    "全员|全面|国资|国土|国家|农林|农业|农牧|农村|宣传|宣教|习惯|师生|师资|司法|"
    "强化|双方|严格|严谨|通知|通讯|通过|管理|水务|水利|支部|支书|单位|车辆|车间|"
    "边防|包括|包含|相关|查处|白天|黄河|龙头|花卉|苗木|路线|路由|明确|明细|成效|"
    "成果|成立|成绩|成员|曾任|汤圆|万元|元旦|康复|能源|能力|连续|易于|解决|游客|"
    "干部|干事|步骤|都要|充分|向上|尚未|从严|鱼类|后勤|荣誉|封面|终审|初审|复审|"
    "易学|关于|关键|商务|商贸|仰望|相互|阳光|武装|武警|景区|高速|文投|水投|富强|"
    "乐观|敬业|诚信|友善|于此|如下|余下|段落|章程|章节|舒适|屈服|毛病|成本|计量|"
    "计生|支出|解释|储备"
)
"""Words that begin as names do, for a pattern."""
_SIGNS = "、，,；;"
_NOTE = rf"(?:男|女|{HAN}{{1,6}}族|兼|常务|{HAN}{{0,6}}主持{HAN}*|[，,、\s])+"
_OF_ALL = "[各均皆]|分别|以上|上述|同为"
"""How a post begins that several people before it have: 张三、李四（各社区书记）."""
_MINORITY = rf"{HAN}{{1,10}}(?:[·•・‧]{HAN}{{1,10}})+"
_WORD = r"（[^（）]*）|\([^()]*\)|[^\s（(]+|[（(]"
_MOST_WORDS = 24
_NO_PEOPLE = r"[。：:！？!?《》]|\d{5}|等(?:[\s（(]|$)|等(?:同志|人|\d)|[及和]各|以及"


RUN_ON_POSTS = (
    "(?P<first>党(?:委|组|工委)(?:副)?书记|党组成员|党委委员|常委|党支部书记)"
    "(?P<second>(?:常务)?副?(?:局长|厅长|主任|部长|院长|校长|主席|行长|总经理|董事长|馆长|会长|县长|区长|市长|镇长|乡长|队长|站长|所长|检察长)"
    "|总工程师|总会计师|总经济师)"
)
"""Two posts of one person, with nothing between."""


def people_in(text: str, *, among_people: bool = False) -> tuple[Named, ...]:
    """The people of a line, in order; none where it is not sure that it holds people and nothing
    else, or who they are. `among_people` = the line stands where people do, after 组长： say: then
    a name may have a surname that is not known, beside others that have one that is.
    """
    line = text.strip().rstrip("。；;，,、")
    if not line or re.search(_NO_PEOPLE, line):
        return ()
    parts, signs = _parts(line)
    if len(parts) == 1:
        return _by_blanks(parts[0], among_people=among_people)
    if not all(parts):
        return ()
    return _all_people(parts, among_people=among_people) or _with_posts(
        parts, signs, among_people=among_people
    )


def is_name(text: str) -> bool:
    """Whether a word is a name by its surname, and is no word that only begins like one."""
    if not text.isalnum():
        return re.fullmatch(_MINORITY, text) is not None
    if len(text) not in lengths_of_names(text):  # first what costs least
        return False
    return re.fullmatch(rf"{HAN}+", text) is not None and _may_be_name(text)


def _may_be_name(text: str) -> bool:
    return (
        not re.match(_WORDS, text)
        and text[-1] not in _SURE_UNIT
        and not (len(text) > 2 and text[-1] in _MAYBE_UNIT and text[-2] not in "家一")
        and not re.search(_POST_END, text)
    )


def ends_in_post(text: str) -> bool:
    """Whether a text ends as posts do, and no unit: 院长, 科主任, 住院医师."""
    return re.search(_POST_END, text) is not None


def is_post(text: str) -> bool:
    """Whether a text ends as posts, units and places do."""
    last = text.rstrip("）)")[-1:]
    return bool(re.search(_POST_END, text)) or last in (*_SURE_UNIT, *_MAYBE_UNIT, *"中学心")


def _parts(line: str) -> tuple[list[str], list[str]]:
    """What 、 ， and ； outside brackets part, and those signs."""
    parts, signs, depth, start = [], [], 0, 0
    for at, character in enumerate(line):
        depth += (character in "（(") - (character in "）)")
        if depth <= 0 and character in _SIGNS:
            parts.append(line[start:at].strip())
            signs.append(character)
            start = at + 1
    parts.append(line[start:].strip())
    return parts, signs


def _all_people(parts: Sequence[str], *, among_people: bool) -> tuple[Named, ...]:
    """The people, where every part is one or several."""
    sure = [_by_blanks(part) for part in parts]
    unknown = [part for part, read in zip(parts, sure, strict=True) if not read]
    if unknown:
        weak = among_people and all(_is_weak(part) for part in unknown)
        if not weak or 2 * len(unknown) >= len(parts):
            return ()
    people = [
        each
        for part, read in zip(parts, sure, strict=True)
        for each in read or (Named("".join(part.split())),)
    ]
    bracketed = all("（" in part or "(" in part or not read or not read[-1].post
                    for part, read in zip(parts, sure, strict=True))  # fmt: skip
    posts = sum(bool(each.post) for each in people)
    return tuple(people) if posts in (0, len(people)) or bracketed else ()


def _is_weak(part: str) -> bool:
    """Whether a part may be a name whose surname is not known: 扎西 among 王刚、李明."""
    bare = re.sub(r"\s+", "", part)
    return bool(re.fullmatch(rf"{HAN}{{2,3}}", bare)) and _may_be_name(bare)


def _with_posts(
    parts: Sequence[str], signs: Sequence[str], *, among_people: bool
) -> tuple[Named, ...]:
    """The people, where the posts hold signs themselves (王刚 市委常委、副市长) or follow a comma
    (王刚，市教育局局长；李明，市科技局局长).
    """
    *before, last = (_by_blanks(part) for part in parts)
    if len(last) == 1 and last[0].post_first and not any(before) and all(map(is_post, parts[:-1])):
        post = "".join(f"{part}{sign}" for part, sign in zip(parts, signs, strict=False))
        return (Named(last[0].name, _spaced(post) + last[0].post, post_first=True),)
    people: list[Named] = []
    for part, sign in zip(parts, ["", *signs], strict=True):
        read = _by_blanks(part) or (() if people else _first_of_post(part, among_people))
        if len(read) == 1 and (read[0].post or not people or people[-1].post):
            people.append(read[0])
        elif read or not people or not _goes_on(part) or people[-1].post_first:
            return ()
        elif people[-1].post:
            if sign in "；;":
                return ()
            people[-1] = Named(people[-1].name, people[-1].post + sign + _spaced(part))
        elif sign in "，,":
            people[-1] = Named(people[-1].name, _spaced(part))
        else:
            return ()
    return tuple(people) if all(each.post for each in people) else ()


def _goes_on(part: str) -> bool:
    """Whether what stands behind a sign may belong to the post before it."""
    if any(map(is_name, re.split(r"[\s（）()]+", part))):
        return False
    return is_post(part) or len(part) > 3


def _first_of_post(part: str, among_people: bool) -> tuple[Named, ...]:
    """A name and the beginning of a post, which goes on behind a sign: 韦志榕 编审、……."""
    words = _words(part)
    known = [(name, used) for name, _, used in _names(words)]
    found = known or (_weak_name(words) if among_people else [])
    if len(found) != 1 or found[0][1] == len(words):
        return ()
    rest = [each.text for each in words[found[0][1] :]]
    return () if any(map(is_name, rest)) else (Named(found[0][0], " ".join(rest)),)


def _spaced(text: str) -> str:
    return " ".join(text.split())


class _Word(Struct, frozen=True):
    """A word or a bracket of a line, and how wide the room before it is."""

    text: str
    gap: int

    @property
    def inside(self) -> str:
        """What stands in a bracket; "" for a word."""
        return self.text[1:-1] if self.text[0] in "（(" else ""


class _Group(Struct, frozen=True):
    """A name of one word or several, what hangs on it, and the widest room within."""

    person: Named
    gap: int
    inner: int


def _words(part: str) -> list[_Word]:
    words: list[_Word] = []
    end = 0
    for match in re.finditer(_WORD, part):
        words.append(_Word(match[0], _width(part[end : match.start()])))
        end = match.end()
    return words


def _width(blanks: str) -> int:
    return sum(4 if each == "\t" else 2 if each == "\u3000" else 1 for each in blanks)


def _by_blanks(part: str, *, among_people: bool = False) -> tuple[Named, ...]:
    """The people of a text without signs outside brackets; none where there is more than one
    reading and the room between the words does not tell which is meant.
    """
    words = _words(part)
    if not words or len(words) > _MOST_WORDS or any(each.text in "（(" for each in words):
        return ()
    readings = list(_readings(words))
    if len(readings) > 1:
        readings = [each for each in readings if _is_parted(each)]
    if len(readings) == 1:
        return tuple(each.person for each in readings[0])
    return _weak_people(words) if among_people and not readings else ()


def _weak_people(words: Sequence[_Word]) -> tuple[Named, ...]:
    """A name whose surname is not known, alone or with its post; or among more that are known."""
    texts = [each.text for each in words]
    for name, used in _weak_name(words):
        rest = texts[used:]
        if rest and is_post(rest[-1]) and not any(map(is_name, rest)):
            return (Named(name, " ".join(rest)),)
    if not all(map(_is_weak, texts)) or len(texts) == 2:
        return ()
    known = sum(map(is_name, texts))
    return tuple(map(Named, texts)) if len(texts) == 1 or 2 * known > len(texts) else ()


def _weak_name(words: Sequence[_Word]) -> list[tuple[str, int]]:
    """The name before a post, its surname not known, and how many words it has: 海拉提, 延 亮."""
    singles = 0
    while singles < len(words) and re.fullmatch(HAN, words[singles].text):
        singles += 1
    if singles in (2, 3) and _may_be_name(name := "".join(each.text for each in words[:singles])):
        return [(name, singles)]
    first = words[0].text
    fits = re.fullmatch(rf"{HAN}{{2,5}}", first) and _may_be_name(first) and not is_post(first)
    return [(first, 1)] if fits else []


def _is_alike(group: _Group, before: _Group | None, *, is_last: bool) -> bool:
    """Whether a person may stand behind the one before: all have posts, or none, and on the same
    side; among several a post must end as posts do.
    """
    person = group.person
    if person.post and not (before is None and is_last) and not is_post(person.post):
        return False
    if before is None:
        return True
    other = before.person
    return bool(person.post) is bool(other.post) and person.post_first is other.post_first


def _is_parted(groups: Sequence[_Group]) -> bool:
    """Whether the room between people is wider than any within their names."""
    return max(each.inner for each in groups) < min((each.gap for each in groups[1:]), default=99)


def _readings(words: Sequence[_Word], before: _Group | None = None) -> Iterator[tuple[_Group, ...]]:
    """Every way to read the words as people from the first to the last."""
    if not words:
        yield ()
        return
    for group, used in _first_person(words):
        if _is_alike(group, before, is_last=used == len(words)):
            for rest in _readings(words[used:], group):
                yield (group, *rest)


def _first_person(words: Sequence[_Word]) -> Iterator[tuple[_Group, int]]:
    """Every way to read the first person, and how many words it takes."""
    gap = words[0].gap
    for name, inner, length in _names(words):
        noted, used = _with_note(name, words, length)
        if used < len(words) and words[used].inside:
            post = words[used].inside
            if re.match(_OF_ALL, post):
                return
            if is_post(post):
                yield _Group(Named(noted, post), gap, inner), used + 1
            else:
                yield _Group(Named(noted + words[used].text), gap, inner), used + 1
            continue
        yield _Group(Named(noted), gap, inner), used
        for post, end in _posts(words, used):
            yield _Group(Named(noted, post), gap, inner), end
    if run_on := _run_on(words[0].text):
        yield _Group(run_on, gap, 0), 1
    for post, end in _posts(words, 0):
        for name, inner, used in _names(words[end:]):
            if is_post(post):
                noted, total = _with_note(name, words, end + used)
                yield _Group(Named(noted, post, post_first=True), gap, inner), total


def _with_note(name: str, words: Sequence[_Word], at: int) -> tuple[str, int]:
    """The name with the note in brackets that follows it: （女，回族）."""
    if at < len(words) and words[at].inside and re.fullmatch(_NOTE, words[at].inside):
        return name + words[at].text, at + 1
    return name, at


def _names(words: Sequence[_Word]) -> Iterator[tuple[str, int, int]]:
    """The names that the first words may be, the widest room in each, and how many words it has:
    王刚, 王 刚, 王 小 明, 王 小明, 欧阳 明.
    """
    texts = [each.text for each in words[:4]]
    for used in range(1, len(texts) + 1):
        name = "".join(texts[:used])
        if not is_name(name) or (used > 1 and not _is_spread(texts[:used])):
            continue
        yield name, max((each.gap for each in words[1:used]), default=0), used


def _is_spread(texts: Sequence[str]) -> bool:
    """Whether words may be one name: its characters, or its surname and what is given."""
    lengths = [len(text) for text in texts]
    name = "".join(texts)
    if all(length == 1 for length in lengths):
        return len(texts) <= (4 if is_compound(name) else 3)
    if is_compound(name) and lengths[0] == 2:
        return lengths[1:] in ([1], [2], [1, 1])
    return lengths == [1, 2]


def _posts(words: Sequence[_Word], start: int) -> Iterator[tuple[str, int]]:
    """The posts that begin at a word, and where each ends: words that are no names, with the
    brackets that follow them; a post that is spread (局 长) put together.
    """
    texts: list[str] = []
    spread = False
    for end in range(start, len(words)):
        word = words[end]
        if word.inside and texts:
            texts[-1] += word.text
        elif word.inside or is_name(word.text) or _run_on(word.text):
            return
        elif spread and len(word.text) == 1:
            texts[-1] += word.text
        elif spread and not re.search(_POST_END, texts[-1]):
            return
        else:
            texts.append(word.text)
            spread = len(word.text) == 1
        post = " ".join(texts)
        if re.search(_POST_END, post) if spread else is_post(post) or len(post) > 3:
            yield post, end + 1


def _run_on(word: str) -> Named | None:
    """Name and post in one word: 王刚局长, 市教育局局长王刚."""
    if len(word) < 4 or not re.fullmatch(rf"{HAN}+", word):
        return None
    for length in (2, 3, 4):
        name, post = word[:length], word[length:]
        if is_name(name) and re.fullmatch(_BARE_POST, post) and not is_post(name):
            return Named(name, post)
    for length in (3, 2, 4):
        post, name = word[:-length], word[-length:]
        if is_name(name) and re.search(_POST_END, post) and not is_post(word):
            return Named(name, post, post_first=True)
    return None
