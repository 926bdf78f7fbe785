"""The headline of a press item or a brief: a line without 通知, known by its words and by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SUBJECT = re.compile(r"节能|低碳|宣传周|宣传月|节约|能源|绿色|降碳|减排|环保|体验日|生态|垃圾分类|公共机构|“?双碳")
HAPPENING = re.compile(
    r"开展|举办|启动|举行|组织|召开|走进|参加|助力|践行|推进|倡导|简讯|简报|总结|报[道导]|拉开|纪实|侧记|落幕|圆满|宣布|印发"
)
BYLINE = re.compile(
    r"(?:来源|发布(?:时间|日期|机构|单位|者|人)?|时间|日期|作者|供稿|编辑|浏览|阅读|点击|字号|字体|信息员|撰稿|通讯员)\s?[:】\]]"
    r"|^\W{0,4}20\d\d\s?[-/.年]\s?\d{1,2}"
)
NO_HEADLINE = re.compile(
    r"。|[;!?(]$|^(?:各|当前|您|现在|首页|来源|发布|时间|日期|作者|索引|主题分类|发文|成文|标题|名称|附件|关于我们)|[:>]$|首页|位置|登录"
    r"|^[一二三四五六七八九十]、|^\([一二三四五六七八九十]\)|^\d{1,2}[.、]|https?:|www\."
)
# A first sentence that begins so is text, whatever blanks stand in it.
OPENS_TEXT = re.compile(r"根据|按照|依据|为(?:了|深入|贯彻|认真|进一步|推动|切实|广泛|落实|做好)")
SITE_TAIL = re.compile(r"\s?(?:[-_|]{1,2}|(?<!—)—)\s?[^-_|—]{2,24}$")
SUBTITLED = re.compile(r"(?:^|\n)(?P<title>[^\n。:;]{4,40})\n\s?\Z")  # the line above ——云川小学开展…活动
STAMP_TAIL = re.compile(r"\s+(?:(?:发布|发表|更新)?(?:时间|日期)|来源|作者|发布人员?|浏览|点击|阅读)\s?:.*\Z")
LABEL = re.compile(r"[•·●◆■]\s?|(?:原?标题|题目|主题|正文标题)\s?:\s?")
SUBTITLE = re.compile(r"\n\s?(?:——|—|--)[^\n。]{4,50}(?=\n)")
SHORTEST, LONGEST = 6, 60
UNDER_THEME = re.compile(r"主题\s?:?\n\Z")  # the slogan on a line of its own
LEAST = 2  # points of a headline
PROSE = 70  # characters of a line that is text proper


@dataclass(frozen=True)
class Headline:
    """Where the headline stands in the clean text, and how much speaks for it."""

    start: int
    end: int
    points: int


def headline_in(text: str, head: int) -> Headline | None:
    """The line of the first ``head`` characters that reads most like a headline; the earlier of equals.

    >>> text = "新闻中心\\n云川市开展节能宣传活动\\n来源:市机关事务局\\n6月9日,活动启动。"
    >>> found = headline_in(text, 500)
    >>> text[found.start : found.end]
    '云川市开展节能宣传活动'
    """
    places = [place for place in _candidates(text, head) if not UNDER_THEME.search(text, 0, place[0])]
    best: Headline | None = None
    for index, (start, end) in enumerate(places):
        tail = STAMP_TAIL.search(text, start, end)
        end = _without_site(text, start, tail.start() if tail else end)
        label = LABEL.match(text, start, end)
        start = label.end() if label else start
        if not SHORTEST <= end - start <= LONGEST or NO_HEADLINE.search(text[start:end]):
            continue
        following = text[slice(*places[index + 1])] if index + 1 < len(places) else ""
        points = _points(text[start:end], following) + 2 * (text.count(text[start:end], end, head) > 0)
        if best is None or points > best.points:
            best = Headline(start, end, points)
    if best is None or best.points < LEAST:
        return None
    above = SUBTITLED.search(text, 0, best.start) if text.startswith("—", best.start) else None
    if above and not NO_HEADLINE.search(above["title"]):
        return Headline(above.start("title"), best.end, best.points)
    below = SUBTITLE.match(text, best.end)
    return Headline(best.start, below.end(), best.points) if below else best


def _candidates(text: str, head: int) -> Iterator[tuple[int, int]]:
    """Lines before the text proper; of one that is too long (a page without breaks) what stands between its blanks."""
    for found in re.finditer(r"[^\n]+", text[:head]):
        prose = len(found[0]) > PROSE and ("。" in found[0] or found[0].count(",") > 1)
        if len(found[0]) <= LONGEST and not prose:
            yield found.span()
            continue
        if prose and OPENS_TEXT.match(found[0]):
            return
        for part in re.finditer(r"\S+", found[0]):
            halved = part[0].count("“") != part[0].count("”")
            if prose and (re.search(r"[,。]", part[0]) or halved):
                yield found.start() + part.start(), found.end()
                break
            if not halved:
                yield found.start() + part.start(), found.start() + part.end()
        if prose:
            return


def _points(line: str, following: str) -> int:
    return (
        3 * bool(SUBJECT.search(line))
        + 2 * bool(HAPPENING.search(line))
        + 3 * bool(BYLINE.search(following))
        - 3 * bool(BYLINE.search(line))
    )


def _without_site(text: str, start: int, end: int) -> int:
    """The end without the site's name that browsers put behind a title (…活动 - 云川市人民政府)."""
    tail = SITE_TAIL.search(text[start:end])
    return start + tail.start() if tail and tail.start() >= SHORTEST else end
