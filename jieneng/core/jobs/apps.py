"""Jobs: work that is promised in a transaction and done after it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jieneng.core.jobs"
    label = "jobs"
    verbose_name = "后台任务"
    default_auto_field = "django.db.models.BigAutoField"
