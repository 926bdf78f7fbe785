"""Notices: a superior's notice in, one's own out and down."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "jieneng.apps.notices"
    label = "notices"
    verbose_name = "通知"
    default_auto_field = "django.db.models.BigAutoField"
