"""Which lines of a pasted web page are not the notice: crumbs, buttons, footers, scanner marks, hijacked names."""

from __future__ import annotations

import re

LONGEST_LINE = 90  # a longer line is prose, whatever words it holds

_ALWAYS = (
    r"(?:当前|现在|所在)(?:的)?位置",
    r"首页\s*(?:>|»|›|/|-|→)",
    r"^\W*(?:上|下)一(?:篇|条|页)|\s(?:上|下)一(?:篇|条|页)\s*[>»›]?\W*$|本(?:篇|页)?文?章?共有?\s?\d+\s?页",
)
_UNLESS_DATED = (
    r"版权所有|版权(?:说明|申明|声明)|侵权|ICP备|公网安备|网站标识码|网站支持|网站地图|技术支持|郑重声明|法律声明|站点地图|隐私声明",
    r"扫描全能王|语音(?:播报|合成)|播报模式|无障碍浏览|政务新媒体|浏览次数|阅读次数|点击数|访问量",
    r"扫一扫|用手机(?:打开|浏览)|手机打开当前页",
    r"字体\s*[::]|字号\s*[::]|【\s*字体|分享到|打印本页|关闭窗口|返回顶部|加入收藏|保护视力色",
    r"主办(?:单位)?\s*[::].*(?:承办|备案|地址|电话)",
)
# Who runs the site: such lines at the foot belong to the page once one of the lines above them does.
FOOT_LINE = re.compile(
    r"(?:联系电话|办公电话|电\s?话|地\s?址|邮\s?编|邮政编码|传\s?真|技术支持|主办|承办|备案号?)\s?[:：]"
)
FOOT = re.compile(r"版权所有|ICP备|公网安备|网站地图|站点地图|网站标识码|主办(?:单位)?\s?[:：]")
_WHOLE = (
    r"[-—–]\s*\d{1,3}\s*[-—–]",
    r"第\s*\d{1,3}\s*页(?:\s*[,/]?\s*共\s*\d{1,3}\s*页)?",
    r"[\W_]*(?:打印|纠错|关闭|分享|收藏|返回|登录|注册|搜索|导航|邮箱|首页|大|中|小|繁体|简体|部门街镇|矩阵|公开信箱|服务地图)"
    r"(?:[\s|\]\[】【]*(?:打印|纠错|关闭|分享|收藏|返回|登录|注册|大|中|小|繁体|简体))*[\W_]*",
    r"\W{0,3}(?:【)?(?:附件下载|相关新闻|相关链[接结]|相关阅读|相关文档|解读材料)(?:】)?",
    r"\W*(?:(?:返\s?)?回\s?(?:首\s?页|顶部|列表|上页)|(?:点击)?(?:查看|阅读|展开)(?:全文|更多)|立即下载|正文复制|图片\d?"
    r"|全文预览已结束|下载本文档|文档简介)\W*",
    r"[^\s.。]{6,40}\.(?:jpe?g|png|gif|bmp)",
)
WORD = re.compile(r"[^\W_]")
ALWAYS = re.compile("|".join(_ALWAYS))
UNLESS_DATED = re.compile("|".join(_UNLESS_DATED))
DATED = re.compile(r"20\d\d\s?[-/.年]\s?\d")  # such a line may tell when the page was published
WHOLE = re.compile("|".join(_WHOLE))

# Betting sites buy or break into official pages and leave their names in footers, signatures and titles.
_BRAND_TAIL = r"(?:官方网站|官网|官方|平台|入口|登录|注册|下载|手机版|[aA][pP]{2}|网页版|最新版)"
HIJACKED = re.compile(
    r"[^\s,。;:《》“”]{2,16}\((?:中国|china|China|CHINA)\)[^\s,。;:]{0,10}" + _BRAND_TAIL + r"?[^\s,。;:]{0,6}"
    r"|[^\s,。;:]{0,12}(?:体育|娱乐|棋牌|彩票|博彩|电竞|真人|投注|赌场)[^\s,。;:]{0,8}"
    + _BRAND_TAIL
    + r"[^\s,。;:]{0,8}"
)


def is_furniture(line: str) -> bool:
    """Whether a whole line (folded to half width) belongs to the page and not to the notice."""
    if len(line) > LONGEST_LINE:
        return False
    if not WORD.search(line) or WHOLE.fullmatch(line) or ALWAYS.search(line) or HIJACKED.fullmatch(line):
        return True
    return UNLESS_DATED.search(line) is not None and DATED.search(line) is None


# Below such a line stand the headlines of other pages, up to the next prose.
RELATED = re.compile(
    r"\W{0,3}(?:相关(?:新闻|链[接结]|阅读|推荐|文章|报道|资讯)|(?:新闻|热门|热点|猜你|为您)推荐|推荐(?:阅读|新闻)|(?:猜你|你可能)(?:喜欢|感兴趣的?)|延伸阅读)\W{0,3}"
)
LONGEST_HEADING = 14
LONGEST_RELATED = 45


def hijacked_names(lines: list[str]) -> list[str]:
    """Names that stand as lines of their own; the same names are then taken out of the middle of other lines."""
    return sorted({line for line in lines if 4 <= len(line) <= 40 and HIJACKED.fullmatch(line)}, key=len, reverse=True)
