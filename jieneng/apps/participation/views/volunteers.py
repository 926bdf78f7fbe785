"""Volunteers at the desk: posts and stamps of who holds them, names and five ones of who takes part, certificates."""

from typing import Any

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

from jieneng.apps.participation.actions import ones, posts, proofs
from jieneng.apps.participation.actions.posts import TAKE_PART
from jieneng.apps.participation.forms import OneForm, PostForm
from jieneng.apps.participation.models import Drive, Post, ServiceProof, SignUp, Volunteer
from jieneng.apps.participation.passes import pass_of
from jieneng.apps.participation.proof import proof_paper
from jieneng.apps.participation.queries import boards, standing
from jieneng.apps.participation.queries import volunteers as queries
from jieneng.apps.participation.views.common import held, held_post, is_host, shown
from jieneng.core.audit.deeds import deed
from jieneng.core.documents import downloads
from jieneng.core.documents.certificates import grouped
from jieneng.core.orgs.acting import acting_of, require
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.volunteers import five_ones
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused


@login_required
@require_safe
def drive(request: HttpRequest, pk: int) -> HttpResponse:
    """志愿服务: its posts, one's own volunteers, what is counted."""
    found, now = shown(request, Drive, pk), timezone.now()
    return render(request, "participation/drive.html", _of_drive(request, found) | {"now": now})


@deed
def register(request: HttpRequest, pk: int) -> HttpResponse:
    found, organization = shown(request, Drive, pk), acting_of(request).organization
    names = request.POST.get("names", "").splitlines()
    made = posts.register(found, organization, names, by=request.user, now=timezone.now())
    messages.info(request, _("已登记 %(n)s 名志愿者，请把各人的链接发给本人。") % {"n": len(made)})
    return redirect("participation:drive", pk=pk)


@deed
def lay_out(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = held(request, Drive, pk), PostForm(request.POST)
    if not form.is_valid():
        return _form_again(request, found, form, status=422)
    try:
        posts.lay_out(found, form.said(), by=request.user)
    except Refused as refused:
        form.add_error(None, refused.sentence + refused.next_step)
        return _form_again(request, found, form, status=refused.status)
    messages.info(request, _("岗位已设置。"))
    return redirect("participation:drive", pk=pk)


@login_required
@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """One post: who holds its places, stamps, its terms."""
    return render(request, "participation/post.html", _of_post(request, held_post(request, pk)))


@deed
def save_post(request: HttpRequest, pk: int) -> HttpResponse:
    found = held_post(request, pk)
    form = PostForm(request.POST, post=found)
    if not form.is_valid():
        return render(request, "participation/post.html", _of_post(request, found) | {"form": form}, status=422)
    try:
        posts.change(found, form.said(), by=request.user)
    except Refused as refused:
        form.add_error(None, refused.sentence + refused.next_step)
        context = _of_post(request, found) | {"form": form}
        return render(request, "participation/post.html", context, status=refused.status)
    messages.info(request, _("已保存。"))
    return redirect("participation:post", pk=pk)


@deed
def close_post(request: HttpRequest, pk: int) -> HttpResponse:
    posts.close(held_post(request, pk), by=request.user, now=timezone.now())
    messages.info(request, _("已停止报名。"))
    return redirect("participation:post", pk=pk)


@login_required
@require_safe
def volunteer(request: HttpRequest, pk: int) -> HttpResponse:
    """One volunteer: their link, posts, five ones."""
    found = _volunteer(request, pk)
    done = {one.one: one for one in found.ones.all()}
    code = pass_of("volunteer", found.pk)
    url = f"{settings.JIENENG_BASE_URL}{reverse('participation:public_volunteer', args=[code])}"
    acting, now = acting_of(request), timezone.now()
    context = {
        "volunteer": found,
        "hours": queries.hours_of(found),
        "ones": [(one.label, done.get(code)) for code, one in five_ones().items()],
        "offers": queries.offers(found.drive, found),
        "now": now,
        "url": url,
        "qr": segno.make(url, error="m").svg_data_uri(scale=4, border=2),
        "may": acting.organization.pk == found.organization_id and acting.may(TAKE_PART),
        "form": OneForm(done=done, initial={"on": in_beijing(now).date()}),
        "proof": getattr(found, "proof", None),
    }
    return render(request, "participation/volunteer.html", context)


@deed
def sign_up(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    found = _volunteer(request, pk)
    posts.sign_up(found, get_object_or_404(Post, pk=post, drive=found.drive), by=request.user, now=timezone.now())
    messages.info(request, _("已报名。"))
    return redirect("participation:volunteer", pk=pk)


@deed
def sign_off(request: HttpRequest, pk: int, sign_up: int) -> HttpResponse:
    found = _volunteer(request, pk)
    one = get_object_or_404(SignUp.objects.select_related("post", "volunteer"), pk=sign_up, volunteer=found)
    posts.sign_off(one, by=request.user, now=timezone.now())
    messages.info(request, _("已退出该岗位。"))
    return redirect("participation:volunteer", pk=pk)


@deed
def enter_one(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _volunteer(request, pk), OneForm(request.POST)
    require(request.user, found.organization, TAKE_PART)
    if not form.is_valid():
        raise Refused("one-unknown")
    said = form.cleaned_data
    ones.enter(found, said["one"], said["note"], on=said["on"], by=request.user, now=timezone.now())
    messages.info(request, _("已登记。"))
    return redirect("participation:volunteer", pk=pk)


@login_required
@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """五个一: by organisation, from what is counted."""
    found, acting = shown(request, Drive, pk), acting_of(request)
    node = acting.organization if found.takes(acting.organization) else found.organization
    context = {
        "thing": found,
        "board": boards.board(found.activity, queries.items(), node, request.GET.get("after", "")[:128]),
        "as_of": standing.figures_of(found.activity, node.path).as_of,
        "heading": _("五个一进展"),
        "back": reverse("participation:drive", args=[pk]),
        "note": _("每人每项只计一次，五项都完成的计入“完成五个一”。志愿者按首次签到计人数。"),
    }
    return render(request, "participation/board.html", context)


@login_required
@require_safe
def certificates(request: HttpRequest, pk: int) -> HttpResponse:
    """志愿服务证明 of a drive, a page at a time."""
    found = held(request, Drive, pk)
    page = queries.proofs_page(found, number(request.GET.get("after")))
    rows = [(proof, grouped(proof.code)) for proof in page.rows]
    context = {"drive": found, "rows": rows, "page": page, "is_over": timezone.now() >= found.closes_at}
    return render(request, "participation/proofs.html", context)


@deed
def certify(request: HttpRequest, pk: int) -> HttpResponse:
    n = proofs.issue(held(request, Drive, pk), by=request.user, now=timezone.now())
    messages.info(request, _("已发放 %(n)s 份。") % {"n": n})
    return redirect("participation:certificates", pk=pk)


@deed
def revoke(request: HttpRequest, pk: int, proof: int) -> HttpResponse:
    one = get_object_or_404(
        ServiceProof.objects.select_related("drive__organization"), pk=proof, drive=_held(request, pk)
    )
    proofs.revoke(one, because=request.POST.get("because", ""), by=request.user, now=timezone.now())
    messages.info(request, _("已撤销，核验页显示撤销。"))
    return redirect("participation:certificates", pk=pk)


@login_required
@require_safe
def certificate_pdf(request: HttpRequest, pk: int, proof: int) -> HttpResponse:
    one = get_object_or_404(ServiceProof, pk=proof, drive=_held(request, pk))
    return downloads.as_pdf(proof_paper(one), f"志愿服务证明（{one.face['name']}）", in_beijing(one.at).date())


def _held(request: HttpRequest, pk: int) -> Drive:
    return held(request, Drive, pk)


def _volunteer(request: HttpRequest, pk: int) -> Volunteer:
    rows = Volunteer.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("drive__activity", "drive__organization", "organization", "proof"), pk=pk
    )


def _of_drive(request: HttpRequest, found: Drive) -> dict[str, Any]:
    now, acting = timezone.now(), acting_of(request)
    public = f"{settings.JIENENG_BASE_URL}{reverse('participation:public_drive', args=[found.code])}"
    hosts = is_host(request, found)
    takes = found.takes(acting.organization)
    return {
        "drive": found,
        "state": standing.state_of(found, now),
        "figures": standing.figures_of(found.activity, acting.organization.path),
        "offers": queries.offers(found),
        "is_host": hosts,
        "form": PostForm(),
        "takes": takes and found.opened_at is not None,
        "may": takes and found.is_on(now) and acting.may(TAKE_PART),
        "page": queries.people_page(found, acting.organization, number(request.GET.get("after"))),
        "public_url": public,
        "qr": segno.make(public, error="m").svg_data_uri(scale=4, border=2) if found.opened_at else "",
    }


def _form_again(request: HttpRequest, found: Drive, form: PostForm, status: int) -> HttpResponse:
    return render(request, "participation/drive.html", _of_drive(request, found) | {"form": form}, status=status)


def _of_post(request: HttpRequest, found: Post) -> dict[str, Any]:
    return {
        "post": found,
        "page": queries.sign_ups_page(found, number(request.GET.get("after"))),
        "n_taken": found.sign_ups.filter(withdrawn_at=None).count(),
        "form": PostForm(post=found),
        "now": timezone.now(),
    }
