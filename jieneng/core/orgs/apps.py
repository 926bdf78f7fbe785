"""Organisations: the tree, roles, grants, yearly roster, audiences."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "jieneng.core.orgs"
    label = "orgs"
    verbose_name = "组织"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.core.audit import whereabouts  # noqa: PLC0415 - settings are read only now
        from jieneng.core.orgs.acting import workplace_of  # noqa: PLC0415
        from jieneng.core.people.models import Person  # noqa: PLC0415

        whereabouts.register(Person, workplace_of)
