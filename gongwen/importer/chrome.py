"""What a web page leaves around a document when it is copied: links, buttons, its foot."""

from __future__ import annotations

from .. import patterns as re
from .document_numbers import NUMBER
from .pieces import PAGE_HEADING, Piece, Source, SourceParagraph
from .wording import DOCUMENT_NOUNS, is_title_like, is_unit

_PHRASES = re.compile(
    r"扫一扫.{0,20}|打印(?:本页|文章)?|关闭(?:窗口|本页)|(?:【.{0,12}(?:打印|关闭|字体|大|中|小|收藏|分享|返回|顶部).{0,12}】\s*)+|"
    r"(?:字[体号]|大小)[：:].{0,24}|[【\[]?(?:字[体号]|大|中|小|打印|关闭|收藏|纠错|分享|保存|朗读)[】\]]?"
    r"(?:\s*[【\[|]?(?:大|中|小|打印|关闭|收藏|纠错|分享|保存|朗读)[】\]|]?)*|分享[到至]?(?:[：:].{0,20})?|分享[到至].{0,20}|(?:您|你)?(?:当前|现在)的?位置[：:].*|首页\s*[>》].*|"
    r"(?:上|下)一[篇条][：:].*|浏览(?:次数|量)[：:].*|点击(?:数|量)?[：:]\s*\d*|来源[：:].{0,40}|"
    r"(?:主办|承办)(?:单位)?[：:]\s*\S.*|(?:网站标识码|版权所有|备案号).*|"
    r"(?:技术支持|网站地图|联系我们)(?:[：:|｜ ].*)?|"
    r".{0,12}ICP备.*|责任编辑[：:].*|"
    r"(?:发布|更新)时间[：:].{0,60}|信息来源[：:].{0,60}|TOP|返回顶部|我要纠错|政策解读(?:[：:].{0,40})?|"
    r"(?:请|我要|立即|免费|用户|会员|账号|网站|个人|法人)*(?:登录|登陆|注册|退出)"
    r"(?:[ /|｜]+(?:登录|登陆|注册|退出))*|"
    r"(?:用户名|密码|验证码)[：:]?|忘记密码[？?]?|"
    r"(?:您|你)是第.{1,14}(?:位|个)?(?:访客|访问者|浏览者)?|(?:主办|承办|协办|维护|运维|建设)单位[：:].*(?:ICP|备|电话|地址|邮编|技术|承办|维护).*|"
    r"(?:政务)?(?:微博|微信|新媒体|头条号)|设为首页|加入收藏|收藏本[站页]|无障碍(?:浏览)?|(?:网站|友情|相关)链接|隐私(?:声明|政策)|"
    r"下载地址[：:].{0,40}|点击(?:此处|这里)?下载|(?:热门|热点|推荐)(?:站点|网站)|"
    r"(?:关于|联系)我们|网站声明|常见问题|热点(?:信息|新闻|推荐)|推荐阅读|相关(?:新闻|信息|附件下载|推荐)|.*网安备.*|Copyright.*|©.*|"
    r"(?:上|下)一(?:篇|条|页|个)(?:[：:].*)?|相关(?:链接|阅读|文章|文档|解读|政策|稿件)(?:[：:].{0,60})?|(?:关注|扫码).{0,16}公众号|"
    r"点击(?:上方|下方|左上方)?.{0,24}关注.{0,8}|(?:长按|扫码|识别).{0,16}关注.{0,8}|"
    r"(?:编辑|审核|校对|监制|供稿)[：:].{0,30}|(?:免责|版权|转载)声明[：:]?.{0,60}|"
    r"(?:阅读|点赞|在看|收藏|分享)\s*\d*(?:\s+(?:阅读|点赞|在看|收藏|分享)\s*\d*)+|"
    r"(?:[\[【]\s*(?:打印|关闭|收藏)[^\]】]{0,4}[\]】]\s*)+|"
    r"(?:A[⁺⁻+-]?\s*[大中小]?\s*){2,}|[-—]?\s*\d{0,9}\s*次|听全文|朗读全文|"
    r"[-+×↺|·\s]{1,6}|回到顶部|[^\W\d_]{2,10}[>»＞]|[A-Za-z ]{0,24}(?:\s*\[[A-Za-z ]{2,30}\]){2,}"
)
_TEXT = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[、.．](?!\d)|第.{1,4}[章节条部]).*"
    r"|(?!.*(?:版权|转载|ICP|网安备|备案|标识码|[Cc]opyright|©)).*[。；]"
)
"""A heading with its ordinal, a sentence: no page has those around its text."""
_PATH = re.compile(
    r".{0,12}(?:当前|现在)的?位置[：:].*|You are here[：:].*|"
    r"(?:您|你)?(?:现在|当前|目前)?(?:所在|所处|的|在)*位置[：:].*[>》»›].*|首页\s*[>》].*"
)
_STEPS = re.compile(r"[：:>》»›]+")
_LINKS = re.compile(r"\s*[|｜]\s*")
_HEAD, _LONGEST_LINK, _FEWEST_LINKS = 20, 20, 3


def is_furniture_line(text: str) -> bool:
    """Whether a line is one that only web pages have."""
    return _PHRASES.fullmatch(text) is not None and _TEXT.fullmatch(text) is None


def without_chrome(pieces: list[Piece], source: Source) -> list[Piece]:
    """The pieces without page furniture: what stands at either end, links up to the line that says
    where the page is, and the like among the first pieces.
    """
    kept = list(pieces)
    menu = _menu(kept)
    _leave(kept[:menu], source)
    kept = kept[menu:]
    paths = [at for at, piece in enumerate(kept[:_HEAD]) if _is(_PATH, piece)]
    if paths and all(_is_short(each) or _is_line(each) for each in kept[: paths[-1]]):
        end = paths[-1] + 1
        end += _names_of_columns(kept[end - 1], kept[end:])
        _leave(kept[:end], source)
        kept = kept[end:]
    heading = next((at for at, piece in enumerate(kept[:_HEAD]) if _is_heading(piece)), 0)
    if source.is_page:
        before = [piece for piece in kept[:heading] if _is_furniture(piece)]
        _leave(before, source)
        kept = [piece for piece in kept[:heading] if piece not in before] + kept[heading:]
    while kept and _is_line(kept[-1]):
        _leave([kept.pop()], source)
    head = kept[: min(_HEAD, len(kept) // 2)]
    furniture = [piece for piece in head if _is_line(piece)]
    _leave(furniture, source)
    return [piece for piece in kept if piece not in furniture]


def _menu(pieces: list[Piece]) -> int:
    """How many of the first pieces are rows of links (甲网 | 乙网 | 首页), one of which only sites
    have; a table that begins a text has none.
    """
    rows = 0
    is_site = False
    for piece in pieces[:_HEAD]:
        links = _LINKS.split(piece.text.strip(" |｜")) if isinstance(piece, SourceParagraph) else []
        if len(links) < _FEWEST_LINKS or any(len(link) > _LONGEST_LINK for link in links):
            break
        is_site = is_site or any(link == "首页" or _PHRASES.fullmatch(link) for link in links)
        rows += 1
    return rows if is_site else 0


def _names_of_columns(path: Piece, after: list[Piece]) -> int:
    """How many lines under the path of a page repeat a step of it, a title standing below them: the
    name of the column, no line of that title.
    """
    steps = _STEPS.split(path.text) if isinstance(path, SourceParagraph) else []
    names = {step.strip() for step in steps} - {""}
    texts = [_text(piece) for piece in after]
    run = next((at for at, text in enumerate(texts) if text not in names), len(texts))
    if run and run < len(texts) and _is_title(texts[run]):
        return run
    return run - 1 if run > 1 and _is_title(texts[run - 1]) else 0


def _is_title(text: str) -> bool:
    return bool(text and is_title_like(text) and DOCUMENT_NOUNS.search(text))


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, SourceParagraph) else ""


def _is_heading(piece: Piece) -> bool:
    """Whether a piece is the heading of its page (h1)."""
    return isinstance(piece, SourceParagraph) and piece.look.style == PAGE_HEADING


def _is_furniture(piece: Piece) -> bool:
    """Whether a piece above the heading is no part of the document, as its mark and number are."""
    if not isinstance(piece, SourceParagraph):
        return False
    bare = re.sub("文件$", "", "".join(piece.text.split()))
    return NUMBER.fullmatch(piece.text) is None and not is_unit(bare)


def _is(pattern: re.Pattern[str], piece: Piece) -> bool:
    return isinstance(piece, SourceParagraph) and pattern.fullmatch(piece.text) is not None


def _is_line(piece: Piece) -> bool:
    return isinstance(piece, SourceParagraph) and is_furniture_line(piece.text)


def _is_short(piece: Piece) -> bool:
    bare = re.sub("[A-Za-z&' -]", "", piece.text) if isinstance(piece, SourceParagraph) else ""
    return isinstance(piece, SourceParagraph) and len(bare) <= _LONGEST_LINK  # 首页Home


def _leave(pieces: list[Piece], source: Source) -> None:
    for piece in pieces:
        if isinstance(piece, SourceParagraph):
            source.leave(piece.text, piece.number, "网页的导航、页脚等")
