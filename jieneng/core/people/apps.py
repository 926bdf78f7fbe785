"""People: accounts, sign-in, passwords, sessions."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "jieneng.core.people"
    label = "people"
    verbose_name = "人员"
    default_auto_field = "django.db.models.BigAutoField"
