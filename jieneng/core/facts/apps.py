"""Facts: what counts afterwards, folded along the tree."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "jieneng.core.facts"
    label = "facts"
    verbose_name = "数据"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.core.facts.folding import fold  # noqa: PLC0415 - models are loaded only now
        from jieneng.core.jobs import loops  # noqa: PLC0415

        loops.register(loops.Loop("fold", 1.0, fold))
