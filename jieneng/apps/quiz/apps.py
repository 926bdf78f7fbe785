"""Quiz (云竞答): bank, papers, hand-in by an endpoint of its own, boards, receipts that anybody can check."""

from django.apps import AppConfig


class QuizConfig(AppConfig):
    name = "jieneng.apps.quiz"
    label = "quiz"
    verbose_name = "竞答"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.quiz.boards import snapshot  # noqa: PLC0415
        from jieneng.apps.quiz.counting import count, witness  # noqa: PLC0415 - models are loaded only now
        from jieneng.apps.quiz.players import Players  # noqa: PLC0415
        from jieneng.core.campaigns import entrants, tallying  # noqa: PLC0415
        from jieneng.core.jobs import loops  # noqa: PLC0415

        tallying.register(witness)
        entrants.register("quiz", Players())
        loops.register(loops.Loop("quiz-count", 1.0, count))
        loops.register(loops.Loop("quiz-boards", 45.0, snapshot))
