"""The cascade in which these tests play: a notice of the city, passed on by the county, signed for by the school."""

from datetime import date, timedelta

from jieneng.apps.notices.actions.drafting import Said, change, draft
from jieneng.apps.notices.actions.passing import pass_on
from jieneng.apps.notices.actions.publishing import publish
from jieneng.apps.notices.models import Notice
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.orgs.roster import open_year

TEXT = "为做好宣传周工作，现将有关事项通知如下。\n一、有关要求\n（一）认真组织。各单位要制定方案。"


def campaign_of(town, where="city", by="ines"):
    """A campaign of this year, whose roster the loop keeps open."""
    open_year(date.today().year)
    content = Content(
        title="2026年公共机构节能宣传周",
        year=date.today().year,
        themes=[{"scope": "week", "name": "宣传周主题", "slogan": "节能增效"}],
        periods=[{"scope": "week", "name": "全国节能宣传周", "start": date(2026, 6, 22), "end": date(2026, 6, 28)}],
        activities=[{"kind": "watch_live", "title": "收看启动活动", "start_date": date(2026, 6, 22)}],
    )
    return set_up(getattr(town, where), content, by=getattr(town, by))


def said(now, **fields):
    terms = {
        "title": "关于开展节能宣传周活动的通知",
        "addressee": "各单位",
        "text": TEXT,
        "asks": "all",
        "due_at": now + timedelta(days=10),
        "number_code": "云机管节",
    }
    return Said(**(terms | fields))


def drafted(town, now, where="city", by="ines", **fields):
    notice = draft(campaign_of(town, where, by), by=getattr(town, by))
    return change(notice, said(now, **fields), edit_no=notice.document.edit_no, by=getattr(town, by))


def published(town, now, where="city", by="ines", **fields):
    notice = drafted(town, now, where, by, **fields)
    return publish(notice, edit_no=notice.document.edit_no, by=getattr(town, by), now=now)


def passed_on(town, upper, now, where="county", by="cora", **fields):
    notice = pass_on(upper, getattr(town, where), by=getattr(town, by), now=now)
    terms = {"title": "关于转发通知的通知", "asks": "nobody", "due_at": now + timedelta(days=7), "number_code": ""}
    notice = change(notice, said(now, **(terms | fields)), edit_no=0, by=getattr(town, by))
    return publish(notice, edit_no=notice.document.edit_no, by=getattr(town, by), now=now)


def again(notice):
    return Notice.objects.get(pk=notice.pk)
