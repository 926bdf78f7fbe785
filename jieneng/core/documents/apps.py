"""Documents: numbered papers made from facts."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "jieneng.core.documents"
    label = "documents"
    verbose_name = "公文"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.core.documents.sealing import in_papers  # noqa: PLC0415 - models are loaded only now
        from jieneng.core.files import uses  # noqa: PLC0415

        uses.register("papers", in_papers)
