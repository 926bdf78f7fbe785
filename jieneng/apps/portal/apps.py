"""Portal: home, organisation and people desk."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "jieneng.apps.portal"
    label = "portal"
    verbose_name = "门户"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.portal.navigation import ITEMS  # noqa: PLC0415 - settings are read only now
        from jieneng.ui.navigation import register  # noqa: PLC0415

        for item in ITEMS:
            register(item)
