"""Replies: on the organiser's desk who comes and who has not said; at a unit whom it sends, and its halls."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.attendance import passes
from jieneng.apps.attendance.actions import seats
from jieneng.apps.attendance.actions.exporting import export_roster, is_exported
from jieneng.apps.attendance.actions.halls import enter_hall
from jieneng.apps.attendance.actions.reminding import remind as remind_all
from jieneng.apps.attendance.forms import HallForm, NameForm
from jieneng.apps.attendance.models import Registration, Session
from jieneng.apps.attendance.queries import desk, replies
from jieneng.apps.attendance.queries.invitations import invitation
from jieneng.apps.attendance.roster import XLSX, phone_of, roster_sheet
from jieneng.apps.attendance.views.common import acting_of, held, invited_to
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.files.actions import Kept, enter, keep
from jieneng.core.orgs.acting import require
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused
from jieneng.ui.wording import masked

_LOOKS = {"seated": "done", "waiting": "wait"}
_STATES = (("", "全部报名"), ("in", "已签到"), ("out", "未签到"), ("waiting", "候补"), ("all", "含退出"))


@login_required
@require_safe
def registrations(request: HttpRequest, pk: int) -> HttpResponse:
    """报名和回执: who comes, who does not, who has not said."""
    session = held(request, pk, "attendance.check_in")
    asked = {"state": request.GET.get("state", "") if request.GET.get("state") in dict(_STATES) else ""}
    page = desk.registrations_page(session, asked, number(request.GET.get("after")))
    missing, after = replies.missing_page(session, request.GET.get("missing", "")[:128], desk.SIZE)
    declined = replies.declined(session)
    context = {
        "session": session,
        "page": page,
        "rows": [_row(each) for each in page.rows],
        "asked": asked,
        "states": _STATES,
        "missing": missing,
        "missing_after": after,
        "n_missing": replies.n_missing(session),
        "declined": declined[: desk.SIZE],
        "reminder": session.reminders.first(),
        "figures": desk.figures(session),
        "may_hold": acting_of(request).may("attendance.hold") and session.is_open,
    }
    return render(request, "attendance/registrations.html", context)


@deed
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    made = remind_all(held(request, pk), request.POST.get("text", ""), by=request.user, now=timezone.now())
    messages.info(request, _("已催办 %(n)s 家，显示在各单位待办。") % {"n": made.n_missing})
    return redirect("attendance:registrations", pk=pk)


@deed
def put_out(request: HttpRequest, pk: int, registration: int) -> HttpResponse:
    """The organiser takes somebody off the list."""
    one = get_object_or_404(Registration, pk=registration, session=held(request, pk))
    because = request.POST.get("because", "")
    seats.withdraw(one, because=because, by=request.user, now=timezone.now(), as_host=True)
    messages.info(request, _("已退出；有候补的已自动递补。"))
    return redirect("attendance:registrations", pk=pk)


@deed
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the export down, then lead to the file."""
    written = export_roster(held(request, pk), by=request.user)
    return redirect(f"{reverse('attendance:roster', args=[pk])}?of={written.pk}")


@login_required
@require_safe
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """The roster of an export that was just written down."""
    session = held(request, pk)
    if not is_exported(session, number(request.GET.get("of")), by=request.user, now=timezone.now()):
        raise Refused("export-expired")
    response = HttpResponse(roster_sheet(session, desk.roster(session)), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="roster.xlsx"'
    return response


@login_required
@require_safe
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """报名回执 of the organisation one acts for."""
    session = invited_to(request, pk)
    return _reply_page(request, session, NameForm(session=session))


@deed
def register(request: HttpRequest, pk: int) -> HttpResponse:
    session = invited_to(request, pk)
    form = NameForm(request.POST, session=session)
    if not form.is_valid():
        return _reply_page(request, session, form, status=422)
    organization = acting_of(request).organization
    try:
        made = seats.register(session, organization, form.named(), by=request.user, now=timezone.now())
    except Refused as refused:
        if refused.status == 403:
            raise
        form.add_error(None, refused.sentence + refused.next_step)
        return _reply_page(request, session, form, status=refused.status)
    messages.info(request, _("已报名。") if made.state == "seated" else _("席位已满，已列入候补，有人退出时自动递补。"))
    return redirect("attendance:reply", pk=pk)


@deed
def replace(request: HttpRequest, pk: int, registration: int) -> HttpResponse:
    session = invited_to(request, pk)
    one = _own(request, session, registration)
    form = NameForm(request.POST, session=session)
    if not form.is_valid():
        return _reply_page(request, session, form, status=422)
    seats.replace(one, form.named(), by=request.user, now=timezone.now())
    messages.info(request, _("已换人，原报名码作废。"))
    return redirect("attendance:reply", pk=pk)


@deed
def withdraw(request: HttpRequest, pk: int, registration: int) -> HttpResponse:
    one = _own(request, invited_to(request, pk), registration)
    seats.withdraw(one, because=request.POST.get("because", ""), by=request.user, now=timezone.now())
    messages.info(request, _("已退出，席位让给候补人员。"))
    return redirect("attendance:reply", pk=pk)


@deed
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    session, organization = invited_to(request, pk), acting_of(request).organization
    because = request.POST.get("because", "")
    seats.decline(session, organization, because=because, by=request.user, now=timezone.now())
    messages.info(request, _("已回执：不参加。"))
    return redirect("attendance:reply", pk=pk)


@login_required
@require_safe
def halls(request: HttpRequest, pk: int) -> HttpResponse:
    """会场人数 of the organisation one acts for; `hall` is one that is corrected."""
    session = invited_to(request, pk)
    rows = desk.halls_of(session, acting_of(request).organization)
    chosen = next((row for row in rows if row.hall_id == number(request.GET.get("hall"))), None)
    initial = {"name": chosen.hall.name, "n": chosen.n, "last_no": chosen.no} if chosen else {"last_no": 0}
    return _halls_page(request, session, HallForm(initial=initial, is_correction=bool(chosen)))


def _photo(request: HttpRequest, pk: int) -> Kept | None:
    """The photograph on the disk; none where none was chosen."""
    invited_to(request, pk)
    owner, upload = acting_of(request).organization, request.FILES.get("file")
    require(request.user, owner, "files.upload")
    return keep(upload, organization=owner) if upload else None


@first(_photo)
@deed
def hall(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a hall, or a new version of one."""
    session, organization = invited_to(request, pk), acting_of(request).organization
    last_no = number(request.POST.get("last_no"))
    form = HallForm(request.POST, request.FILES, is_correction=last_no > 0)
    if not form.is_valid():
        return _halls_page(request, session, form, status=422)
    try:
        photo = enter(made_before(request), organization=organization, by=request.user)
        if photo.kind != "image":
            raise Refused("bad-image", name=photo.name)
        enter_hall(session, organization, form.said(), photo, last_no=last_no, by=request.user, now=timezone.now())
    except Refused as refused:
        if refused.status == 403:
            raise
        field = {"hall-implausible": "is_sure"}.get(refused.code)
        form.add_error(field, refused.sentence + refused.next_step)
        return _halls_page(request, session, form, status=refused.status)
    messages.info(request, _("会场人数已登记。"))
    return redirect("attendance:halls", pk=pk)


def _own(request: HttpRequest, session: Session, registration: int) -> Registration:
    organization = acting_of(request).organization
    return get_object_or_404(Registration, pk=registration, session=session, organization=organization)


def _reply_page(request: HttpRequest, session: Session, form: NameForm, status: int = 200) -> HttpResponse:
    acting, now = acting_of(request), timezone.now()
    if not session.has_seats:
        raise Http404
    rows = Registration.objects.filter(session=session, organization=acting.organization)
    rows = rows.select_related("organization", "seat", "sign_in", "certificate").order_by("id")
    coming = [each for each in rows if each.state in _LOOKS]
    most = session.each or session.n_seats
    due = session.replies_by
    may_reply = acting.may("attendance.reply") and session.is_open
    context = {
        "session": session,
        "standing": desk.standing(session, now),
        "invitation": invitation(session, acting.organization),
        "rows": [_row(each) for each in coming],
        "gone": [each for each in rows if each.state not in _LOOKS],
        "form": form,
        "most": most,
        "may_change": may_reply,
        "may_register": may_reply and len(coming) < most and due is not None and now <= due,
        "now": now,
    }
    return render(request, "attendance/reply.html", context, status=status)


def _halls_page(request: HttpRequest, session: Session, form: HallForm, status: int = 200) -> HttpResponse:
    acting, now = acting_of(request), timezone.now()
    if not session.counts_halls:
        raise Http404
    context = {
        "session": session,
        "form": form,
        "rows": desk.halls_of(session, acting.organization),
        "has_begun": now >= session.starts_at,
        "may_enter": acting.may("attendance.reply") and session.is_open and now >= session.starts_at,
    }
    return render(request, "attendance/halls.html", context, status=status)


def _row(one: Registration) -> dict[str, Any]:
    """A registration as tables show it."""
    return {
        "one": one,
        "no": one.seat.no if hasattr(one, "seat") else None,
        "phone": masked(phone_of(one)) if one.phone else "",
        "look": _LOOKS.get(one.state, "idle"),
        "sign_in": getattr(one, "sign_in", None),
        "certificate": getattr(one, "certificate", None),
        "pass": reverse("attendance:public_pass", args=[passes.pass_of(one)]) if one.state in _LOOKS else "",
    }
