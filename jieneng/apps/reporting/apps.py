"""Reporting: fill in, review, chase, complete."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "jieneng.apps.reporting"
    label = "reporting"
    verbose_name = "填报"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.reporting import agenda  # noqa: PLC0415 - models are loaded only now
        from jieneng.core.agenda import registry  # noqa: PLC0415
        from jieneng.core.orgs.acting import sees_business  # noqa: PLC0415
        from jieneng.ui import navigation  # noqa: PLC0415

        for provider in (agenda.to_fill, agenda.to_review, agenda.of_level):
            registry.register(f"reporting.{provider.__name__}", provider)
        navigation.register(navigation.NavItem("填报", "reporting:index", order=40, shown_to=sees_business))
