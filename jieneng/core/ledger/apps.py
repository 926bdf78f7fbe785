"""The ledger: accounts, and entries that are only added."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "jieneng.core.ledger"
    label = "ledger"
    verbose_name = "台账"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.core.jobs import loops  # noqa: PLC0415 - models are loaded only now
        from jieneng.core.ledger.folding import fold  # noqa: PLC0415

        loops.register(loops.Loop("ledger", 1.0, fold))
