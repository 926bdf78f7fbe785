"""What every page needs for its frame: platform, top bar, who acts, who runs the site."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from jieneng.ui.navigation import entries, grouped

# Order and labels of the foot of a page; a line the operator has not filled in is not shown.
FOOTER = (
    ("host", "主办单位"),
    ("undertaker", "承办单位"),
    ("address", "地址"),
    ("phone", "联系电话"),
    ("email", "电子邮箱"),
    ("site_code", "网站标识码"),
    ("icp", ""),
    ("police", ""),
)
LINKS = {"icp": "https://beian.miit.gov.cn/", "police": "https://beian.mps.gov.cn/"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. `acting` has `.organization.name` and `.role_label`, or is None.

    The top bar is worked out only where a page shows it: its counts cost queries.
    """
    nav = SimpleLazyObject(partial(_signed_in_entries, request, "bar"))
    return {
        "platform_name": getattr(settings, "JIENENG_NAME", "公共机构节能管理平台"),
        "acting": getattr(request, "acting", None),
        "nav": nav,
        "bar": SimpleLazyObject(lambda: grouped(list(nav))),
        "side": SimpleLazyObject(partial(_signed_in_entries, request, "side")),
        "identity": SimpleLazyObject(partial(_signed_in_entries, request, "identity")),
        "public_nav": SimpleLazyObject(partial(entries, request, "public")),
        "footer_items": footer_items(),
        "elder": request.GET.get("view", request.COOKIES.get("view")) == "elder",
    }


def footer_items() -> list[dict[str, str]]:
    """The lines of the foot that the operator has filled in. Source: settings.JIENENG_OPERATOR."""
    operator = getattr(settings, "JIENENG_OPERATOR", {})
    return [
        {"label": label, "text": operator[key], "href": LINKS.get(key, "")}
        for key, label in FOOTER
        if operator.get(key)
    ]


def _signed_in_entries(request: HttpRequest, place: Any) -> list[Any]:
    user = getattr(request, "user", None)
    return entries(request, place) if user is not None and user.is_authenticated else []
