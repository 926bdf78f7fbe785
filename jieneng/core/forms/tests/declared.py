"""A small form with a field of every type, for the tests."""

from typing import Any

from jieneng.core.forms.definition import Form, form_from

LEVELS = [{"code": "state", "label": "国家级"}, {"code": "city", "label": "市级"}]
CAPTION = [{"key": "caption", "label": "照片说明", "type": "text", "limit": 8, "required": True}]
ARTICLE = [
    {"key": "media", "label": "媒体名称", "type": "text", "limit": 6, "required": True},
    {"key": "level", "label": "媒体级别", "type": "choice", "required": True, "choices": LEVELS},
    {"key": "date", "label": "刊播日期", "type": "date", "required": False},
]


def people(key: str = "people", **entry: Any) -> dict[str, Any]:
    return {"key": key, "item": key, "label": "本单位人数", "type": "count", "unit": "人", "min": 0, **entry}


FIELDS = (
    people(soft_max=500),
    people("viewers", label="观看人数"),
    {"key": "rooms", "label": "会场", "type": "integer", "unit": "处", "min": 0, "max": 100, "item": "rooms"},
    {"key": "heat_gj", "label": "用热量", "type": "decimal", "unit": "GJ", "decimals": 2, "item": "heat_gj"},
    {"key": "text", "label": "文字总结", "type": "text", "limit": 10, "required": True},
    {"key": "level", "label": "级别", "type": "choice", "choices": LEVELS},
    {"key": "day", "label": "日期", "type": "date"},
    {"key": "photos", "label": "照片", "type": "photos", "max": 2, "fields": CAPTION},
    {"key": "list", "label": "名单", "type": "file"},
    {
        "key": "articles", "label": "刊播稿件", "type": "rows", "max": 3, "fields": ARTICLE,
        "count_by": {"field": "level", "items": {"state": "media.state", "city": "media.city"}},
    },
    {"key": "low_energy", "label": "低碳日", "type": "flag"},
)  # fmt: skip

MORE, NOBODY = "viewers > people", "people = 0"
RULES = (
    {"code": "too-many", "kind": "warning", "when": MORE, "say": "请核对。", "fields": ["viewers", "people"]},
    {"code": "nobody", "kind": "error", "when": NOBODY, "say": "不能为0。", "fields": ["people"]},
)


def small_form(*fields: dict[str, Any], rules: Any = ()) -> Form:
    """A form of one section with these fields; without any, with one of every type."""
    section = {"key": "all", "title": "全部", "fields": list(fields or FIELDS)}
    return form_from({"code": "small", "version": 1, "title": "小表", "sections": [section], "rules": list(rules)})
