"""The poster of a campaign or of one of its activities: what stands on it, and where its code leads."""

import io
from collections.abc import Iterable
from datetime import date, datetime

import segno
from django.conf import settings
from django.utils.translation import gettext as _

from jieneng.core.campaigns.doors import Door, public_doors
from jieneng.core.campaigns.models import Activity, Campaign
from jieneng.core.documents import public_pages
from jieneng.engine.documents import poster
from jieneng.engine.documents.faces import MissingFonts
from jieneng.engine.documents.numbers import date_cn
from jieneng.engine.documents.poster import Poster
from jieneng.ui.refusals import Refused


def poster_of(campaign: Campaign, activity: Activity | None, now: datetime) -> Poster | None:
    """Title, days, place, slogan and the code; None as long as there is no public page to which it could lead.

    The code of an activity leads to where one takes part in it, else to the page of the campaign.
    """
    page = public_pages.find("campaign", campaign.public_code)
    if page is None:
        return None
    doors = public_doors([activity], now).get(activity.pk, ()) if activity else ()
    door = _first(doors)
    address = door.url if door else page.url
    if address.startswith("/"):
        address = f"{settings.JIENENG_BASE_URL}{address}"
    theme = campaign.themes.order_by("ord").first()
    return Poster(
        title=activity.title if activity else campaign.title,
        over=campaign.title if activity else "",
        slogan=theme.slogan if theme else "",
        host=campaign.organization.name,
        address=address,
        qr=_drawn(address),
        call=_("扫码参加") if activity else _("扫码看活动"),
        lines=_of_activity(activity) if activity else _of_campaign(campaign),
    )


def leads_to(doors: Iterable[Door]) -> str:
    """What opens when the code of an activity is scanned, as its door says it; "" where it has none."""
    door = _first(doors)
    return (door.label or door.note) if door else ""


def as_pdf(said: Poster, size: str, now: datetime) -> bytes:
    """The print file; `no-fonts` where there is no Chinese type to set it in."""
    try:
        return poster.build(said, size, fonts=settings.JIENENG_FONTS, made_on=now.date())
    except MissingFonts as missing:
        raise Refused("no-fonts") from missing


def _first(doors: Iterable[Door]) -> Door | None:
    return next((door for door in doors if door.url), None)


def _drawn(address: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", scale=4, border=3, dark="#08443f", light="#fff")
    return drawn.getvalue()


def _of_campaign(campaign: Campaign) -> tuple[tuple[str, str], ...]:
    return tuple((each.name, _days(each.start, each.end)) for each in campaign.periods.order_by("ord")[:2])


def _of_activity(activity: Activity) -> tuple[tuple[str, str], ...]:
    hours = [f"{each:%H:%M}" for each in (activity.start_time, activity.end_time) if each]
    days = _days(activity.start_date, activity.end_date)
    period = activity.campaign.period
    if not days and period:
        days = _days(period.start, period.end)
    said = ((_("时间"), " ".join((days, "—".join(hours))).strip()), (_("地点"), activity.place))
    return tuple((label, words) for label, words in said if words)


def _days(start: date | None, end: date | None) -> str:
    """2025年6月23日至29日, as short as it can be said.

    >>> _days(date(2025, 6, 23), date(2025, 6, 29)), _days(date(2025, 6, 23), None)
    ('2025年6月23日至29日', '2025年6月23日')
    """
    if start is None:
        return ""
    if end is None or end == start:
        return date_cn(start)
    whole = date_cn(end)
    if end.year == start.year:
        whole = f"{end.day}日" if end.month == start.month else f"{end.month}月{end.day}日"
    return f"{date_cn(start)}至{whole}"
