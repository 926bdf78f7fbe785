"""Audit: who did what, when, to which thing, and why."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "jieneng.core.audit"
    label = "audit"
    verbose_name = "审计"
    default_auto_field = "django.db.models.BigAutoField"
