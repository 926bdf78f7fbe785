"""Portal: home, organisation and people desk."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "jieneng.apps.portal"
    label = "portal"
    verbose_name = "门户"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.ui.navigation import NavItem, register  # noqa: PLC0415 - settings are read only now

        register(NavItem("待办", "portal:home", order=10, match=("portal:home",)))
