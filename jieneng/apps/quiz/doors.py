"""How one comes from a campaign to its quiz: everybody to playing, the organiser to the desk."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jieneng.apps.quiz.models import Quiz
from jieneng.apps.quiz.models.quiz import CLOSED, ROSTER
from jieneng.core.campaigns.doors import Door
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.acting import Acting
from jieneng.ui.wording import moment

KIND = "quiz"


def public(activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """The start of each published quiz; before the opening its hour, afterwards its results."""
    quizzes = Quiz.objects.published().filter(activity__in=_of_kind(activities))
    return {quiz.activity_id: _public(quiz, now) for quiz in quizzes}


def desk(acting: Acting, activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """One's own quizzes, and where one is set up that an activity has none of yet."""
    of_kind = _of_kind(activities)
    if not of_kind or not acting.sees_business:
        return {}
    own = [each for each in of_kind if each.campaign.organization_id == acting.organization.pk]
    made = {quiz.activity_id: quiz for quiz in Quiz.objects.filter(activity__in=own)}
    doors = {pk: Door(_("竞答"), reverse("quiz:quiz", args=[quiz.pk])) for pk, quiz in made.items()}
    if acting.may("quiz.edit"):
        new = (each for each in own if each.pk not in made)
        doors |= {each.pk: Door(_("设置竞答"), reverse("quiz:new", args=[each.pk])) for each in new}
    return doors | _rosters(acting, [each for each in of_kind if each not in own])


def _rosters(acting: Acting, activities: list[Activity]) -> dict[int, Door]:
    """Below the organiser of a quiz that knows its people by rosters: where one's own is handed in."""
    if not activities or not acting.may("quiz.roster"):
        return {}
    quizzes = Quiz.objects.published().filter(activity__in=activities)
    asked = (one for one in quizzes if ROSTER in one.ways and acting.organization.path.startswith(one.org_path))
    return {one.activity_id: Door(_("竞答名册"), reverse("quiz:roster")) for one in asked}


def _of_kind(activities: Iterable[Activity]) -> list[Activity]:
    return [each for each in activities if each.kind == KIND]


def _public(quiz: Quiz, now: datetime) -> Door:
    address = reverse("quiz:public", args=[quiz.public_code])
    if now < quiz.opens_at:
        return Door("", address, _("%(at)s开始答题") % {"at": moment(quiz.opens_at)}, is_open=False)
    if quiz.state == CLOSED or now > quiz.closes_at:
        return Door(_("看结果"), reverse("quiz:public_board", args=[quiz.public_code]), _("答题已结束"))
    return Door(_("去答题"), address, _("%(at)s截止") % {"at": moment(quiz.closes_at)})
