"""Exchange (云兑换): recyclables in, goods of the paired region out; and hazardous waste from unit to handler."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "jieneng.apps.exchange"
    label = "exchange"
    verbose_name = "云兑换"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.exchange.counting import witness  # noqa: PLC0415 - models are loaded only now
        from jieneng.core.campaigns import tallying  # noqa: PLC0415

        tallying.register(witness)
