"""The head of a public page: the lines of the catalogue (索引号, 发文字号, …) in the order of government sites."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jieneng.core.documents.disclosure import Disclosure
from jieneng.core.documents.version_code import printed
from jieneng.engine.documents.numbers import date_cn
from jieneng.engine.periods import in_beijing

DASH = "—"
LESS = ("索引号", "主题分类", "体裁分类", "公开属性", "成文日期")  # left out of the elder view


@dataclass(frozen=True)
class File:
    """What a public page offers to take home; `size` in bytes."""

    name: str
    kind: str
    size: int
    url: str


def head_of(disclosure: Disclosure) -> dict[str, Any]:
    """What documents/parts/public_head.html and public_end.html say of an open paper."""
    return {
        "entry": disclosure,
        "lines": particulars_of(disclosure),
        "less": LESS,
        "validity": validity_words(disclosure),
        "code": printed(disclosure.document),
    }


def particulars_of(disclosure: Disclosure) -> list[tuple[str, str]]:
    """Label and value of each line; what is not given is —, so that every head has the same lines."""
    document = disclosure.document
    written, opened = document.written_on, disclosure.opened_at
    return [
        (_("索引号"), disclosure.index_no or DASH),
        (_("发文字号"), document.number or DASH),
        (_("主题分类"), disclosure.subject_label),
        (_("体裁分类"), disclosure.genre_label),
        (_("发布机构"), disclosure.organization.name),
        (_("公开属性"), disclosure.openness_label),
        (_("成文日期"), date_cn(written) if written else DASH),
        (_("发布日期"), date_cn(in_beijing(opened).date()) if opened else DASH),
        (_("有效性"), validity_words(disclosure)),
    ]


def validity_words(disclosure: Disclosure) -> str:
    """有效, or since when it is not: 废止（2026年3月1日起）."""
    if disclosure.is_valid or disclosure.invalid_since is None:
        return disclosure.validity_label
    return f"{disclosure.validity_label}（{date_cn(disclosure.invalid_since)}起）"
