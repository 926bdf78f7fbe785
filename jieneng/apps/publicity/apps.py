"""Publicity: the brief, composed from facts."""

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    name = "jieneng.apps.publicity"
    label = "publicity"
    verbose_name = "宣传"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.publicity.agenda import to_do  # noqa: PLC0415 - models are loaded only now
        from jieneng.apps.publicity.queries.printed import pdf_of  # noqa: PLC0415
        from jieneng.apps.publicity.queries.public import addresses, brief_page, desk, pictures  # noqa: PLC0415
        from jieneng.core.agenda.registry import register  # noqa: PLC0415
        from jieneng.core.documents import papers, public_pages  # noqa: PLC0415
        from jieneng.core.orgs.acting import sees_business  # noqa: PLC0415
        from jieneng.rulebook.compositions import compositions  # noqa: PLC0415
        from jieneng.ui import navigation  # noqa: PLC0415

        for kind, composition in compositions().items():
            papers.register(kind, pdf_of)
            page = public_pages.Kind(composition.label, brief_page, addresses, desk, pictures, in_columns=True)
            public_pages.register(kind, page)
        register("publicity", to_do)
        navigation.register(navigation.NavItem("简讯", "publicity:briefs", order=50, shown_to=sees_business))
