"""Who plays: from the account signed in, or a cookie that holds a key and an organisation and nothing about the person.

Also what the core asks about players (core/campaigns/entrants.py), when somebody draws prizes among them.
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from jieneng.apps.quiz.counting import counted_rows
from jieneng.apps.quiz.endpoint.building import now_ms, signer, to_ms
from jieneng.apps.quiz.endpoint.tokens import Entrance
from jieneng.apps.quiz.models import ClassAccount, Extension, HandIn, Quiz, RosterPerson, Signal, Withdrawal
from jieneng.apps.quiz.models.quiz import CLASS, PUBLIC, ROSTER, STAFF
from jieneng.apps.quiz.models.standing import UNFAIR
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import place_of
from jieneng.core.orgs.models import Organization
from jieneng.engine.quizzes.marking import has_passed
from jieneng.engine.quizzes.receipts import player_key

_KEPT_S = 90 * 86_400  # the cookie outlives the quiz, so that a receipt is found again
_LATER_MS = 24 * 3_600_000


@dataclass(frozen=True)
class Player:
    """A player of one quiz: the key, the organisation they play for, the way they came, the notice they agreed to."""

    key: str
    organization: int
    way: str
    notice: int = 0


def by_account(quiz: Quiz, request: HttpRequest) -> Player | None:
    """Whoever is signed in and acts for an organisation within the quiz."""
    acting = getattr(request, "acting", None)
    if STAFF not in quiz.ways or not acting or not acting.organization.path.startswith(quiz.org_path):
        return None
    return Player(player_key(quiz.key, f"staff:{request.user.pk}"), acting.organization.pk, STAFF)


def by_browser(quiz: Quiz, organization: Organization, former: Player | None) -> Player:
    """A browser without an account; the one that has played keeps its key."""
    key = former.key if former and former.way == PUBLIC else player_key(quiz.key, f"public:{secrets.token_hex(16)}")
    return Player(key, organization.pk, PUBLIC, quiz.privacy_no)


def by_roster(quiz: Quiz, organization: Organization, person: RosterPerson) -> Player:
    """Somebody of a roster, the same from every browser; told by the mark, which stays when the roster comes again."""
    key = player_key(quiz.key, f"roster:{organization.pk}:{person.name_mark}")
    return Player(key, organization.pk, ROSTER, quiz.privacy_no)


def by_class(quiz: Quiz, of: ClassAccount, seat: int) -> Player:
    """A pupil: the code of the class and a seat."""
    return Player(player_key(quiz.key, f"class:{of.code}:{seat}"), of.organization_id, CLASS, quiz.privacy_no)


def player_in(request: HttpRequest, quiz: Quiz) -> Player | None:
    """Who this browser plays as. One that came by an account plays only while that account is signed in."""
    try:
        found = Player(**json.loads(request.get_signed_cookie(_cookie(quiz), salt=quiz.public_code, max_age=_KEPT_S)))
    except (KeyError, signing.BadSignature, ValueError, TypeError):
        return by_account(quiz, request)
    if found.way != STAFF:
        return found
    by_now = by_account(quiz, request)
    return by_now if by_now and by_now.key == found.key else None


def keep(response: HttpResponse, quiz: Quiz, player: Player) -> HttpResponse:
    """Remember in the browser who plays."""
    response.set_signed_cookie(
        _cookie(quiz),
        json.dumps(asdict(player)),
        salt=quiz.public_code,
        max_age=_KEPT_S,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
    return response


def ticket(quiz: Quiz, player: Player) -> str:
    """The signed entrance with which the browser asks the endpoint for papers."""
    organization = Organization.objects.get(pk=player.organization)
    place = place_of(organization, quiz.activity.campaign.year)
    more = Extension.objects.filter(quiz=quiz, player=player.key).first()
    later = to_ms(more.closes_at) if more and more.closes_at else 0
    return signer().entrance(
        Entrance(
            quiz=quiz.pk,
            player=player.key,
            organization=player.organization,
            route=place.route,
            category=place.category,
            notice=player.notice,
            more_minutes=more.more_minutes if more else 0,
            closes_ms=later,
            until_ms=max(to_ms(quiz.closes_at), later, now_ms()) + _LATER_MS,
        )
    )


class Players:
    """The players of quizzes, for whoever draws prizes."""

    def qualified(self, activity: Activity) -> Iterator[tuple[str, str]]:
        """Players with a paper that passed, once each, with the path it counted at; not those who took consent back."""
        quiz = Quiz.objects.published().filter(activity=activity).first()
        if quiz is None:
            return
        gone = set(Withdrawal.objects.filter(quiz=quiz).values_list("player", flat=True)) | _unfair(quiz)
        for row in counted_rows(quiz.pk):
            if row.player not in gone and has_passed(row.score, quiz.n_questions, quiz.pass_mark):
                gone.add(row.player)
                yield row.player, row.route

    def player_of(self, request: HttpRequest, activity: Activity) -> str | None:
        quiz = Quiz.objects.published().filter(activity=activity).first()
        player = player_in(request, quiz) if quiz else None
        return player.key if player else None


def may_win(quiz: Quiz, player: Player) -> bool:
    """Whether the player has a paper that passed, has not taken the consent back and was not found unfair."""
    if player.notice == 0 or Withdrawal.objects.filter(quiz=quiz, player=player.key).exists():
        return False
    papers = list(HandIn.objects.filter(quiz=quiz.pk, player=player.key))
    passed = any(has_passed(row.score, quiz.n_questions, quiz.pass_mark) for row in papers)
    return passed and player.key not in _unfair(quiz)


def _unfair(quiz: Quiz) -> set[str]:
    """The players of papers that a person found unfair."""
    told = Signal.objects.filter(quiz=quiz, decision=UNFAIR).values_list("receipts", flat=True)
    numbers = [number for numbers in told for number in numbers]
    return set(HandIn.objects.filter(quiz=quiz.pk, receipt__in=numbers).values_list("player", flat=True))


def _cookie(quiz: Quiz) -> str:
    return f"jieneng_quiz_{quiz.pk}"
