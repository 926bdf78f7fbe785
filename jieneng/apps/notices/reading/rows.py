"""The rows of a reading: which values there are, in which group, made of which inputs. A table, no cases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jieneng.core.campaigns.models import MODES, SCOPES
from jieneng.engine.campaign_titles import period_name
from jieneng.rulebook import kinds

GROUPS = (
    ("upper", "来文"),
    ("time", "时间和主题"),
    ("activities", "活动"),
    ("demands", "要求和期限"),
    ("figures", "数字"),
)
# What a place of the source is, by the look of its mark: each has an underline of its own beside its colour.
LOOKS = {
    "sp-h": "标题",
    "sp-t": "主题",
    "sp-d": "日期",
    "sp-a": "活动",
    "sp-w": "要求",
    "sp-n": "数字",
    "sp-k": "文号、联系",
}
OK, OPEN, OUT = "ok", "open", "out"
LONGEST = 300  # characters of one input
Inputs = dict[str, str]  # component -> type of its input: text, date, time, year, decimal, or a choice of OPTIONS

ONE_TEXT: Inputs = {"text": "text"}
ONE_DAY: Inputs = {"date": "date"}
RANGE: Inputs = {"start": "date", "end": "date"}
ACTIVITY: Inputs = {
    "kind": "kind",
    "title": "text",
    "start_date": "date",
    "start_time": "time",
    "end_date": "date",
    "end_time": "time",
    "place": "text",
    "participants": "text",
    "mode": "mode",
    "method": "text",
}
DEADLINE: Inputs = {
    "what": "text",
    "due": "date",
    "time": "time",
    "who": "text",
    "to": "text",
    "via": "via",
    "channel": "text",
    "email": "text",
}
CONTACT: Inputs = {"person": "text", "phone": "text", "email": "text"}
STAT: Inputs = {"item": "text", "count": "decimal", "unit": "text", "approx": "how"}
RATE: Inputs = {"item": "text", "direction": "direction", "value": "decimal", "unit": "text"}
OPTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "kind": tuple((code, each.label) for code, each in kinds().items()),
    "scope": SCOPES,
    "mode": (("", "未写明"), *MODES),
    "via": (
        ("", "未写明"),
        ("email", "电子邮件"),
        ("platform", "管理平台"),
        ("wechat", "微信"),
        ("qq", "QQ"),
        ("paper", "纸质件"),
    ),
    "how": (("", "精确"), ("approx", "约数")),
    "direction": (("", "占比、水平"), ("up", "上升"), ("down", "下降")),
}
LABELS = {
    "item": "统计对象",
    "count": "数量",
    "unit": "单位",
    "approx": "口径",
    "direction": "升降",
    "value": "数值",
    "scope": "范围",
    "text": "内容",
    "date": "日期",
    "year": "年度",
    "start": "开始日期",
    "end": "结束日期",
    "kind": "种类",
    "title": "名称",
    "start_date": "开始日期",
    "start_time": "开始时间",
    "end_date": "结束日期",
    "end_time": "结束时间",
    "place": "地点",
    "name": "名称",
    "slogan": "主题",
    "what": "报送内容",
    "due": "截止日期",
    "time": "截止时间",
    "who": "报送单位",
    "to": "报送至",
    "via": "报送方式",
    "channel": "报送渠道",
    "participants": "参加人员",
    "mode": "方式",
    "method": "做法",
    "person": "联系人",
    "phone": "电话",
    "email": "邮箱",
}
HEADS = (
    ("doc_no", "文号", ONE_TEXT, "sp-k"),
    ("written_date", "成文日期", ONE_DAY, "sp-d"),
    ("published_date", "发布日期", ONE_DAY, "sp-d"),
)
LOW_CARBON_DAY = ("low_carbon_day", "全国低碳日", ONE_DAY, "sp-d")
# Several short values that stand in one row, with the sign between them.
JOINED = (("addressees", "主送", "，"), ("cited_doc_nos", "引用文号", "、"))
_DOUBT = ("high", "medium", "low")
REQUIRED = frozenset({"title", "year", "period"})


@dataclass(frozen=True)
class Line:
    """One value of a reading: `values` are what was read, by component; `spans` where."""

    key: str
    group: str
    label: str
    inputs: Inputs
    values: dict[str, str]
    spans: tuple[tuple[int, int], ...]
    css: str
    confidence: str = "high"
    repaired: bool = False
    note: str = ""
    under: str = ""
    is_added: bool = False


def lines(reading: dict[str, Any]) -> Iterator[Line]:
    """Every line of a reading in the order of the page; what a campaign needs has one even when it was not found."""
    yield _scalar(reading, "title", "upper", "标题", ONE_TEXT, "sp-h")
    yield _scalar(reading, "issuer", "upper", "发文单位", ONE_TEXT, "sp-k")
    for name, label, inputs, css in HEADS:
        if reading.get(name):
            yield _scalar(reading, name, "upper", label, inputs, css)
    for name, label, sign in JOINED:
        if reading.get(name):
            yield _joined(reading[name], name, label, sign)
    yield from _records(reading, "contacts", "upper", "sp-k", CONTACT)
    yield _scalar(reading, "year", "time", "年度", {"year": "year"}, "sp-d")
    yield _scalar(reading, "period", "time", period_name((reading.get("title") or {}).get("text", "")), RANGE, "sp-d")
    if reading.get("low_carbon_day"):
        name, label, inputs, css = LOW_CARBON_DAY
        yield _scalar(reading, name, "time", label, inputs, css)
    yield from _records(reading, "other_periods", "time", "sp-d", {"name": "text", **RANGE})
    yield from _records(reading, "themes", "time", "sp-t", {"slogan": "text"})
    yield from _records(reading, "activities", "activities", "sp-a", ACTIVITY)
    yield from _records(reading, "deadlines", "demands", "sp-w", DEADLINE)
    yield from _missing_day(reading)
    for name, label in (("limits", "篇幅、形式"), ("attachments", "附件")):
        for n, value in enumerate(reading[name]):
            yield _scalar({name: value}, name, "demands", label, ONE_TEXT, "sp-w", key=f"{name}-{n}")
    yield from _records(reading, "stats", "figures", "sp-n", STAT)
    yield from _records(reading, "rates", "figures", "sp-n", RATE)


def _scalar(
    reading: dict[str, Any], name: str, group: str, label: str, inputs: Inputs, css: str, key: str = ""
) -> Line:
    found = reading.get(name) or {"value": None, "spans": [], "confidence": "low", "repaired": False, "note": ""}
    values = _spread(found["value"], list(inputs))
    note = found["note"] if found["value"] is not None else "原文没有读到，请填写"
    marks = (found["confidence"], found["repaired"], note)
    return Line(
        key or name, group, label, inputs, values, _spans(found), css, *marks, is_added=found.get("added", False)
    )


def _joined(found: list[dict[str, Any]], name: str, label: str, sign: str) -> Line:
    """All values of a list in one row: as doubtful as the most doubtful of them, wherever each stands."""
    worst = max((each["confidence"] for each in found), key=_DOUBT.index)
    spans = tuple(place for each in found for place in _spans(each))
    said = {"text": sign.join(str(each["value"]) for each in found)[:LONGEST]}
    notes = dict.fromkeys(each["note"] for each in found if each["note"])
    marks = (worst, any(each["repaired"] for each in found), "；".join(notes))
    return Line(name, "upper", label, ONE_TEXT, said, spans, "sp-k", *marks)


def _spread(value: Any, components: list[str]) -> dict[str, str]:
    if value is None:
        return dict.fromkeys(components, "")
    if len(components) > 1:
        return dict(zip(components, value, strict=True))
    said = "、".join(str(each) for each in value) if isinstance(value, list) else str(value)
    return {components[0]: said}


def _records(reading: dict[str, Any], name: str, group: str, css: str, inputs: Inputs) -> Iterator[Line]:
    for n, record in enumerate(reading.get(name, ())):
        values = {component: _typed(component, record.get(component)) for component in inputs}
        marks = (record["confidence"], record["repaired"])
        label, under = _called(name, record)
        more = {"under": under, "is_added": record.get("added", False)}
        yield Line(f"{name}-{n}", group, label, inputs, values, _spans(record), css, *marks, **more)


def _typed(component: str, value: Any) -> str:
    """A value of a record as its input holds it."""
    if component == "approx":
        return "approx" if value else ""
    return "" if value is None else str(value)


def _called(name: str, record: dict[str, Any]) -> tuple[str, str]:
    """What a record is called in the first column, and the small line under it."""
    if name == "themes":
        return theme_name(record), ""
    if name == "activities":
        return record["title"], asked_of(record["kind"])
    if name == "deadlines":
        return f"报送{record['what']}".replace("报送报送", "报送"), way_of(record)
    if name in ("stats", "rates"):
        return record["item"], f"其中：{record['of']}" if record.get("of") else ""
    return (record["name"], "") if name == "other_periods" else ("联系人", "")


def way_of(record: Mapping[str, Any]) -> str:
    """Who hands in to whom: 各市 → 省局节能处."""
    return " → ".join(part for part in (record.get("who"), record.get("to")) if part)


def theme_name(record: dict[str, Any]) -> str:
    """The name of a theme: its own, else by what it belongs to."""
    name = record.get("name") or dict(SCOPES).get(record["scope"], "").replace("其他", "")
    return name if name.endswith("主题") else f"{name}主题"


def asked_of(kind: str) -> str:
    """What is counted of a kind: 收看直播；统计：观看人数、集中收看会场."""
    if kind not in kinds():
        return ""
    figures = "、".join(figure.label for figure in kinds()[kind].figures)
    return f"{kinds()[kind].label}；统计：{figures}" if figures else kinds()[kind].label


def _missing_day(reading: dict[str, Any]) -> Iterator[Line]:
    for n, warning in enumerate(reading["warnings"]):
        if warning["code"] == "no-due-day":
            values = dict.fromkeys(DEADLINE, "") | {"what": "总结"}
            marks = ("low", False, "原文没有写明日期，请补充")
            yield Line(f"undated-{n}", "demands", "报送总结", DEADLINE, values, _spans(warning), "sp-w", *marks)


def _spans(found: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in found["spans"])
