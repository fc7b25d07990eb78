"""繁体字：简体的文件里混进了繁体字、异体字。

“须憑证入场”该写“凭”，“文化和旅遊局”该写“旅游”，多半是输入法、粘贴带进来的。整份是繁体的文件不查；书名号、引号里的，人名里的，照原样，不查。
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..paper.enclosed import is_enclosed
from ..problem import Level
from . import Context, Finding

NAME = "繁体字"
LEVEL = Level.WARNING
BASIS = "国家通用语言文字法第二条；通用规范汉字表"
STANDS_ALONE = True
COVERS = ("别字",)
WRONG = """\
正文:
- 参加开幕式的人员须憑证入场。
"""
RIGHT = """\
正文:
- 参加开幕式的人员须凭证入场，门额上题“興文”二字。
"""

_TYPED = (
    "並佈佔併來倉個們倣傑備傳債傷價儀億儉優兒兩冊凍別刪則剛創劃劇劉動務勝勞勢勵勸區協員問啓啟喪喬單嗎嘆嚐嚴國圍園圖團執報場塊塵墊壓壞壯壽"
    "夠夢奪妳孫學實寧審寫寬將專尋對導層屬峯島嶺嶽巖師帶幣幫幹庫廈廠廣廳張強彈後從復徵愛態慶憂憑應懷戰戲戶擇擊擔據擴擺攝敗敵數斷於時晉曉書"
    "會朮東條楊業極榮構樂樓標樣樹橋機檢權歡歲歷歸殘殺氣決沒況測湯準溝滅滿漢漲潔濃濟灣災為烏無煙熱營爭爺牀牆牠狀獎獨獲現環產畝畢畫當療癥發"
    "盡監盤確碼祗禮種稱積穩窮競筆節範築簡簽籃籌糧糾紀約紅紋納純紙級細終組結絕給統經綠綫維綱網緊線緣編緩練縣總績織繳繼續纔羣義習聖聞聯聲職"
    "聽肅脩脫腦膽臨與興舉舊蒐蔔藝藥蘇處號術衛衹裏補裡製複襲見規視親覺觀訂計討訓記訪設許訴診評詞試詩話該詳認語誤說請論諸講謝證識譯議護讀變"
    "讓豬貍貝負財貢貧貨販責貯貴買貸費貿賀資賊賓賞賠賢賣賤質賬購贈贊贏趕趙跡蹟車軌軍軟較載輔輕輛輝輪輯輸轉辦辭農迴迺逕連週進遊運過達違遠遡"
    "適遲遷選還邊郵鄉鄒鄧鄭鄰醖醫釋針鈔鉅銀銅銜銷鋒鋪鋼錄錢錯鍋鍾鎖鎮鏈鏡鐘鐵鑒長門閉開閑間閘閣閱闊關闢陝陰陳陸陽隊階際隨險隱隸雖雙雜雞離"
    "難雲電霧靈靜鞏韌韓響頁頂項順須預頒頓頗領頭頸頻顆題額顏願類顧顯風颱飄飛飯飲飼飾餓餘館饑馬駐駕駛騎騙騰驅驗驚驟體鬆鬥鬧鬱魚魯鮮鳥鳴鴻鵬"
    "鷹鹽麗麥麵麼黃點黨黴齊齒齡龍龐龜"
)
_RIGHT = (
    "并布占并来仓个们仿杰备传债伤价仪亿俭优儿两册冻别删则刚创划剧刘动务胜劳势励劝区协员问启启丧乔单吗叹尝严国围园图团执报场块尘垫压坏壮寿"
    "够梦夺你孙学实宁审写宽将专寻对导层属峰岛岭岳岩师带币帮干库厦厂广厅张强弹后从复征爱态庆忧凭应怀战戏户择击担据扩摆摄败敌数断于时晋晓书"
    "会术东条杨业极荣构乐楼标样树桥机检权欢岁历归残杀气决没况测汤准沟灭满汉涨洁浓济湾灾为乌无烟热营争爷床墙它状奖独获现环产亩毕画当疗症发"
    "尽监盘确码只礼种称积稳穷竞笔节范筑简签篮筹粮纠纪约红纹纳纯纸级细终组结绝给统经绿线维纲网紧线缘编缓练县总绩织缴继续才群义习圣闻联声职"
    "听肃修脱脑胆临与兴举旧搜卜艺药苏处号术卫只里补里制复袭见规视亲觉观订计讨训记访设许诉诊评词试诗话该详认语误说请论诸讲谢证识译议护读变"
    "让猪狸贝负财贡贫货贩责贮贵买贷费贸贺资贼宾赏赔贤卖贱质账购赠赞赢赶赵迹迹车轨军软较载辅轻辆辉轮辑输转办辞农回乃径连周进游运过达违远溯"
    "适迟迁选还边邮乡邹邓郑邻酝医释针钞巨银铜衔销锋铺钢录钱错锅钟锁镇链镜钟铁鉴长门闭开闲间闸阁阅阔关辟陕阴陈陆阳队阶际随险隐隶虽双杂鸡离"
    "难云电雾灵静巩韧韩响页顶项顺须预颁顿颇领头颈频颗题额颜愿类顾显风台飘飞饭饮饲饰饿余馆饥马驻驾驶骑骗腾驱验惊骤体松斗闹郁鱼鲁鲜鸟鸣鸿鹏"
    "鹰盐丽麦面么黄点党霉齐齿龄龙庞龟"
)
"""Each beside the one that is right in its stead, at the same place."""
_MOST = 20
"""So many different ones are a text in the old characters, and no slip."""


@cache
def _right_of() -> dict[str, str]:
    return dict(zip(_TYPED, _RIGHT, strict=True))


def check(context: Context) -> Iterator[Finding]:
    """The first of each such character in a passage."""
    there = context.searched.characters & _right_of().keys()
    if not there or len(there) > _MOST:
        return
    for passage in context.passages_with(*sorted(there)):
        told: set[str] = set()
        for at, sign in enumerate(passage.text):
            if sign not in there or sign in told or _is_quoted(passage.text, at):
                continue
            told.add(sign)
            around = passage.text[max(0, at - 3) : at + 4]
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"“{around}”里的“{sign}”是繁体字、异体字",
                hint=f"写“{_right_of()[sign]}”；姓名、题词照原样的，不用改",
                element=sign,
            )


def _is_quoted(text: str, at: int) -> bool:
    """Whether it stands in a name in 《》 or “”, or in one of a person."""
    return is_enclosed(text, at) or "同志" in text[at : at + 4]
