"""From decisions to a campaign: what was confirmed becomes its themes, its days and its activities."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from jieneng.apps.notices.reading.decisions import Decisions
from jieneng.apps.notices.reading.rows import OK, theme_name
from jieneng.core.campaigns.actions import Content
from jieneng.engine.campaign_titles import campaign_title, period_name
from jieneng.engine.periods import BEIJING, CLOSE_OF_OFFICE

SUMMARIES = ("总结", "情况", "材料", "报告", "小结")


def content_of(reading: dict[str, Any], decisions: Decisions) -> Content:
    """The content of the campaign. Year and title must have been confirmed."""
    year = int(_value(decisions, "year")["year"])
    return Content(
        title=campaign_title(year, _value(decisions, "title").get("text", "")),
        year=year,
        themes=list(_themes(reading, decisions)),
        periods=list(_periods(decisions, reading)),
        activities=list(_activities(reading, decisions)),
        upper_title=upper_name(decisions),
    )


def upper_name(decisions: Decisions) -> str:
    """The superior's notice as one's own cites it: its title in 《》 with its number behind."""
    title, number = _value(decisions, "title").get("text", ""), _value(decisions, "doc_no").get("text", "")
    return (f"《{title}》" + (f"（{number}）" if number else ""))[:200] if title else ""


def upper_due(decisions: Decisions) -> datetime | None:
    """By when the superior wants the summary; the close of office when no hour is given. None: no day was asked."""
    asked = [row["value"] for key, row in decisions["rows"].items() if key.startswith(("deadlines-", "undated-"))
             and row["state"] == OK and row["value"]["due"]]  # fmt: skip
    summaries = [value for value in asked if any(word in value["what"] for word in SUMMARIES)]
    moments = [_moment(value["due"], value["time"]) for value in summaries or asked]
    return max(moments, default=None)


def _moment(day: str, hour: str) -> datetime:
    clock = time.fromisoformat(hour) if hour else CLOSE_OF_OFFICE
    return datetime.combine(date.fromisoformat(day), clock, BEIJING)


def _value(decisions: Decisions, key: str) -> dict[str, str]:
    row = decisions["rows"].get(key)
    return row["value"] if row and row["state"] == OK else {}


def _themes(reading: dict[str, Any], decisions: Decisions) -> Iterator[dict[str, Any]]:
    for n, record in enumerate(reading["themes"]):
        slogan = _value(decisions, f"themes-{n}").get("slogan", "")
        if slogan:
            yield {"scope": record["scope"], "name": theme_name(record)[:60], "slogan": slogan[:120]}


def _periods(decisions: Decisions, reading: dict[str, Any]) -> Iterator[dict[str, Any]]:
    week = _value(decisions, "period")
    if week.get("start") and week.get("end"):
        name = period_name(_value(decisions, "title").get("text", ""))
        yield {"scope": "week", "name": name, **_days(week["start"], week["end"])}
    day = _value(decisions, "low_carbon_day").get("date")
    if day:
        yield {"scope": "low_carbon_day", "name": "全国低碳日", **_days(day, day)}
    for n, _ in enumerate(reading["other_periods"]):
        other = _value(decisions, f"other_periods-{n}")
        if other.get("start") and other.get("end"):
            scope = "month" if "月" in other["name"] else "other"
            yield {"scope": scope, "name": other["name"][:60], **_days(other["start"], other["end"])}


def _days(start: str, end: str) -> dict[str, date]:
    return {"start": date.fromisoformat(start), "end": date.fromisoformat(end)}


def _activities(reading: dict[str, Any], decisions: Decisions) -> Iterator[dict[str, Any]]:
    for n, _ in enumerate(reading["activities"]):
        value = _value(decisions, f"activities-{n}")
        if value.get("title"):
            yield _activity(value)


def _activity(value: dict[str, str]) -> dict[str, Any]:
    start = date.fromisoformat(value["start_date"]) if value["start_date"] else None
    end = date.fromisoformat(value["end_date"]) if value["end_date"] else start
    return {
        "kind": value["kind"],
        "title": value["title"][:120],
        "start_date": start or end,
        "end_date": end,
        "start_time": time.fromisoformat(value["start_time"]) if value["start_time"] else None,
        "end_time": time.fromisoformat(value["end_time"]) if value["end_time"] else None,
        "place": value["place"][:200],
        "participants": value["participants"],
        "mode": value["mode"],
        "method": value["method"],
    }
