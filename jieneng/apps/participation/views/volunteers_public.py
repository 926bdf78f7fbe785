"""Volunteers on the phone: what posts there are, one's own page by a link, the check of a certificate."""

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jieneng.apps.participation.actions import posts
from jieneng.apps.participation.actions.holding import HOLD
from jieneng.apps.participation.models import Drive, Post, ServiceProof, SignUp, Volunteer
from jieneng.apps.participation.passes import id_of
from jieneng.apps.participation.proof import proof_paper
from jieneng.apps.participation.queries import standing
from jieneng.apps.participation.queries import volunteers as queries
from jieneng.apps.participation.views.common import opened
from jieneng.core.documents import downloads
from jieneng.core.documents.certificates import grouped, typed
from jieneng.core.orgs.acting import roles_at
from jieneng.engine.periods import in_beijing
from jieneng.rulebook import actions
from jieneng.rulebook.volunteers import five_ones
from jieneng.ui.seldom import require_seldom
from jieneng.ui.wording import masked_name


@never_cache
@require_safe
def public_drive(request: HttpRequest, code: str) -> HttpResponse:
    """志愿服务: what it is, its posts and the places left."""
    drive, now = opened(Drive, code), timezone.now()
    figures = standing.figures_of(drive.activity, drive.org_path)
    context = {
        "drive": drive,
        "state": standing.state_of(drive, now),
        "offers": queries.offers(drive),
        "figures": figures,
        "now": now,
    }
    return render(request, "participation/public_drive.html", context)


@never_cache
@require_safe
def public_volunteer(request: HttpRequest, code: str) -> HttpResponse:
    """One's own page: posts to sign up for, hours, five ones, the certificate. Who holds the post stamps here."""
    found = _volunteer(code)
    done = {one.one for one in found.ones.all()}
    offers = queries.offers(found.drive, found)
    serves = any(offer.mine and not offer.mine.left_at for offer in offers)
    context = {
        "qr": _qr(code) if serves else "",
        "volunteer": found,
        "drive": found.drive,
        "masked": masked_name(found.name),
        "code": code,
        "offers": offers,
        "hours": queries.hours_of(found),
        "ones": [(one.label, one.code in done) for one in five_ones().values()],
        "proof": getattr(found, "proof", None),
        "may_stamp": _may_stamp(request, found.drive),
        "now": timezone.now(),
    }
    return render(request, "participation/public_volunteer.html", context)


@never_cache
@require_POST
def public_sign_up(request: HttpRequest, code: str, post: int) -> HttpResponse:
    found, now = _volunteer(code), timezone.now()
    require_seldom(request, "volunteer", most=300, now=now)
    posts.sign_up(found, get_object_or_404(Post, pk=post, drive=found.drive), by=None, now=now)
    messages.info(request, _("已报名，请按时到岗，由组织人员签到。"))
    return redirect("participation:public_volunteer", code=code)


@never_cache
@require_POST
def public_sign_off(request: HttpRequest, code: str, sign_up: int) -> HttpResponse:
    found, now = _volunteer(code), timezone.now()
    require_seldom(request, "volunteer", most=300, now=now)
    rows = SignUp.objects.select_related("post", "volunteer__organization")
    posts.sign_off(get_object_or_404(rows, pk=sign_up, volunteer=found), by=None, now=now)
    messages.info(request, _("已退出该岗位。"))
    return redirect("participation:public_volunteer", code=code)


@never_cache
@require_safe
def public_certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate of whoever holds the link."""
    proof = getattr(_volunteer(code), "proof", None)
    if proof is None or proof.revoked_at is not None:
        raise Http404
    return downloads.as_pdf(proof_paper(proof), "志愿服务证明", in_beijing(proof.at).date())


@never_cache
@require_safe
def public_check(request: HttpRequest) -> HttpResponse:
    """证明核验: what is printed on it, and whether it holds."""
    said, found = request.GET.get("code", "").strip()[:60], None
    if said:
        require_seldom(request, "check", most=30, now=timezone.now())
        found = ServiceProof.objects.filter(code=typed(said)).first()
    context = {"typed": said, "found": found, "code": grouped(found.code) if found else ""}
    status = 404 if said and found is None else 200
    return render(request, "participation/public_check.html", context, status=status)


def _volunteer(code: str) -> Volunteer:
    rows = Volunteer.objects.select_related("drive__activity", "drive__organization", "organization", "proof")
    return get_object_or_404(rows, pk=id_of("volunteer", code), drive__opened_at__isnull=False)


def _qr(code: str) -> str:
    url = f"{settings.JIENENG_BASE_URL}{reverse('participation:public_volunteer', args=[code])}"
    return str(segno.make(url, error="m").svg_data_uri(scale=6, border=2))


def _may_stamp(request: HttpRequest, drive: Drive) -> bool:
    allowed = frozenset(actions()[HOLD].roles)
    return request.user.is_authenticated and bool(roles_at(request.user, drive.organization) & allowed)
