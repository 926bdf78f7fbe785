"""Publicity: the brief, composed from facts."""

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    name = "jieneng.apps.publicity"
    label = "publicity"
    verbose_name = "宣传"
    default_auto_field = "django.db.models.BigAutoField"
