"""Reporting: fill in, review, chase, complete."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "jieneng.apps.reporting"
    label = "reporting"
    verbose_name = "填报"
    default_auto_field = "django.db.models.BigAutoField"
