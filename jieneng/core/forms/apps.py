"""Forms: what is asked, declared once in the rulebook (label report_forms: forms is Django's)."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "jieneng.core.forms"
    label = "report_forms"
    verbose_name = "表单"
    default_auto_field = "django.db.models.BigAutoField"
