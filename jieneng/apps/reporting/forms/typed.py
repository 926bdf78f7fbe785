"""A posted report as it was typed, with the files that came along."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from jieneng.apps.reporting.queries.filling import Report
from jieneng.core.files.actions import Kept, enter, keep
from jieneng.core.files.models import Attachment
from jieneng.core.forms.raw import Raw, note_of, read
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_FILES = ":files"  # pictures.photos:files
_MOST_FILES = 12  # with one page


@dataclass(frozen=True)
class Step:
    """Which button of the form was pressed: save, upload, add:KEY, drop:KEY:AT."""

    name: str
    key: str = ""
    at: str = ""


def step_of(posted: QueryDict) -> Step:
    name, _, rest = posted.get("step", "save").partition(":")
    key, _, at = rest.partition(":")
    return Step(name, key, at)


def typed_report(report: Report, posted: QueryDict) -> Raw:
    """What was typed into the open fields, the notes beside doubtful figures, and the reply to a return."""
    step = step_of(posted)
    kept = _without_row(posted, step) if step.name == "drop" else posted
    raw = read(report.form, kept, only=report.open_keys)
    notes = {asked.key: note_of(posted, asked.key) for asked in report.form.fields.values()}
    return raw | {"_notes": {key: note for key, note in notes.items() if note}, "_reply": reply_of(posted)}


def reply_of(posted: QueryDict) -> str:
    return (posted.get("reply") or "").strip()[:500]


def draft_no_of(posted: QueryDict) -> int:
    """The draft that the page was made from; a page without one is as good as an old one."""
    return number(posted.get("draft_no"), -1)


def keeping_files(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Check and keep the files of a page before the view's transaction begins: decoding a photograph takes time."""

    @wraps(view)
    def kept_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.kept_files = []
        if request.method == "POST" and request.user.is_authenticated and request.FILES:
            request.kept_files = _kept(request)
        return view(request, *args, **kwargs)

    return kept_first


def with_new_files(report: Report, raw: Raw, kept: list[tuple[str, Kept]], *, by: Any) -> Raw:
    """The typed report with the files of this page entered and put into their fields."""
    for key, file in kept:
        asked = report.form.fields.get(key)
        if asked is None or key not in raw:
            continue
        attachment = enter(file, organization=report.organization, by=by)
        raw[key] = str(attachment.pk) if asked.type == "file" else [*raw[key], _photo(attachment)]
    return raw


def _photo(attachment: Attachment) -> dict[str, str]:
    return {"file": str(attachment.pk), "caption": "", "activity": ""}


def _kept(request: HttpRequest) -> list[tuple[str, Kept]]:
    given = [(name, file) for name in request.FILES for file in request.FILES.getlist(name) if name.endswith(_FILES)]
    if len(given) > _MOST_FILES:
        raise Refused("too-many-files", limit=_MOST_FILES)
    acting = request.acting
    if not acting or not acting.may("files.upload"):
        return []  # the action says why
    return [(name.removesuffix(_FILES), keep(file, organization=acting.organization)) for name, file in given]


def _without_row(posted: QueryDict, step: Step) -> QueryDict:
    kept = posted.copy()
    row = re.compile(re.escape(f"{step.key}[{step.at}]."))
    for name in [name for name in kept if row.match(name)]:
        del kept[name]
    return kept
