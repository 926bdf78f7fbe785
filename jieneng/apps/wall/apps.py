"""The wall screen: how a campaign stands at one level, for the hall of its bureau, without signing in."""

from django.apps import AppConfig
from django.http import HttpRequest


class WallConfig(AppConfig):
    name = "jieneng.apps.wall"
    label = "wall"
    verbose_name = "大屏"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.core.campaigns import doors  # noqa: PLC0415 - models are loaded only now
        from jieneng.ui import navigation  # noqa: PLC0415

        navigation.register(
            navigation.NavItem(
                "大屏", "wall:walls", order=70, match=("wall:",), shown_to=_shows_walls, group=doors.LIVE_WEEK
            )
        )


def _shows_walls(request: HttpRequest) -> bool:
    """Whoever acts for a bureau or a sector authority and may put its figures on a wall."""
    acting = getattr(request, "acting", None)
    return bool(acting and not acting.organization.is_unit and acting.may("wall.show"))
