"""Media coverage and columns: articles registered by level, contributions edited and published."""

from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "jieneng.apps.coverage"
    label = "coverage"
    verbose_name = "媒体与投稿"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.coverage.agenda import grounds, to_do  # noqa: PLC0415 - models are loaded only now
        from jieneng.apps.coverage.counting import witness  # noqa: PLC0415
        from jieneng.apps.coverage.doors import desk as doors_of_desk  # noqa: PLC0415
        from jieneng.apps.coverage.doors import public as public_doors  # noqa: PLC0415
        from jieneng.apps.coverage.queries.activities import in_coverage  # noqa: PLC0415
        from jieneng.apps.coverage.tellings import NAME, Columns  # noqa: PLC0415
        from jieneng.apps.coverage.walls import blocks  # noqa: PLC0415
        from jieneng.core.agenda import registry  # noqa: PLC0415
        from jieneng.core.campaigns import doors, tallying, tellings, wall_blocks  # noqa: PLC0415
        from jieneng.core.files import uses  # noqa: PLC0415
        from jieneng.core.orgs.acting import sees_business  # noqa: PLC0415
        from jieneng.ui import navigation  # noqa: PLC0415

        tallying.register(witness)
        doors.register("coverage", public=public_doors, desk=doors_of_desk)
        uses.register("coverage", in_coverage)
        wall_blocks.register("coverage", blocks)
        tellings.register(NAME, Columns())
        registry.register("coverage", to_do, grounds=grounds)
        navigation.register(
            navigation.NavItem(
                "媒体与投稿",
                "coverage:home",
                order=49,
                match=("coverage:",),
                shown_to=sees_business,
                group=doors.LIVE_WEEK,
            )
        )
