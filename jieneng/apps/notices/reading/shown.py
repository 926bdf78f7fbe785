"""How a decided value reads on the page: days with their weekday, an activity by when it takes place."""

from collections.abc import Mapping
from datetime import date

from jieneng.apps.notices.reading.rows import OPTIONS, Line
from jieneng.core.forms.page_parts import thousands_typed
from jieneng.engine.periods import day_cn

_TURNS = (("", ""), *OPTIONS["direction"][1:])
ASIDE = ("title", "kind", "what", "who", "to")  # they stand in the first column or in the inputs


def shown(line: Line, value: Mapping[str, str]) -> str:
    """The value in one line of words; empty when nothing is known."""
    if "start_date" in line.inputs:
        return _activity(value)
    if "count" in line.inputs:
        return f"{thousands_typed(value['count'])}{value['unit']}" + ("（约数）" if value["approx"] else "")
    if "direction" in line.inputs:
        return dict(_TURNS)[value["direction"]] + f"{value['value']}{value['unit']}"
    if "start" in line.inputs:
        said = _span(value["start"], value["end"])
        return f"{value['name']}：{said}" if value.get("name") else said
    told = [name for name in line.inputs if len(line.inputs) == 1 or name not in ASIDE]
    parts = (_said(value[name], line.inputs[name]) for name in told)
    return "　".join(dict.fromkeys(part for part in parts if part))  # a channel is often its way: 电子邮件


def _said(text: str, kind: str) -> str:
    if kind in OPTIONS:
        return dict(OPTIONS[kind])[text] if text else ""
    return _day(text) if kind == "date" else text


def _activity(value: Mapping[str, str]) -> str:
    start = " ".join(part for part in (_short(value["start_date"]), value["start_time"]) if part)
    end_day = value["end_date"] if value["end_date"] != value["start_date"] else ""
    end = " ".join(part for part in (_short(end_day), value["end_time"]) if part)
    when = (f"{start} 至 {end}" if start and end else start or end) or "全程"
    mode = dict(OPTIONS["mode"])[value["mode"]] if value["mode"] else ""
    return "　".join(part for part in (when, value["place"], value["participants"], mode, value["method"]) if part)


def _span(start: str, end: str) -> str:
    if not start or start == end:
        return _day(start)
    return f"{_day(start)}至{_short(end, weekday=True)}"


def _day(text: str) -> str:
    """2025年6月23日（星期一）; a text that is no day stays as it was typed."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.year}年{day_cn(day)}"


def _short(text: str, *, weekday: bool = False) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return day_cn(day) if weekday else f"{day.month}月{day.day}日"
