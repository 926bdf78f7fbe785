"""The demo's clock: its week is that of June 2025, whenever it is looked at.

Dates, weekdays and slogans of a notice belong together and are those of a real year. So the demo is played at the
hours at which it would have happened, and an installation that holds it goes on from the morning after the deadline.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from jieneng.core.audit.models import Entry
from jieneng.engine.documents.numbers import date_cn


def _file() -> Path:
    return Path(settings.VAR) / "demo" / "clock.json"


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """It is this moment, and time stands still."""
    before = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = before


def keep(moment: datetime, **facts: Any) -> None:
    """Remember where the demo's time has come to; `follow` goes on from there."""
    _file().parent.mkdir(parents=True, exist_ok=True)
    _file().write_text(json.dumps({"now": moment.isoformat(), **facts}, ensure_ascii=False))


def kept() -> dict[str, Any] | None:
    """What `keep` remembered; None where there is no demo."""
    return dict(json.loads(_file().read_text())) if _file().exists() else None


def follow() -> bool:
    """If this installation holds the demo, let time run from where it has come to, and say so on every page."""
    story = kept()
    if story is None:
        return False
    began, since = datetime.fromisoformat(story["now"]), time.monotonic()
    reached = _reached(began)
    timezone.now = lambda: reached + timedelta(seconds=time.monotonic() - since)
    settings.JIENENG_NAME = "演示省公共机构节能管理平台"
    settings.JIENENG_OPERATOR = {"host": f"演示环境，单位和数据均为虚构，时间从{date_cn(began)}起"}
    return True


def _reached(began: datetime) -> datetime:
    """The demo's end, or what anybody did last in it since: a second sitting begins after the first."""
    last = Entry.objects.order_by("-at").values_list("at", flat=True).first()
    return max(began, last) if last else began
