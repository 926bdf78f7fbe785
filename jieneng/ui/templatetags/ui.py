"""The components of a page, as template tags and filters: `{% load ui %}`."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from jieneng.engine.periods import remaining_cn
from jieneng.ui import formrows, wording
from jieneng.ui.middleware import current_request_id

register = template.Library()

STATES = frozenset({"idle", "draft", "wait", "back", "late", "done"})

register.filter("thousands", wording.thousands)
register.filter("day", wording.day)
register.filter("moment", wording.moment)
register.filter("masked", wording.masked)


@register.filter
def dash(value: Any) -> str:
    """A number for a table cell: missing is —, zero is a grey 0, else with separators.

    >>> dash(None), dash(0), dash(1204)
    ('<span class="m3">—</span>', '<span class="m3">0</span>', '1,204')
    """
    if value is None or value == "":
        return format_html('<span class="m3">{}</span>', wording.MISSING)
    if value == 0:
        return format_html('<span class="m3">{}</span>', wording.thousands(value))
    return wording.said(value)


@register.filter
def remaining(due: date | datetime | None, now: datetime) -> str:
    """How long until the deadline, or how long past it: 还有 6 小时."""
    return wording.MISSING if due is None else remaining_cn(due, now)


@register.simple_tag
def status(state: str, word: str, boxed: bool = False) -> SafeString:
    """A state as shape and word; `state` is one of `STATES`. Boxed only in page heads.

    >>> status("wait", "待审核", boxed=True)
    '<span class="st st-wait st-box">待审核</span>'
    """
    if state not in STATES:
        raise template.TemplateSyntaxError(f"unknown state {state!r}")
    return format_html('<span class="st st-{}{}">{}</span>', state, " st-box" if boxed else "", word)


@register.simple_tag
def change(percent: Decimal | int | None, hot: bool = False, decimals: int = 2) -> SafeString:
    """A change in percent as arrow and number; `hot` only where a limit is broken.

    >>> change(Decimal("-2.151"))
    '<span class="chg dn">2.15%<span class="vh">下降</span></span>'
    """
    if percent is None:
        return format_html('<span class="m3">{}</span>', wording.MISSING)
    shown = round(Decimal(percent), decimals)
    direction, word = ("eq", "持平") if not shown else ("up", "上升") if shown > 0 else ("dn", "下降")
    number = f"{abs(shown):,}%"
    return format_html(
        '<span class="chg {}{}">{}<span class="vh">{}</span></span>',
        direction,
        " hot" if hot else "",
        number,
        gettext(word),
    )


@register.simple_tag
def progress(n: int | None, of: int | None, sign: bool = True) -> SafeString:
    """n of m as a bar and a percentage; `sign=False` where the column head already says %."""
    percent = wording.share(n, of)
    if percent == wording.MISSING:
        return format_html('<span class="m3">{}</span>', percent)
    return format_html(
        '<svg class="pb" width="64" height="8" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="all" width="100" height="8"/><rect class="part" width="{}" height="8"/></svg>'
        '<span class="pct num">{}{}</span>',
        min(float(percent), 100.0),
        percent,
        "%" if sign else "",
    )


@register.inclusion_tag("ui/parts/figure.html")
def figure(label: str, value: Any, unit: str = "", context: str = "", href: str = "", tone: str = "") -> dict[str, Any]:
    """A figure of the strip: label, number, unit and one line of context; `tone="late"` only past a limit."""
    shown = value if isinstance(value, str) else wording.thousands(value)
    return {"label": label, "value": shown, "unit": unit, "context": context, "href": href, "tone": tone}


class FiguresNode(Node):
    """The strip round figures."""

    def __init__(self, inside: NodeList) -> None:
        self.inside = inside

    def render(self, context: Context) -> SafeString:
        return mark_safe(f'<dl class="jn-figs">{self.inside.render(context)}</dl>')  # noqa: S308 (rendered above)


@register.tag
def figures(parser: Parser, token: Token) -> FiguresNode:
    """`{% figures %} … {% endfigures %}`: one ruled strip of at most six figures."""
    inside = parser.parse(("endfigures",))
    parser.delete_first_token()
    return FiguresNode(inside)


@register.inclusion_tag("ui/parts/empty.html")
def empty(title: str, sentence: str = "", url: str = "", button: str = "") -> dict[str, str]:
    """What is empty and when it will fill. Inside a `for`, use it after the loop's own `{% empty %}`."""
    return {"title": title, "sentence": sentence, "url": url, "button": button}


@register.inclusion_tag("ui/parts/steps.html")
def steps(flow: Iterable[Any]) -> dict[str, Any]:
    """A flow of 3 to 6 named steps: each has `state` ("ok", "now" or ""), `label` and `note`."""
    return {"steps": flow}


@register.inclusion_tag("ui/parts/crumbs.html")
def crumbs(*trail: str) -> dict[str, Any]:
    """Where we are: `{% crumbs "填报" reporting_url "宣传周" campaign_url "审核" %}`, the last without a link."""
    pairs = list(zip(trail[::2], [*trail[1::2], ""], strict=False))
    return {"trail": pairs}


@register.inclusion_tag("ui/parts/pager.html")
def pager(page: Any) -> dict[str, Any]:
    """Links of a keyset page: it has `next_url` and `first_url`, either of them empty where it leads nowhere."""
    return {"next_url": getattr(page, "next_url", ""), "first_url": getattr(page, "first_url", "")}


@register.inclusion_tag("ui/parts/message.html")
def message(text: str, title: str = "", tone: str = "") -> dict[str, str]:
    """A message line; tone "hard" blocks, "" asks, "info" informs."""
    return {"text": text, "title": title, "tone": tone}


@register.filter
def tone(level_tag: str) -> str:
    """The tone of a message line for a level of django.contrib.messages."""
    return {"error": "hard", "warning": ""}.get(level_tag, "info")


@register.simple_tag
def once_key() -> SafeString:
    """The hidden key by which a form that is sent twice takes effect once."""
    return format_html('<input type="hidden" name="_key" value="{}">', uuid.uuid4().hex)


@register.simple_tag
def request_id() -> str:
    """The number of this request (问题编号), for error pages."""
    return current_request_id()


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, unit: str = "", note: str = "") -> dict[str, formrows.Row]:
    """One row of a plain Django form: label, input, unit, note beside it, and what is wrong with it."""
    return {"row": formrows.row(bound, unit=unit, note=note)}


@register.inclusion_tag("ui/form.html")
def fields(form: BaseForm) -> dict[str, BaseForm]:
    """All rows of a plain Django form, its hidden fields and what is wrong with the form as a whole."""
    return {"form": form}


@register.filter
def form_rows(form: BaseForm) -> list[formrows.Row]:
    """The visible fields of a form as rows."""
    return [formrows.row(bound) for bound in form.visible_fields()]
