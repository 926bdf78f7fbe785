"""Portal: home, organisation and people desk, public pages."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "jieneng.apps.portal"
    label = "portal"
    verbose_name = "门户"
    default_auto_field = "django.db.models.BigAutoField"
