"""Reading a notice: the parts in the order in which they need each other."""

from __future__ import annotations

import re

from jieneng.engine.figures import read_clean
from jieneng.engine.notices.activities import Named, read_activity
from jieneng.engine.notices.checks import warnings_of
from jieneng.engine.notices.contacts import contacts_of
from jieneng.engine.notices.draft import Draft, Unreadable
from jieneng.engine.notices.enclosures import attachments_of, text_end
from jieneng.engine.notices.found import activity_sections, closed_at
from jieneng.engine.notices.heads import read_head
from jieneng.engine.notices.limits import limits_of
from jieneng.engine.notices.numbers import doc_numbers
from jieneng.engine.notices.page import lay_out
from jieneng.engine.notices.periods import calendar_of
from jieneng.engine.notices.requests import requests_of
from jieneng.engine.notices.stamps import (
    campaign_year,
    explicit_years,
    foot_stamp,
    published_date,
    signing_day,
    written_date,
)
from jieneng.engine.notices.themes import themes_of
from jieneng.engine.texts.clean import clean

LONGEST = 1_000_000  # characters
CHINESE = re.compile(r"[\u3400-\u9fff]+")
LEAST_SHARE = 0.05  # of Chinese characters among all that are not blank


def read(text: str) -> Draft:
    """A notice's text as a draft for a person to confirm; every value keeps its places in ``text``.

    Raises ``Unreadable`` for an empty text, one with no or hardly any Chinese, and one above a million characters.

    >>> read("关于开展2031年节能宣传周活动的通知\\n各科室：\\n宣传周为6月9日至15日。").period.value
    (datetime.date(2031, 6, 9), datetime.date(2031, 6, 15))
    """
    _refuse(text)
    page = lay_out(clean(text))
    head = read_head(page)
    undated = page.dated(year=None, anchor=None)
    written, published = written_date(undated, head.body), published_date(undated, head.body)
    year = campaign_year(page, head.title_years, (written, published))
    page = page.dated(year=year.value if year else None, anchor=None)
    stop = text_end(page, head.body)
    sections = activity_sections(page, head.body, stop, (head.title_start, head.title_end))
    calendar = calendar_of(page, sections)
    if calendar.week or calendar.low_carbon_day:
        near = calendar.week.value[0] if calendar.week else calendar.low_carbon_day.value  # type: ignore[union-attr]
        page = page.dated(year=year.value if year else None, anchor=near)
        calendar = calendar_of(page, sections)
    written, published = written_date(page, head.body), published_date(page, head.body)
    named = Named(calendar.low_carbon_day.value if calendar.low_carbon_day else None)
    stamps = (signing_day(page, head.body), foot_stamp(page, head.body))
    stops = (stop, *(stamp.start for stamp in stamps if stamp))
    own, cited = doc_numbers(page, head.body)
    themes, differing = themes_of(page, str(head.title.value) if head.title else "", year.value if year else None)
    asked = requests_of(page, stop)
    boxes = tuple(span for each in asked.deadlines if each.email for span in each.spans[-1:])
    figures = read_clean(page.clean)
    draft = Draft(
        title=head.title,
        issuer=head.issuer,
        doc_no=own,
        year=year,
        written_date=written,
        published_date=published,
        period=calendar.week,
        low_carbon_day=calendar.low_carbon_day,
        cited_doc_nos=cited,
        addressees=head.addressees,
        limits=limits_of(page, head.body),
        attachments=attachments_of(page, head.body),
        other_periods=calendar.others,
        themes=themes,
        activities=tuple(read_activity(page, closed_at(each, stops), named) for each in sections),
        deadlines=asked.deadlines,
        contacts=contacts_of(page, boxes),
        stats=figures.stats,
        rates=figures.rates,
        furniture=page.clean.furniture,
    )
    warnings = warnings_of(page, draft, years=explicit_years(page), differing=differing, undated=asked.undated)
    return Draft(**{**vars(draft), "warnings": warnings})


def _refuse(text: str) -> None:
    if len(text) > LONGEST:
        raise Unreadable("too-long")
    n_visible = len("".join(text.split()))
    if not n_visible:
        raise Unreadable("empty")
    n_chinese = sum(map(len, CHINESE.findall(text)))
    if n_chinese < 4 or n_chinese < LEAST_SHARE * n_visible:
        raise Unreadable("not-chinese")
