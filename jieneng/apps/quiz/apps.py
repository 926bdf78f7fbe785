"""Quiz (云竞答): bank, papers, hand-in by an endpoint of its own, boards, receipts that anybody can check."""

from django.apps import AppConfig
from django.http import HttpRequest


class QuizConfig(AppConfig):
    name = "jieneng.apps.quiz"
    label = "quiz"
    verbose_name = "竞答"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.quiz.actions import bank, ending, roster  # noqa: F401, PLC0415 - the latter names promised work
        from jieneng.apps.quiz.boards import snapshot  # noqa: PLC0415
        from jieneng.apps.quiz.counting import count, witness  # noqa: PLC0415 - models are loaded only now
        from jieneng.apps.quiz.doors import desk as doors_of_desk  # noqa: PLC0415
        from jieneng.apps.quiz.doors import public as public_doors  # noqa: PLC0415
        from jieneng.apps.quiz.players import Players  # noqa: PLC0415
        from jieneng.apps.quiz.walls import blocks  # noqa: PLC0415
        from jieneng.core.campaigns import doors, entrants, tallying, wall_blocks  # noqa: PLC0415
        from jieneng.core.jobs import loops  # noqa: PLC0415
        from jieneng.ui import navigation  # noqa: PLC0415

        tallying.register(witness)
        doors.register("quiz", public=public_doors, desk=doors_of_desk)
        entrants.register("quiz", Players())
        wall_blocks.register("quiz", blocks)
        loops.register(loops.Loop("quiz-bank", 86_400.0, lambda now: bank.fill(now=now)))
        loops.register(loops.Loop("quiz-rosters", 3_600.0, roster.purge))
        loops.register(loops.Loop("quiz-count", 1.0, count))
        loops.register(loops.Loop("quiz-boards", 45.0, snapshot))
        desk = navigation.NavItem(
            "竞答", "quiz:quizzes", order=45, match=("quiz:",), shown_to=_holds, group=doors.LIVE_WEEK
        )
        navigation.register(desk)


def _holds(request: HttpRequest) -> bool:
    """Whoever sets up quizzes at an office."""
    acting = getattr(request, "acting", None)
    return bool(acting and not acting.organization.is_unit and acting.may("quiz.edit"))
