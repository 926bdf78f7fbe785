"""Exchange (云兑换): recyclables in, goods of the paired region out; and hazardous waste from unit to handler."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "jieneng.apps.exchange"
    label = "exchange"
    verbose_name = "云兑换"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.exchange.agenda import grounds, receipts, to_do, unanswered  # noqa: PLC0415 - models are loaded only now
        from jieneng.apps.exchange.counting import witness  # noqa: PLC0415
        from jieneng.apps.exchange.doors import desk as doors_of_desk  # noqa: PLC0415
        from jieneng.apps.exchange.doors import public as public_doors  # noqa: PLC0415
        from jieneng.apps.exchange.queries.files import in_exchange  # noqa: PLC0415
        from jieneng.apps.exchange.wall import blocks  # noqa: PLC0415
        from jieneng.core.agenda import registry  # noqa: PLC0415
        from jieneng.core.campaigns import doors, tallying, wall_blocks  # noqa: PLC0415
        from jieneng.core.files import uses  # noqa: PLC0415
        from jieneng.core.orgs.acting import sees_business  # noqa: PLC0415
        from jieneng.ui import navigation  # noqa: PLC0415

        tallying.register(witness)
        doors.register("exchange", public=public_doors, desk=doors_of_desk)
        wall_blocks.register("exchange", blocks)
        uses.register("exchange", in_exchange)
        registry.register("exchange", to_do, grounds=grounds)
        registry.register("receipts of waste", receipts, grounds=unanswered)
        navigation.register(
            navigation.NavItem(
                "兑换",
                "exchange:exchanges",
                order=46,
                match=("exchange:",),
                shown_to=sees_business,
                group=doors.LIVE_WEEK,
            )
        )
