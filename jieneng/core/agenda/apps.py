"""Agenda: what a person owes, by when, and where; nothing is stored."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "jieneng.core.agenda"
    label = "agenda"
    verbose_name = "待办"
    default_auto_field = "django.db.models.BigAutoField"
