"""Openness: the list of what is published, remarks about errors from anybody, and the desk that answers them."""

from django.apps import AppConfig
from django.http import HttpRequest


class OpennessConfig(AppConfig):
    name = "jieneng.apps.openness"
    label = "openness"
    verbose_name = "信息公开"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.openness.agenda import grounds, to_do  # noqa: PLC0415 - models are loaded only now
        from jieneng.core.agenda.registry import register  # noqa: PLC0415
        from jieneng.ui import navigation  # noqa: PLC0415

        register("openness", to_do, grounds=grounds)
        desk = ("openness:error", "openness:paper", "openness:describe", "openness:answer")
        navigation.register(navigation.NavItem("信息公开", "openness:errors", order=60, match=desk, shown_to=_answers))
        every = ("openness:public",)
        navigation.register(
            navigation.NavItem("信息公开", "openness:public_list", order=10, match=every, place="public")
        )


def _answers(request: HttpRequest) -> bool:
    """Whoever acts for a bureau or a sector authority, and may answer; a single unit publishes nothing of its own."""
    acting = getattr(request, "acting", None)
    return bool(acting and not acting.organization.is_unit and acting.may("errors.answer"))
