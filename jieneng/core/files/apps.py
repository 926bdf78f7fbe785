"""Files: what people hand in, checked and kept by its digest."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "jieneng.core.files"
    label = "files"
    verbose_name = "附件"
    default_auto_field = "django.db.models.BigAutoField"
