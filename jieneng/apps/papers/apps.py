"""Papers: letters, minutes, and whatever else has a template for free use, written by hand in a form of its fields."""

from django.apps import AppConfig
from django.http import HttpRequest


class PapersConfig(AppConfig):
    name = "jieneng.apps.papers"
    label = "papers"
    verbose_name = "公文"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.papers.agenda import to_do  # noqa: PLC0415 - models are loaded only now
        from jieneng.apps.papers.kinds import register_kinds  # noqa: PLC0415
        from jieneng.core.agenda.registry import register  # noqa: PLC0415
        from jieneng.ui import navigation  # noqa: PLC0415

        register_kinds()
        register("papers", to_do)
        navigation.register(navigation.NavItem("公文", "papers:papers", order=55, shown_to=_writes))


def _writes(request: HttpRequest) -> bool:
    """Whoever drafts or signs papers at an office."""
    acting = getattr(request, "acting", None)
    return bool(
        acting and not acting.organization.is_unit and (acting.may("paper.draft") or acting.may("paper.sign_off"))
    )
