"""Finding which headings of a notice are activities."""

from __future__ import annotations

import re
from dataclasses import replace

from jieneng.engine.notices.kinds import tells
from jieneng.engine.notices.page import Page
from jieneng.engine.notices.told import of_title, told_in
from jieneng.engine.texts.structure import Section, is_field

# A heading whose children are activities …
PARENT = re.compile(
    r"活动安排|活动内容|主要活动|重点活动|宣传活动|活动形式|活动项目|具体活动|活动计划|活动方案|工作安排|具体安排|宣传形式|宣传方式|宣传安排|活动方式|系列活动|主要内容"
    r"|工作内容|宣传内容|具体内容|主要任务|工作任务|重点任务|主要工作|重点工作|主要措施|具体措施|活动日程|日程安排|活动要点|时间安排|安排如下|内容及|重点内容|主要形式|实施步骤|工作步骤"
    r"|活动及|(?:开展|参加).{0,16}活动$|(?:线上|线下|全国|省级|市级|全省|全市|区级|本市|本省)活动"
)
# … and headings that never are one themselves.
NEVER = re.compile(
    r"要求|组织领导|加强领导|高度重视|提高认识|指导思想|总体(?:要求|目标|思路)|工作目标|活动目的|活动意义|保障|活动主题|宣传主题|^主题(?!宣传|教育|活动|实践|党日|班会|讲座|演讲|日)|主题[及和]|时间[及和、]|宣传重点"
    r"|注意事项|经费|总结|报送|上报|信息报|材料报|联系|附件|领导小组|组织机构|责任|督导考核|严格|落实中央|疫情|安全|节俭|纪律|^认真|^精心|^统一思想|^强化|^切实|^高度|^周密"
    r"|^(?:活动|宣传|举办)?(?:时间|地点|对象|日期|范围|主题(?!宣传|教育|活动|实践|党日|班会|讲座|演讲|日)|目的)|^做好宣传|^加强宣传|^广泛宣传发动|^营造|^加强组织|^(?:突出|注重|加大)|^扎实|积极配合|^及时|^确保"
    r"|征集(?:范围|对象|要求|时间)|截止|请将|[和及与、](?:方式|标准|方法|要求|规则|流程|办法)$|(?:标准|规则|流程|奖项设置|评选办法|奖励办法|评分)$"
)
# What a brief tells of the levels below, without naming an activity.
BY_LEVEL = re.compile(
    r"^(?:各|省直|市直|区直|县直|其他|全[省市区县])[^,]{0,8}?(?:广泛|纷纷|积极|认真)?(?:开展|组织)(?:了)?(?:形式多样|内容丰富|丰富多彩)?(?:的)?(?:系列)?宣传活动$"
)
REQUEST_PARENT = re.compile(r"要求|保障|组织领导|附件|总结|报送|指导思想|目标|宣传重点|原则|意义|说明|须知")
# 开展抵制过度包装活动: an activity by its verb and its last word, whatever it is about.
ACTED = re.compile(
    r"^(?:组织|积极)*(?:开展|举办|举行|组织|召开|参加|参与|收看|观看)(?!形式|丰富|各类|各种|系列|多种|内容)[^,。;]{2,30}(?:活动|仪式|体验|展示|会)$"
    r"|^在[^,。;]{3,30}(?:举行|举办)[^,。;]{2,24}(?:活动|仪式)$"
)
LISTED = re.compile(r"(?:(?<=\n)|(?<=;)\s?)(?P<title>[^\n。;:]{4,90})(?P<more>;(?=\s*\S))?(?=[;。\s]|$)")
LED = re.compile(
    r"(?<=\n)(?P<title>(?:广泛|积极|组织)*(?:开展|举办|举行|召开|组织|发起|倡导|参加|收看|观看)[^,。;:\n]{4,28})。[^\n]{10,}"
)
FEWEST_LISTED = 3
CALENDAR = frozenset({"dated", "day"})
GROUP = re.compile(
    r"(?:线上|线下|全国|省级|市级|区级|全省|全市|自行|统一|集中|各(?:单位|部门|地|县)|主要|公共机构|系列|本级|配合)[^,。]{0,12}活动(?:安排|内容)?$|^(?:活动|安排)"
)


def activity_sections(page: Page, start: int, stop: int, head_title: tuple[int, int]) -> list[Section]:
    """The headings that are activities, in order; else what sentences between two places tell, else the title."""
    named = [section for section in page.sections if section.kind == "activity"]
    if named:
        return named
    found: list[Section] = []
    for section in page.sections:
        title = _title(page, section)
        if not PARENT.search(title) or REQUEST_PARENT.search(title) or _inside(section, found):
            continue
        listed = [] if section.children else _listed(page, section)
        if len(title) > 40 or (is_field(title) and not section.children and not listed):
            continue
        found.extend(listed or _children(page, section))
    if found:
        return sorted({section.start: section for section in found}.values(), key=lambda each: each.start)
    return _telling(page) or _led(page, start, stop) or told_in(page, start, stop) or of_title(page, *head_title, start)


def _children(page: Page, parent: Section) -> list[Section]:
    found: list[Section] = []
    for index in parent.children:
        child = page.sections[index]
        title = _title(page, child)
        if is_field(title) or NEVER.search(title) or BY_LEVEL.search(title):
            continue
        inner = [page.sections[each] for each in child.children]
        inner = [each for each in inner if not is_field(_title(page, each)) and not NEVER.search(_title(page, each))]
        telling = [each for each in inner if tells(_title(page, each))]
        if len(telling) >= 2 and len(telling) * 2 >= len(inner) and (GROUP.search(title) or not tells(title)):
            found.extend(inner)
        else:
            found.append(child)
    return found


def _listed(page: Page, parent: Section) -> list[Section]:
    """The lines under a heading, each one activity, when they close with a semicolon instead of opening with a mark."""
    lines = list(LISTED.finditer(page.text, parent.body, parent.end))
    more = next((index for index, line in enumerate(lines) if not line["more"]), len(lines))
    lines = lines[: more + 1]  # the first that closes otherwise is the last
    telling = [line for line in lines if tells(line["title"])]
    if more < FEWEST_LISTED - 1 or len(lines) < FEWEST_LISTED or len(telling) * 2 < len(lines):
        return []
    ends = [*(line.start() for line in lines[1:]), lines[-1].end()]
    return [
        Section("line", "", line.start(), *line.span("title"), line.end("title"), max(end, line.end()))
        for line, end in zip(lines, ends, strict=True)
        if not NEVER.search(line["title"])
    ]


def _telling(page: Page) -> list[Section]:
    """Without a heading for the activities: headings whose own words tell an activity."""
    found: list[Section] = []
    for section in page.sections:
        title = _title(page, section)
        over = [_title(page, each) for each in page.ancestry(section)][1:]
        if (
            len(title) > 60
            or is_field(title)
            or NEVER.search(title)
            or any(REQUEST_PARENT.search(each) for each in over)
        ):
            continue
        if (tells(title) or ACTED.search(title)) and not _inside(section, found):
            found.append(section)
    return _whole_calendar(page, found)


def _whole_calendar(page: Page, found: list[Section]) -> list[Section]:
    """Where most days of a calendar (7月10日:…) are activities, the others are as well."""
    days = [section for section in page.sections if section.kind in CALENDAR]
    known = [section for section in found if section.kind in CALENDAR]
    if len(known) < 2 or len(known) * 2 < len(days):
        return found
    others = [section for section in days if section not in known and not NEVER.search(_title(page, section))]
    return sorted([*found, *others], key=lambda each: each.start)


def _led(page: Page, start: int, stop: int) -> list[Section]:
    """Paragraphs that each open with a short sentence of their own: 开展回收活动。6月9日起,……"""
    lines = list(LED.finditer(page.text, start, stop))
    if len(lines) < FEWEST_LISTED:
        return []
    return [
        Section("line", "", line.start("title"), *line.span("title"), line.end("title") + 1, line.end())
        for line in lines
        if not NEVER.search(line["title"]) and (tells(line["title"]) or ACTED.search(line["title"]))
    ]


def _inside(section: Section, found: list[Section]) -> bool:
    return any(each.start <= section.start < each.end for each in found)


def _title(page: Page, section: Section) -> str:
    return page.text[section.title_start : section.title_end].strip()


def closed_at(section: Section, stops: tuple[int, ...]) -> Section:
    """The section ended at the first of the stops (a signature, a list of attachments) that it runs over."""
    return replace(section, end=min([section.end, *(stop for stop in stops if stop > section.body)]))
