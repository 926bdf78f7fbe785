"""Who is to take part: the words 各地区、各单位干部职工 out of a request."""

from __future__ import annotations

import re

from jieneng.engine.notices.draft import Span
from jieneng.engine.notices.page import Page

_UNIT_END = r"(?:单位|部门|机构|地区|学校|高校|学院|系统|处室|科室|街道|乡镇|镇街|园区|医院|企业|局|委|办|市|州|县|区)"
UNITS = re.compile(
    rf"(?:各|有关|省直|市直|区直|县直|州直|中央国家机关|全[国省市区县州校院系]|本[市省区县]|机关)[\u4e00-\u9fff、()]{{0,24}}?{_UNIT_END}(?![\u4e00-\u9fff]{{0,3}}(?:组织实施|负责|联合举办))"
)
PEOPLE = re.compile(
    r"(?:各级)?(?:公共机构|机关)?(?:广大|全体)?(?:党员)?(?:干部职工|机关干部|师生员工|师生|医务人员|工作人员|有关人员|负责人员|相关人员|管理人员|教职工|职工群众|干部群众|学生|志愿者|职工|市民|群众|联络员|业务骨干)"
)
REQUEST = re.compile(r"请|要|应|组织|动员|发动|鼓励|欢迎|倡导|号召|引导|邀请|参加|同步|积极|结合|各")
MODAL = re.compile(r"(?:要)?(?:应|可|须|将|需)?(?:积极|广泛|认真|统一|充分|及时)*(?:组织|动员|发动|引导)*(?:和)?(?:动员|组织)*")


def participants_in(page: Page, start: int, end: int) -> tuple[str, Span] | None:
    """Units and people named in a request between two places, put together as one phrase."""
    for unit in UNITS.finditer(page.text, start, end):
        people = _people_after(page, unit.end(), end)
        if people:
            joined = page.written(*unit.span()) + page.written(*people)
            return joined, page.span(unit.start(), people[1])
        return page.written(*_widened(page, unit, end)), page.span(*_widened(page, unit, end))
    found = PEOPLE.search(page.text, start, end)
    return (page.written(*found.span()), page.span(*found.span())) if found else None


def _people_after(page: Page, place: int, end: int) -> tuple[int, int] | None:
    """People in the same clause after the units: 各单位要组织干部职工."""
    stop = re.compile(r"[,。;!\n]").search(page.text, place, min(end, place + 60))
    found = PEOPLE.search(page.text, place, stop.start() if stop else min(end, place + 60))
    if found is None:
        return None
    between = page.text[place : found.start()]
    own = re.search(r"(?:本[地单系部][区位统门]、?)*", between)
    words = re.sub(r"本(?:地区|单位|系统|部门)|[、的]", "", between)
    if own is None or not (MODAL.fullmatch(words) or len(words) <= 14):
        return None
    return found.span()


def _widened(page: Page, unit: re.Match[str], end: int) -> tuple[int, int]:
    """With what follows a 、 (各地区、各部门) or belongs to the name (…主管部门有关人员)."""
    more = re.compile(rf"(?:、[\u4e00-\u9fff]{{1,12}}?{_UNIT_END})*(?:[\u4e00-\u9fff]{{0,14}}?{_UNIT_END})?(?=[要应将请须需可组结开同围])").match(
        page.text, unit.end(), end
    )
    return unit.start(), more.end() if more else unit.end()
