"""Documents: numbered papers made from facts."""

from pathlib import Path

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "jieneng.core.documents"
    label = "documents"
    verbose_name = "公文"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.conf import settings  # noqa: PLC0415 - settings and models are loaded only now
        from django.core import checks  # noqa: PLC0415

        from jieneng.core.documents.attached import in_attached  # noqa: PLC0415
        from jieneng.core.documents.checks import templates_are_well_made  # noqa: PLC0415
        from jieneng.core.documents.sealing import in_papers  # noqa: PLC0415
        from jieneng.core.files import uses  # noqa: PLC0415
        from jieneng.rulebook.documents import use_folder  # noqa: PLC0415

        use_folder(Path(settings.JIENENG_TEMPLATES) if settings.JIENENG_TEMPLATES else None)
        checks.register(templates_are_well_made)
        uses.register("papers", in_papers)
        uses.register("attached to papers", in_attached)
