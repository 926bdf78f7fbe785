"""Prizes: draws that anyone can check, instant wins, and the book of what is handed out to whom."""

from django.apps import AppConfig
from django.http import HttpRequest


class PrizesConfig(AppConfig):
    name = "jieneng.apps.prizes"
    label = "prizes"
    verbose_name = "抽奖"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.prizes import game, loop, promised  # noqa: F401, PLC0415 - models are loaded only now
        from jieneng.apps.prizes.agenda import grounds, to_do  # noqa: PLC0415
        from jieneng.apps.prizes.doors import desk as doors_of_desk  # noqa: PLC0415
        from jieneng.apps.prizes.doors import public as public_doors  # noqa: PLC0415
        from jieneng.apps.prizes.models import Win  # noqa: PLC0415
        from jieneng.apps.prizes.queries.counted import witness  # noqa: PLC0415
        from jieneng.apps.prizes.queries.public import page_of_code  # noqa: PLC0415
        from jieneng.core.agenda.registry import register  # noqa: PLC0415
        from jieneng.core.audit import whereabouts  # noqa: PLC0415
        from jieneng.core.campaigns import chances, doors, tallying  # noqa: PLC0415
        from jieneng.core.documents import public_pages  # noqa: PLC0415
        from jieneng.core.jobs import loops  # noqa: PLC0415
        from jieneng.ui import navigation  # noqa: PLC0415

        register("prizes", to_do, grounds=grounds)
        whereabouts.register(Win, lambda win: win.draw.org_path)
        chances.register("prizes", game)
        tallying.register(witness)
        doors.register("prizes", public=public_doors, desk=doors_of_desk)
        loops.register(loops.Loop("prizes", 60.0, loop.once_more))
        public_pages.register("draw", public_pages.Kind("抽奖", page_of_code))
        every = (
            "prizes:draws",
            "prizes:new",
            "prizes:draw",
            "prizes:edit",
            "prizes:book",
            "prizes:counter",
            "prizes:win",
        )
        navigation.register(
            navigation.NavItem("抽奖", "prizes:draws", order=45, match=every, shown_to=_draws, group=doors.LIVE_WEEK)
        )


def _draws(request: HttpRequest) -> bool:
    """Whoever plans activities at an office, or hands out what was won there."""
    acting = getattr(request, "acting", None)
    return bool(acting and not acting.organization.is_unit and acting.may("prizes.hand_out"))
