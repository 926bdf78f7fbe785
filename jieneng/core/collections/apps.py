"""Collections: the one mechanism of ask, answer, check, count."""

from django.apps import AppConfig


class CollectionsConfig(AppConfig):
    name = "jieneng.core.collections"
    label = "collections"
    verbose_name = "填报任务"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.core.collections.queries.files import in_answers  # noqa: PLC0415 - models are loaded only now
        from jieneng.core.collections.witness import witness  # noqa: PLC0415
        from jieneng.core.facts import verify  # noqa: PLC0415
        from jieneng.core.files import uses  # noqa: PLC0415

        verify.register(witness)
        uses.register("answers", in_answers)
