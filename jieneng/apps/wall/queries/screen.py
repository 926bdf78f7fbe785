"""Everything on a wall as plain values for its script; made once for all screens within a quarter of a minute."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from jieneng.apps.wall.models import Wall as Link
from jieneng.apps.wall.queries import figures, photos
from jieneng.core.campaigns import tallying, wall_blocks
from jieneng.core.campaigns.models import Campaign
from jieneng.engine.periods import in_beijing
from jieneng.ui.wording import moment, thousands

KEPT = 15  # seconds
_MOST_BLOCKS = 10  # the right column shows them two at a time, in turn; those of apps come first


def screen(link: Link) -> dict[str, Any]:
    """The wall of a link as it was at most KEPT seconds ago."""
    key = f"wall:{link.pk}"
    made: dict[str, Any] | None = cache.get(key)
    if made is None:
        made = _made(link, timezone.now())
        cache.set(key, made, timeout=KEPT)
    return made | {"now_ms": _ms(timezone.now())}


def _made(link: Link, now: datetime) -> dict[str, Any]:
    campaign, today = link.campaign, in_beijing(now).date()
    shown = figures.wall(campaign, link.organization)
    counted_at = tallying.latest([one.pk for one in shown.activities])
    strip = [figures.participants(shown), *figures.items(shown, today)]
    return {
        "made_ms": _ms(now),
        "day": _day_name(campaign, today),
        "strip": [vars(one) for one in strip if one],
        "strip_at": _clock(max(filter(None, (shown.as_of, counted_at)), default=None)),
        "tiles": [
            {"name": block.name, "value": block.value, "tiles": [vars(tile) for tile in block.tiles]}
            for block in figures.tiles(shown)
        ],
        "tiles_at": _clock(shown.as_of),
        "days": [{"day": f"{day.month}月{day.day}日", "n": n} for day, n in figures.days(shown)],
        "days_at": _clock(counted_at),
        "photos": [_photo(link, shot) for shot in photos.latest(campaign, link.org_path)],
        "ranks": _ranks(shown, link, counted_at),
        "report": _report(shown),
    }


def _ranks(shown: figures.Wall, link: Link, counted_at: datetime | None) -> list[dict[str, Any]]:
    most = wall_blocks.MOST_ROWS
    found = [_block(block) for block in wall_blocks.blocks(link.campaign, link.org_path)]
    people = figures.by_people(shown, most)
    if people:
        found.append(_ranking("下级参加人次", "平台计数", counted_at, ((one, thousands(one.n)) for one in people)))
    complete = figures.by_completeness(shown, most)
    if complete:
        rows = ((one, f"{100 * one.share:.1f}") for one in complete)
        found.append(_ranking("下级报告上报", "完成率 %", shown.as_of, rows))
    return found[:_MOST_BLOCKS]


def _block(block: wall_blocks.Block) -> dict[str, Any]:
    rows = [vars(row) for row in block.rows[: wall_blocks.MOST_ROWS]]
    return {"title": block.title, "note": block.note, "at": _clock(block.as_of), "ranked": block.ranked, "rows": rows}


def _ranking(title: str, note: str, at: datetime | None, rows: Iterable[tuple[figures.Ranked, str]]) -> dict[str, Any]:
    said = [{"name": one.name, "value": value, "detail": "", "share": one.share} for one, value in rows]
    return {"title": title, "note": note, "at": _clock(at), "ranked": True, "rows": said}


def _photo(link: Link, shot: photos.Shot) -> dict[str, str]:
    url = reverse("wall:public_photo", args=[link.token, shot.file.pk])
    return {"url": url, "who": shot.who, "caption": shot.caption, "at": _clock(shot.at)}


def _report(shown: figures.Wall) -> str:
    collection = shown.collection
    if collection is None:
        return ""
    n, of = shown.handed_in(shown.node.path), shown.asked[shown.node.path]
    return f"报告上报：已报 {thousands(n)} / {thousands(of)} 家，{moment(collection.due_at)} 截止"


def _day_name(campaign: Campaign, today: date) -> str:
    """What the day is called in the campaign: the low-carbon day, else the period it lies in."""
    periods = [one for one in campaign.periods.all() if one.start <= today <= one.end]
    return min(periods, key=lambda one: one.end - one.start).name if periods else ""


def _clock(at: datetime | None) -> str:
    return f"{in_beijing(at):%H:%M}" if at else ""


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
