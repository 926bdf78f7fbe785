"""The organiser's desk: one's sessions, one of them, its terms, what is laid out, questions, certificates."""

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.attendance.actions import certificates as certifying
from jieneng.apps.attendance.actions import holding, watching
from jieneng.apps.attendance.certificate import certificate_paper
from jieneng.apps.attendance.counting import KINDS
from jieneng.apps.attendance.forms import MaterialForm, SessionForm
from jieneng.apps.attendance.models import Certificate, Material, Question, Session
from jieneng.apps.attendance.queries import desk, lists
from jieneng.apps.attendance.views.common import acting_of, held, seen
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.campaigns.models import Activity, Campaign
from jieneng.core.documents import downloads
from jieneng.core.documents.certificates import grouped
from jieneng.core.files.actions import Kept, enter, keep
from jieneng.core.orgs.acting import require
from jieneng.engine.periods import in_beijing
from jieneng.ui.asked import number
from jieneng.ui.listings import are_empty
from jieneng.ui.refusals import Refused

_QUESTIONS = 100


@login_required
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """场次: one's own, those one is invited to, and activities that have none yet."""
    acting, now = acting_of(request), timezone.now()
    if not acting.sees_business:
        raise Refused("no-role")
    found = lists.listings(acting.organization, now, may_hold=acting.may("attendance.hold"))
    return render(request, "attendance/sessions.html", {"listings": found, "is_empty": are_empty(found)})


@login_required
@require_safe
def new(request: HttpRequest, activity: int) -> HttpResponse:
    """The empty form for an activity of one's own campaign."""
    planned = _own_activity(request, activity)
    return _form_page(request, SessionForm(activity=planned), planned)


@deed
def make(request: HttpRequest, activity: int) -> HttpResponse:
    planned = _own_activity(request, activity)
    form = SessionForm(request.POST, activity=planned)
    if not form.is_valid():
        return _form_page(request, form, planned, status=422)
    try:
        session = holding.set_up(planned, form.terms(), by=request.user, now=timezone.now())
    except Refused as refused:
        return _refused(request, form, planned, refused)
    messages.info(request, _("场次已建立，核对后请发布。"))
    return redirect("attendance:session", pk=session.pk)


@login_required
@require_safe
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: its terms, what has come together, its addresses."""
    shown, now = seen(request, pk), timezone.now()
    acting = acting_of(request)
    may_hold = acting.organization == shown.organization and acting.may("attendance.hold")
    live = f"{settings.JIENENG_BASE_URL}{reverse('attendance:public_live', args=[shown.code])}"
    context = {
        "session": shown,
        "standing": desk.standing(shown, now),
        "figures": desk.figures(shown),
        "halls": desk.halls_of(shown),
        "materials": shown.materials.filter(dropped_at=None).select_related("file"),
        "material_form": MaterialForm(),
        "may_hold": may_hold and shown.closed_at is None,
        "is_host": may_hold,
        "live_url": live,
        "qr": segno.make(live, error="m").svg_data_uri(scale=4, border=2) if shown.opened_at else "",
        "is_over": now >= shown.ends_at,
        "rule": _rule_of(shown),
    }
    return render(request, "attendance/session.html", context)


@login_required
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    changed = held(request, pk)
    form = SessionForm(activity=changed.activity, session=changed)
    return _form_page(request, form, changed.activity, changed)


@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    changed = held(request, pk)
    form = SessionForm(request.POST, activity=changed.activity, session=changed)
    if not form.is_valid():
        return _form_page(request, form, changed.activity, changed, status=422)
    edit_no = number(request.POST.get("edit_no"), -1)
    try:
        holding.change(changed, form.terms(), edit_no=edit_no, by=request.user, now=timezone.now())
    except Refused as refused:
        return _refused(request, form, changed.activity, refused, changed)
    messages.info(request, _("已保存。"))
    return redirect("attendance:session", pk=pk)


@deed
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    holding.open_session(held(request, pk), by=request.user, now=timezone.now())
    messages.info(request, _("已发布，参加范围内的单位可以看到。"))
    return redirect("attendance:session", pk=pk)


@deed
def close(request: HttpRequest, pk: int) -> HttpResponse:
    holding.close_session(held(request, pk), by=request.user, now=timezone.now())
    messages.info(request, _("已结束，不再报名、签到和计数。"))
    return redirect("attendance:session", pk=pk)


def _material(request: HttpRequest, pk: int) -> Kept | None:
    """The file on the disk; none where none was chosen."""
    owner, upload = held(request, pk).organization, request.FILES.get("file")
    require(request.user, owner, "files.upload")
    return keep(upload, organization=owner) if upload else None


@first(_material)
@deed
def lay_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay a file out on the live page."""
    shown = held(request, pk)
    kept = made_before(request)
    if kept is None:
        raise Refused("no-file")
    file = enter(kept, organization=shown.organization, by=request.user)
    holding.lay_out(shown, file, request.POST.get("title", "")[:100], by=request.user, now=timezone.now())
    messages.info(request, _("资料已放到直播页。"))
    return redirect("attendance:session", pk=pk)


@deed
def take_down(request: HttpRequest, pk: int, material: int) -> HttpResponse:
    laid = get_object_or_404(Material, pk=material, session=held(request, pk), dropped_at=None)
    holding.take_down(laid, by=request.user, now=timezone.now())
    messages.info(request, _("资料已撤下。"))
    return redirect("attendance:session", pk=pk)


@login_required
@require_safe
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """What viewers ask, those without an answer first."""
    shown = held(request, pk)
    rows = Question.objects.filter(session=shown).select_related("viewer__organization")
    waiting = list(rows.filter(answered_at=None, hidden_at=None).order_by("id")[:_QUESTIONS])
    done = list(rows.exclude(answered_at=None, hidden_at=None)[:_QUESTIONS])
    return render(request, "attendance/questions.html", {"session": shown, "waiting": waiting, "done": done})


@deed
def answer(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    asked = get_object_or_404(Question, pk=question, session=held(request, pk))
    watching.answer(asked, request.POST.get("text", ""), by=request.user, now=timezone.now())
    messages.info(request, _("已答复，显示在直播页。"))
    return redirect("attendance:questions", pk=pk)


@deed
def hide(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    asked = get_object_or_404(Question, pk=question, session=held(request, pk))
    watching.hide(asked, by=request.user, now=timezone.now())
    messages.info(request, _("已隐藏。"))
    return redirect("attendance:questions", pk=pk)


@login_required
@require_safe
def certificates(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificates of a session, a page at a time."""
    shown, after = held(request, pk), number(request.GET.get("after"))
    rows = Certificate.objects.filter(session=shown, pk__gt=after).order_by("pk")
    found = list(rows[: desk.SIZE + 1])
    page = desk.Page(
        [(one, grouped(one.code)) for one in found[: desk.SIZE]],
        f"?after={found[desk.SIZE - 1].pk}" if len(found) > desk.SIZE else "",
        "?" if after else "",
    )
    context = {"session": shown, "page": page, "is_over": timezone.now() >= shown.ends_at}
    return render(request, "attendance/certificates.html", context)


@deed
def certify(request: HttpRequest, pk: int) -> HttpResponse:
    n = certifying.issue(held(request, pk), by=request.user, now=timezone.now())
    messages.info(request, _("已发放 %(n)s 份。") % {"n": n})
    return redirect("attendance:certificates", pk=pk)


@deed
def revoke(request: HttpRequest, pk: int, certificate: int) -> HttpResponse:
    one = get_object_or_404(Certificate, pk=certificate, session=held(request, pk))
    certifying.revoke(one, because=request.POST.get("because", ""), by=request.user, now=timezone.now())
    messages.info(request, _("已撤销，核验页显示撤销。"))
    return redirect("attendance:certificates", pk=pk)


@login_required
@require_safe
def certificate_pdf(request: HttpRequest, pk: int, certificate: int) -> HttpResponse:
    one = get_object_or_404(Certificate, pk=certificate, session=held(request, pk))
    made_on = in_beijing(one.at).date()
    return downloads.as_pdf(certificate_paper(one), f"参加证明（{one.face['name']}）", made_on)


def _own_activity(request: HttpRequest, pk: int) -> Activity:
    acting = acting_of(request)
    rows = Activity.objects.select_related("campaign__organization").filter(kind__in=list(KINDS))
    seen_ones = Campaign.objects.visible_to(request.user).filter(organization=acting.organization)
    activity = get_object_or_404(rows, pk=pk, campaign__in=seen_ones)
    require(request.user, acting.organization, "attendance.hold")
    return activity


def _rule_of(shown: Session) -> str:
    return _("每家限 %(n)s 席") % {"n": shown.each} if shown.rule == "number" else str(shown.get_rule_display())


def _refused(
    request: HttpRequest, form: SessionForm, activity: Activity, refused: Refused, changed: Session | None = None
) -> HttpResponse:
    if refused.status == 403:
        raise refused
    form.add_error(None, refused.sentence + refused.next_step)
    return _form_page(request, form, activity, changed, status=refused.status)


def _form_page(
    request: HttpRequest, form: SessionForm, activity: Activity, changed: Session | None = None, status: int = 200
) -> HttpResponse:
    edit_no = request.POST.get("edit_no", changed.edit_no if changed else "")
    context = {"form": form, "activity": activity, "session": changed, "edit_no": edit_no}
    return render(request, "attendance/edit.html", context, status=status)
