"""Taking part: calls for works, volunteers, pledges, walks."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "jieneng.apps.participation"
    label = "participation"
    verbose_name = "参与"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.participation.agenda import grounds, to_do  # noqa: PLC0415 - models are loaded only now
        from jieneng.apps.participation.commitments import fold as fold_commitments  # noqa: PLC0415
        from jieneng.apps.participation.counting import witness  # noqa: PLC0415
        from jieneng.apps.participation.doors import desk as doors_of_desk  # noqa: PLC0415
        from jieneng.apps.participation.doors import public as public_doors  # noqa: PLC0415
        from jieneng.apps.participation.players import Signers  # noqa: PLC0415
        from jieneng.apps.participation.queries.files import in_works  # noqa: PLC0415
        from jieneng.apps.participation.ranking import fold  # noqa: PLC0415
        from jieneng.apps.participation.walls import blocks  # noqa: PLC0415
        from jieneng.core.agenda import registry  # noqa: PLC0415
        from jieneng.core.campaigns import doors, entrants, tallying, wall_blocks  # noqa: PLC0415
        from jieneng.core.files import uses  # noqa: PLC0415
        from jieneng.core.jobs import loops  # noqa: PLC0415
        from jieneng.core.orgs.acting import sees_business  # noqa: PLC0415
        from jieneng.ui import navigation  # noqa: PLC0415

        tallying.register(witness)
        doors.register("participation", public=public_doors, desk=doors_of_desk)
        entrants.register("pledge", Signers())
        wall_blocks.register("participation", blocks)
        loops.register(loops.Loop("walks", 5.0, fold))
        loops.register(loops.Loop("pledges", 5.0, fold_commitments))
        uses.register("participation", in_works)
        registry.register("participation", to_do, grounds=grounds)
        navigation.register(
            navigation.NavItem(
                "参与",
                "participation:home",
                order=47,
                match=("participation:",),
                shown_to=sees_business,
                group=doors.LIVE_WEEK,
            )
        )
