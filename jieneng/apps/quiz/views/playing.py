"""On the phone, without signing in: enter, answer, keep the receipt, look at the place; take the consent back."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jieneng.apps.quiz import players
from jieneng.apps.quiz.actions import quiz as actions
from jieneng.apps.quiz.actions import roster as rosters
from jieneng.apps.quiz.endpoint.app import HAND_IN, OPEN
from jieneng.apps.quiz.models import ClassAccount, HandIn, Quiz, Withdrawal
from jieneng.apps.quiz.models.quiz import CLASS, PUBLIC, ROSTER, STAFF
from jieneng.apps.quiz.players import Player
from jieneng.apps.quiz.queries import playing
from jieneng.core.campaigns import chances
from jieneng.core.orgs.chosen import chosen_here, remember
from jieneng.core.orgs.models import Organization
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused
from jieneng.ui.sender import address_of


@never_cache
@sensitive_post_parameters("who")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """What is played, by which rules, and the ways in; a POST enters. What a roster is asked with is kept nowhere."""
    quiz = _quiz(code)
    if request.method == "POST":  # remembered in the browser; nothing is stored here
        response = players.keep(redirect("quiz:public_paper", code=code), quiz, _entering(request, quiz))
        if asked := number(request.POST.get("organization")):
            remember(response, asked)
        return response
    return _start(request, quiz)


def _start(request: HttpRequest, quiz: Quiz) -> HttpResponse:
    now, player = timezone.now(), players.player_in(request, quiz)
    typed = request.GET.get("q", "").strip()[:40]
    context = {
        **_frame(quiz),
        "is_running": quiz.is_running(now),
        "is_before": now < quiz.opens_at,
        "is_over": quiz.is_over(now),
        "now": now,
        "player": player,
        "standing": playing.standing(quiz, player) if player else None,
        "account": players.by_account(quiz, request),
        "by_staff": STAFF in quiz.ways,
        "by_roster": ROSTER in quiz.ways,
        "by_public": PUBLIC in quiz.ways,
        "by_class": CLASS in quiz.ways,
        "typed": typed,
        "found": playing.organizations(quiz, typed) if typed else [],
        "chosen": playing.organization_of(quiz, number(request.GET.get("organization")))
        or chosen_here(request, quiz.org_path),
    }
    return render(request, "quiz/start.html", context)


@never_cache
@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The page in which a paper is answered; the script fetches the paper from the endpoint."""
    quiz = _quiz(code)
    player = players.player_in(request, quiz)
    if player is None:
        return _start(request, quiz)
    context = {
        **_frame(quiz),
        "ticket": players.ticket(quiz, player),
        "open_url": OPEN,
        "hand_in_url": HAND_IN,
        "receipt_url": reverse("quiz:public_receipt", args=[code, "0" * 12]),
    }
    return render(request, "quiz/paper.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, code: str, receipt: str) -> HttpResponse:
    """A receipt: for its player with score, place and, after the end, the review; for others only that it is there.

    A POST by its player takes a chance of winning where one is offered, or takes the consent back, as easily as it was
    given.
    """
    quiz = _quiz(code)
    row = playing.by_number(quiz, receipt)
    if row is None:
        raise Http404
    if request.method == "POST":
        return _tried(request, quiz, row) if "chance" in request.POST else _withdrawn(request, quiz, row)
    player = players.player_in(request, quiz)
    is_own = player is not None and player.key == row.player
    shown = playing.receipt(quiz, row)
    context: dict[str, Any] = {**_frame(quiz), "receipt": shown, "is_own": is_own}
    if is_own and player:
        context |= _own(quiz, player, row)
    return render(request, "quiz/receipt.html", context)


def _tried(request: HttpRequest, quiz: Quiz, row: HandIn) -> HttpResponse:
    """To the page of what was won, or of the chance that came to nothing."""
    player = _player_of(request, quiz, row)
    if not players.may_win(quiz, player):
        raise Refused("quiz-no-chance")
    luck = chances.take(quiz.activity, player.key, row.route, timezone.now())
    if not luck:
        raise Refused("quiz-no-chance")
    return redirect(next((one for one in luck if one.prize), luck[0]).url)


def _player_of(request: HttpRequest, quiz: Quiz, row: HandIn) -> Player:
    player = players.player_in(request, quiz)
    if player is None or player.key != row.player:
        raise Refused("quiz-token")
    return player


def _withdrawn(request: HttpRequest, quiz: Quiz, row: HandIn) -> HttpResponse:
    player = _player_of(request, quiz, row)
    with transaction.atomic():
        actions.withdraw(quiz, player.key, now=timezone.now())
    return redirect("quiz:public_receipt", code=quiz.public_code, receipt=row.receipt)


def _own(quiz: Quiz, player: Player, row: HandIn) -> dict[str, Any]:
    organization = playing.organization_of(quiz, row.organization)
    is_lucky = chances.offered(quiz.activity, timezone.now()) and players.may_win(quiz, player)
    return {
        "has_chance": is_lucky,
        "organization": organization.name if organization else "",
        "standing": playing.standing(quiz, player),
        "ranks": playing.ranks(quiz, player),
        "is_running": quiz.is_running(timezone.now()),
        "reviewed": list(playing.review(quiz, row)) if playing.may_review(quiz) else None,
        "has_consented": player.notice > 0,
        "has_withdrawn": Withdrawal.objects.filter(quiz=quiz, player=player.key).exists(),
    }


def _entering(request: HttpRequest, quiz: Quiz) -> Player:
    way, said = request.POST.get("way", ""), request.POST
    if way == STAFF:
        player = players.by_account(quiz, request)
        if player is None:
            raise Refused("quiz-sign-in")
        return player
    if way not in quiz.ways:
        raise Refused("quiz-token")
    if not said.get("agreed"):
        raise Refused("quiz-consent")
    if way == CLASS:
        of = ClassAccount.objects.filter(quiz=quiz, code=said.get("class", "").strip().upper()).first()
        seat = number(said.get("seat"))
        if of is None or not 1 <= seat <= of.n_seats:
            raise Refused("quiz-no-class")
        return players.by_class(quiz, of, seat)
    organization = playing.organization_of(quiz, number(said.get("organization")))
    if organization is None:
        raise Refused("quiz-no-organization")
    if way == ROSTER:
        return _listed(request, quiz, organization)
    return players.by_browser(quiz, organization, players.player_in(request, quiz))


def _listed(request: HttpRequest, quiz: Quiz, organization: Organization) -> Player:
    typed, address, now = request.POST.get("who", "")[:60], address_of(request), timezone.now()
    person = rosters.find(organization, typed, address=address, now=now)
    if person is None:
        raise Refused("quiz-roster-unknown", organization=organization.name)
    if STAFF in quiz.ways and rosters.has_account(organization, person):
        raise Refused("quiz-roster-account", organization=organization.name)
    return players.by_roster(quiz, organization, person)


def _quiz(code: str) -> Quiz:
    found = playing.find(code)
    if found is None:
        raise Http404
    return found


def _frame(quiz: Quiz) -> dict[str, Any]:
    return {"quiz": quiz, "n_questions": quiz.n_questions}
