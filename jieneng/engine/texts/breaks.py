"""Line breaks for texts that lost all of them: where headings, their bodies and the signature begin."""

from __future__ import annotations

import re

LONG = 160  # characters in a line; shorter ones keep their shape
_HEADING = (
    r"(?:活动|宣传|有关|工作|主要|具体|总体|相关|组织|指导|目标|重点|几点){0,3}"
    r"(?:时间|主题|内容|安排|要求|形式|措施|活动|目的|对象|范围|思想|步骤|事项|任务|保障|重点|方式)"
    r"(?:(?:及|和|与|、)(?:活动|宣传|有关|工作)?(?:时间|主题|内容|安排|要求|形式|重点|口号|方式))?"
)
_MARK = r"(?:\d{1,2}[.、](?!\d)|[(][一二三四五六七八九十]{1,3}[)]|[一二三四五六七八九十]是)"
_BYLINE = (
    r"\(?\[?(?:20\d\d[-./]\d{1,2}[-./]\d{1,2}|20\d\d年\d{1,2}月\d{1,2}日\s+来源"
    r"|(?:文章|信息)?(?:来源|发布时间|发布日期|作者|时间|日期|发布者|发布人|供稿)\s?:)"
)
# After these a new line begins: the title before 各…:, a heading before its body, a sentence before the next heading.
BREAKS = re.compile(
    rf"(?:(?<=。)|(?<=[:;!?]))(?=[一二三四五六七八九十]{{1,3}}、)"
    rf"|(?:(?<=通知)|(?<=号)|(?<=方案)|(?<=活动安排))(?=(?:各|有关|市直|县直|区直|省直|机关各|局直|全[市县区]各)[^。:]{{2,200}}:)"
    rf"|(?<=总结)(?=今年以来|一年来|近年来)|(?<=号)(?=关于)|(?<=文件)(?=[\u4e00-\u9fff]{{1,10}}[〔\[](?:19|20)\d\d)"
    rf"|(?<=的通知)(?=[\u4e00-\u9fff]{{1,10}}[〔\[](?:19|20)\d\d)"
    rf"|(?<=[一二三四五六七八九十]、)(?P<heading>{_HEADING})(?=\s|[^\s及和与、,。:;安表的](?!式))"
    rf"|(?<=[日”》)])(?=[二三四五六七八九]、{_HEADING}(?:[(\d一二三四五六七八九]|$))"
    rf"|(?<=[时主内安要形措活])(?<=时间|主题|内容|安排|要求|形式|措施|活动)(?={_MARK})"
    rf"|(?<=。)(?=[\u4e00-\u9fff]{{3,30}}[局厅委办会府处部院校心组司]\s?(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日|[一二][〇零]..年[^。]{{4,8}}日)\s*$)"
    rf"|(?<=。)(?=附件:|\(?联系人)"
    # A headline behind the crumbs: 首页 > 工作动态 云川市开展…活动
    rf"|(?:首页|位置)[^\n]{{0,60}}?[>»›]\s?[^\s>»›:]{{2,12}}\s(?=[^\s>»›:]{{10,60}}(?:\s|$))"
    # A blank where the page had a new line: before headings, bylines, the letter's beginning, the signature.
    rf"|(?<=\S)\s+(?=[一二三四五六七八九十]{{1,3}}、|\([一二三四五六七八九十]{{1,3}}\)|\d{{1,2}}[.、](?![\d\s])|附件:|\(?联系人)"
    rf"|(?<=[\u4e00-\u9fff”》)])\s+(?={_BYLINE})|(?<=\d:[0-5]\d)\s+(?=[\u4e00-\u9fff\d])(?!{_BYLINE})"
    rf"|(?<=通知)\s+(?=[\u4e00-\u9fff])|(?<=号)\s+(?=各|有关|市|县|区|省)|(?<=[:。])\s+(?=[\u4e00-\u9fff])"
    rf"|(?<=。)\s*(?=[\u4e00-\u9fff]{{3,30}}\s(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日|[一二][〇零]..年[^。]{{4,8}}日))"
)


def breaks_in(line: str) -> list[int]:
    """The places of a long line at which a new one begins; none when it does not look like a whole notice.

    >>> breaks_in("短行。一、时间")
    []
    """
    if len(line) < LONG:
        return []
    return sorted({found.end() for found in BREAKS.finditer(line) if 0 < found.end() < len(line)})
