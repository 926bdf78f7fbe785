"""Filters of the reporting pages: `{% load reporting %}`."""

from typing import Any

from django import template

from jieneng.core.forms.page import html_id
from jieneng.rulebook import reasons

register = template.Library()


@register.filter
def may(acting: Any, action: str) -> bool:
    """Whether somebody may do this at the organisation they act for: `{% if request.acting|may:"report.submit" %}`."""
    return bool(acting) and acting.may(action)


@register.filter
def field_id(key: str) -> str:
    """The id of a field on a page."""
    return html_id("f", key)


@register.filter
def gap(code: str) -> str:
    """The label of a reason for a missing report."""
    return reasons("gap")[code].label if code in reasons("gap") else code
