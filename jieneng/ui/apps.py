"""The ui floor: page frame, components, refusals."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "jieneng.ui"
    label = "ui"
    verbose_name = "界面"
    default_auto_field = "django.db.models.BigAutoField"
