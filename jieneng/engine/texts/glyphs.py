"""One character for one character: full width to half width, traditional to simplified, odd blanks to blanks."""

from __future__ import annotations

import unicodedata

_TRADITIONAL = (
    "關於節減產業務動員單廣團國場報創學實寫專對導層屬廳強徵態攜會條樓標機氣減煥環發監碳簽約級組織統綜綠緊線縣總職"
    "藍處號衛親覽觀設評語課諾識議護變負責費資貴賽贈輕輛載達遠適選還郵醫錄鎮長開間陽隊雲靜響項須預題類顧風飯飲餘"
    "館驗點黨齊灣爲為這進運過遞鄉農辦勞協參與舉興舊萬車轉輸連週時書東來個們備傳價儀億優儲內冊兩幾則劃勝劵區"
    "華廠歷厲壓厭參雙變圖圍園聲壽夾奪奮婦孫審寧將尋屆島帶幣幹庫廢彙徑從復應懷戰戶據損換擴擺攝敗數斷無曆暫曉樂"
    "榮樣橋檢權歐歲歸殘毀汙決沒況淨準溫滅滿漁潔濟燈營爭牆狀獎獨獲現異當疊療發盡眾確禮種稱穩築範簡籌糧紀紅納紙"
    "細終結給絡絕經維綱網緣編緩練縮繼續罰習聖聯聽肅脫臨舉藝蘇蟲補裝製複規視計訂訊討訓託記許訪證詢試話該詳認誌"
    "誤說調談請論謝講讀讓財貢貨購貫質賞賬趕跡踐軍軟較輔輪辭遷遼鄰釋鈕針銀銷鋪鍵鏈鐵閉閱陳陰陸險隨隱雜離難電霧"
    "頁順頒領頭頻願飛餐養駐駕騎驅體魚鮮麗麼黃務傑眞啟羣裏裡後係週鬆滾優齡龍龜麥碼擔擬"
    "競術構樹橫懸張貼臺衆廚掃陣繪畫畢師戲擊嚴佈並採獻愛澤淺濃熱盤紛聞觸貧趨軌遊遲鐘鍾闊"
)
_SIMPLIFIED = (
    "关于节减产业务动员单广团国场报创学实写专对导层属厅强征态携会条楼标机气减焕环发监碳签约级组织统综绿紧线县总职"
    "蓝处号卫亲览观设评语课诺识议护变负责费资贵赛赠轻辆载达远适选还邮医录镇长开间阳队云静响项须预题类顾风饭饮余"
    "馆验点党齐湾为为这进运过递乡农办劳协参与举兴旧万车转输连周时书东来个们备传价仪亿优储内册两几则划胜券区"
    "华厂历厉压厌参双变图围园声寿夹夺奋妇孙审宁将寻届岛带币干库废汇径从复应怀战户据损换扩摆摄败数断无历暂晓乐"
    "荣样桥检权欧岁归残毁污决没况净准温灭满渔洁济灯营争墙状奖独获现异当叠疗发尽众确礼种称稳筑范简筹粮纪红纳纸"
    "细终结给络绝经维纲网缘编缓练缩继续罚习圣联听肃脱临举艺苏虫补装制复规视计订讯讨训托记许访证询试话该详认志"
    "误说调谈请论谢讲读让财贡货购贯质赏账赶迹践军软较辅轮辞迁辽邻释钮针银销铺键链铁闭阅陈阴陆险随隐杂离难电雾"
    "页顺颁领头频愿飞餐养驻驾骑驱体鱼鲜丽么黄务杰真启群里里后系周松滚优龄龙龟麦码担拟"
    "竞术构树横悬张贴台众厨扫阵绘画毕师戏击严布并采献爱泽浅浓热盘纷闻触贫趋轨游迟钟钟阔"
)
SIMPLIFIED = dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))

# What compatibility folding leaves alone or would turn into several characters.
OWN = {
    **dict.fromkeys("∶︰﹕", ":"),
    **dict.fromkeys("﹣−‐‑", "-"),
    **dict.fromkeys("―─━", "—"),
    **dict.fromkeys("○◯", "〇"),
    **dict(zip("「」『』〝〞‧", "“”‘’“”·", strict=True)),
    **dict.fromkeys("\v\f\r\x85\u2028\u2029", "\n"),
}
INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\x00")
KEPT = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳²³¹℃…‥。、")


def fold(text: str) -> str:
    """The text in one way of writing, of the same length, so that every offset stays what it was.

    >>> fold("２０２０年，節能（云）")
    '2020年,节能(云)'
    """
    return text.translate({ord(char): folded for char in set(text) if (folded := _fold_one(char)) != char})


def _fold_one(char: str) -> str:
    if char in OWN:
        return OWN[char]
    if char in KEPT:
        return char
    if char.isspace() and char != "\n":
        return " "
    compatible = unicodedata.normalize("NFKC", char)
    if len(compatible) == 1:
        char = compatible
    return SIMPLIFIED.get(char, char)
