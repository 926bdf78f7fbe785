"""Who is to take part: the words 各地区、各单位干部职工 out of a request."""

from __future__ import annotations

import re

from jieneng.engine.notices.page import Page
from jieneng.engine.texts.spans import Span

_UNIT_END = (
    r"(?:单位|部门|机构|地区|学校|高校|学院|系统|处室|科室|街道|乡镇|镇街|园区|医院|企业|"
    r"支部|班级|年级|市州|县区|区县|县市|盟市|市|县|区|局|委|办)"
)
_EACH = (
    r"(?:省直|市直|区直|县直|州直|局直|中央国家机关|机关|直属|所属)?"
    rf"各[\u4e00-\u9fff]{{0,10}}?{_UNIT_END}(?!单位|部门|公室|事处)(?:\([^()]{{1,8}}\))?"
)
UNITS = re.compile(rf"(?<![会合据由])(?:{_EACH}(?:、(?:{_EACH}|[\u4e00-\u9fff]{{2,10}}{_UNIT_END}))*)(?!联合|活动地点)")
_PEOPLE = (
    r"(?:各级)?(?:公共机构|机关)?(?:广大|全体)?(?:党员)?(?:干部职工|机关干部|师生员工|师生|医务人员|工作人员|有关人员|负责人员|相关人员|管理人员|教职工"
    r"|职工群众|干部群众|学生|志愿者|职工|市民|群众|联络员|业务骨干|负责人)"
)
PEOPLE = re.compile(_PEOPLE)
CALLED = re.compile(
    rf"(?:组织|动员|发动|鼓励|欢迎|倡导|号召|引导|邀请|请)(?:和[\u4e00-\u9fff]{{2}})?(?:本[地单系部][区位统门]、?)*(?P<who>[\u4e00-\u9fff]{{0,8}}?{_PEOPLE})"
)
ALL = re.compile(rf"全[体校院局市县区省州系][\u4e00-\u9fff]{{0,6}}?{_PEOPLE}")
CALL = re.compile(r"[要应须将需可]|组织|动员|发动|引导|倡导|号召|鼓励|安排")
CLAUSE = re.compile(r"[,。;!\n]")


def participants_in(page: Page, start: int, end: int) -> tuple[str, Span] | None:
    """Units and people named in a request between two places, put together as one phrase."""
    alone: tuple[int, int] | None = None
    for unit in UNITS.finditer(page.text, start, end):
        people = _people_after(page, unit.end(), end)
        if people is None:
            alone = alone or unit.span()
            continue
        if CALL.search(page.text, unit.end(), people[0]):
            return page.written(*unit.span()) + page.written(*people), page.span(unit.start(), people[1])
        return page.written(unit.start(), people[1]), page.span(unit.start(), people[1])
    for pattern in (CALLED, ALL):
        called = pattern.search(page.text, start, end) if alone is None else None
        if called:
            alone = called.span("who" if "who" in pattern.groupindex else 0)
    return (page.written(*alone), page.span(*alone)) if alone else None


def _people_after(page: Page, place: int, end: int) -> tuple[int, int] | None:
    """People in the same clause soon after the units: 各单位要组织干部职工."""
    limit = min(end, place + 40)
    stop = CLAUSE.search(page.text, place, limit)
    found = PEOPLE.search(page.text, place, stop.start() if stop else limit)
    return found.span() if found else None
