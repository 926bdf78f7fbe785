"""Without signing in: the page of a draw, its files for checking, its winners, one's own number and proof."""

from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jieneng.apps.prizes import audit_files
from jieneng.apps.prizes.keeping import code_of
from jieneng.apps.prizes.models import FORFEITED, Draw, EntrantList, Win
from jieneng.apps.prizes.queries import public as queries
from jieneng.apps.prizes.queries.desk import number_of, result_of, stock_of
from jieneng.apps.prizes.queries.phases import phase_of, steps_of
from jieneng.apps.prizes.views.claiming import token_of
from jieneng.engine.draws.audit import INSTANT_VERIFIER, VERIFIER
from jieneng.ui.asked import number
from jieneng.ui.caching import kept_for

_KEPT = 60  # seconds
_TEXT, _JSON = "text/plain; charset=utf-8", "application/json"


@require_safe
@kept_for(_KEPT)
def draw(request: HttpRequest, code: str) -> HttpResponse:
    """The draw before everybody: its steps, what is public by now and what is next."""
    seen = _public(code)
    now, lists = timezone.now(), list(seen.lists.order_by("-no").defer("parts"))
    last = lists[0] if lists else None
    phase = phase_of(seen, last, now)
    address = f"{settings.JIENENG_BASE_URL}{reverse('prizes:public', args=[code])}"
    context = {
        "draw": seen,
        "phase": phase,
        "steps": steps_of(seen, phase, lists[-1] if lists else None),
        "prizes": stock_of(seen),
        "lists": lists,
        "last": last,
        "number": number_of(seen) if phase.code == "drawn" else None,
        "result": result_of(seen),
        "n_forfeited": Win.objects.filter(draw=seen, state=FORFEITED).count() if phase.code == "drawn" else 0,
        "address": address,
        "qr": segno.make(address, error="m").svg_data_uri(scale=4, border=2),
        "page_kind": "draw",
        "page_code": code,
        "issuer": seen.organization,
    }
    return render(request, "prizes/public.html", context)


@require_safe
@kept_for(_KEPT)
def rules(request: HttpRequest, code: str) -> HttpResponse:
    """The very text over which the commitment was made, without the secret."""
    return HttpResponse(_public(code).rules, content_type=_JSON)


@require_safe
def entrants(request: HttpRequest, code: str, no: int) -> HttpResponseBase:
    """A version of the list, a pseudonym a line; read row by row, however long it is."""
    seen = _public(code)
    get_object_or_404(EntrantList, draw=seen, no=no)
    response = StreamingHttpResponse(queries.lines_of(seen, no), content_type=_TEXT)
    response["Content-Disposition"] = f'attachment; filename="entrants-{code}-{no}.txt"'
    return response


@require_safe
@kept_for(_KEPT)
def winners(request: HttpRequest, code: str) -> HttpResponse:
    """中奖名单, masked."""
    seen = _public(code)
    context = {"draw": seen, "page": queries.winners_page(seen, number(request.GET.get("after")))}
    return render(request, "prizes/winners.html", context)


@require_safe
def audit(request: HttpRequest, code: str) -> HttpResponseBase:
    """The file with which anybody works it out again."""
    result = result_of(_public(code))
    path = audit_files.path_of(result.sha256) if result else None
    if path is None or not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename="audit.json", content_type=_JSON)


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The program that checks the file of a draw, sixty lines of Python."""
    return _program(VERIFIER)


@require_safe
def verifier_instant(request: HttpRequest) -> HttpResponse:
    """The program that checks the file of an instant win, as short."""
    return _program(INSTANT_VERIFIER)


@require_safe
@kept_for(_KEPT)
def check(request: HttpRequest) -> HttpResponse:
    """核对办法: how it is fair, and how to check it."""
    programs = [(one.name, one.read_text(encoding="utf-8")) for one in (VERIFIER, INSTANT_VERIFIER)]
    return render(request, "prizes/check.html", {"programs": programs})


@never_cache
@require_safe
def mine(request: HttpRequest, code: str) -> HttpResponse:
    """For one's own browser or account: the pseudonym, the proof, the result."""
    seen = _public(code)
    found = queries.mine_of(request, seen)
    last = queries.latest_list(seen)
    context: dict[str, Any] = {"draw": seen, "mine": found, "last": last, "phase": phase_of(seen, last, timezone.now())}
    if found and found.win and found.win.state != FORFEITED:
        context |= {"token": token_of(found.win), "code": code_of(found.win)}
    return render(request, "prizes/mine.html", context)


def _public(code: str) -> Draw:
    rows = Draw.objects.public().select_related("organization", "activity__campaign")
    return get_object_or_404(rows, code=code)


def _program(path: Path) -> HttpResponse:
    response = HttpResponse(path.read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{path.name}"'
    return response
