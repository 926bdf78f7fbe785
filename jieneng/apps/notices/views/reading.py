"""Read a superior's notice: hand in the text, check the reading beside its source, make a campaign of it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jieneng.apps.notices.actions import reading_in
from jieneng.apps.notices.models import UpperNotice
from jieneng.apps.notices.reading.added import with_added
from jieneng.apps.notices.reading.answers import answer
from jieneng.apps.notices.reading.content import upper_due
from jieneng.apps.notices.reading.decisions import Decisions, completed, posted
from jieneng.apps.notices.reading.incoming import Came, handed_in
from jieneng.apps.notices.reading.page import ReaderPage, reader_page
from jieneng.apps.notices.reading.proposals import proposals
from jieneng.core.audit.deeds import deed
from jieneng.core.files.sources import LIMIT_MB, LIMIT_PLAIN_MB
from jieneng.core.orgs.acting import acting_of, require
from jieneng.ui.refusals import Refused

View = Callable[[HttpRequest], HttpResponse]
_LIMITS = {"limit_mb": LIMIT_MB, "limit_plain_mb": LIMIT_PLAIN_MB}


@login_required
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Where a text is pasted or a file is chosen."""
    require(request.user, acting_of(request).organization, "notice.read_in")
    return render(request, "notices/read_in.html", _LIMITS | {"text": ""})


def _file_first(view: View) -> View:
    """Read and keep the file before the view's transaction begins: it takes up to three seconds."""

    @wraps(view)
    def read_first(request: HttpRequest) -> HttpResponse:
        request.came = request.file_refused = None
        upload = request.FILES.get("file") if request.method == "POST" and request.user.is_authenticated else None
        if upload:
            try:
                organization = acting_of(request).organization
                require(request.user, organization, "notice.read_in")
                request.came = handed_in(upload, organization)
            except Refused as refused:
                request.file_refused = refused
        return view(request)

    return read_first


@_file_first
@deed
def read_in(request: HttpRequest) -> HttpResponse:
    """Read what was handed in; a text that cannot be read is shown again with the sentence that says why."""
    came: Came | None = request.came
    pasted = request.POST.get("text", "")
    try:
        if request.file_refused:
            raise request.file_refused
        organization = acting_of(request).organization
        upper = reading_in.read_in(organization, pasted, by=request.user, now=timezone.now(), came=came)
    except Refused as refused:
        context = _LIMITS | {"text": pasted, "refused": refused}
        return render(request, "notices/read_in.html", context, status=refused.status)
    for note in came.notes if came else ():
        messages.warning(request, note)
    return redirect("notices:upper", pk=upper.pk)


@login_required
@require_safe
def upper(request: HttpRequest, pk: int) -> HttpResponse:
    """The reader: warnings, source, draft."""
    kept = _seen(request, pk)
    return _page(request, kept, completed(kept.reading, kept.decisions), {})


@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """暂存, one click on an answer, or 确认并建活动: the form is the same, the button says which."""
    kept = _seen(request, pk)
    decisions, problems = posted(kept.reading, completed(kept.reading, kept.decisions), request.POST)
    if "answer" in request.POST:
        decisions = _answered(kept, decisions, request.POST["answer"])
    if problems:
        return _page(request, kept, decisions, problems, status=422)
    edit_no = _number(request.POST.get("edit_no", ""))
    if request.POST.get("do") == "confirm":
        try:
            campaign = reading_in.confirm(kept, decisions, edit_no=edit_no, by=request.user)
        except Refused as refused:
            if refused.code != "notice-open-points":
                raise
            return _page(request, kept, decisions, {}, refused=refused)  # what was typed stays on the page
        messages.info(request, "已建活动。核对活动项目后，起草本级通知。")
        return redirect("notices:campaign", pk=campaign.pk)
    reading_in.decide(kept, decisions, edit_no=edit_no, by=request.user)
    messages.info(request, "已暂存。")
    return redirect("notices:upper", pk=pk)


def _answered(kept: UpperNotice, decisions: Decisions, said: str) -> Decisions:
    try:
        warning_no, choice = (int(part) for part in said.split(":"))
        return answer(with_added(kept.reading, decisions), decisions, warning_no, choice)
    except (ValueError, IndexError) as wrong:
        raise Refused("stale-form") from wrong


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1


def _seen(request: HttpRequest, pk: int) -> UpperNotice:
    rows = UpperNotice.objects.visible_to(request.user).select_related("organization", "campaign", "file")
    return get_object_or_404(rows, pk=pk)


def _shown(kept: UpperNotice, decisions: Decisions, problems: dict[str, str]) -> ReaderPage:
    reading = with_added(kept.reading, decisions)
    return reader_page(kept.text, reading, decisions, problems, is_checked=kept.is_confirmed)


def _page(
    request: HttpRequest,
    kept: UpperNotice,
    decisions: Decisions,
    problems: dict[str, str],
    status: int = 200,
    refused: Refused | None = None,
) -> HttpResponse:
    acting = acting_of(request)
    is_own = acting.organization.pk == kept.organization_id
    due_at = None if problems else upper_due(decisions)
    context = {
        "kept": kept,
        "page": _shown(kept, decisions, problems),
        "proposals": proposals(due_at, kept.organization.level),
        "upper_due": due_at,
        "adopted": decisions.get("adopted", True),
        "n_characters": len("".join(kept.text.split())),
        "n_problems": len(problems),
        "refused": refused,
        "may_check": is_own and acting.may("notice.read_in") and not kept.is_confirmed,
        "may_confirm": is_own and acting.may("campaign.edit") and not kept.is_confirmed,
    }
    return render(request, "notices/reader.html", context, status=refused.status if refused else status)
