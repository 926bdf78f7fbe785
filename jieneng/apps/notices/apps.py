"""Notices: a superior's notice in, one's own out and down."""

from django.apps import AppConfig
from django.http import HttpRequest


class NoticesConfig(AppConfig):
    name = "jieneng.apps.notices"
    label = "notices"
    verbose_name = "通知"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.notices.agenda import to_do  # noqa: PLC0415 - models are loaded only now
        from jieneng.apps.notices.contribution import witness  # noqa: PLC0415
        from jieneng.apps.notices.paper.printing import pdf_of  # noqa: PLC0415
        from jieneng.apps.notices.queries import public  # noqa: PLC0415
        from jieneng.core.agenda import registry  # noqa: PLC0415
        from jieneng.core.documents import papers, public_pages  # noqa: PLC0415
        from jieneng.core.facts import verify  # noqa: PLC0415
        from jieneng.core.orgs.acting import sees_business  # noqa: PLC0415
        from jieneng.ui import navigation  # noqa: PLC0415

        papers.register("notice", pdf_of)
        notice = public_pages.Kind("通知", public.notice_page, public.addresses, public.desk, in_columns=True)
        public_pages.register("notice", notice)
        public_pages.register("campaign", public_pages.Kind("活动", public.campaign_page))
        verify.register(witness)
        registry.register("notices", to_do)
        navigation.register(
            navigation.NavItem("通知", "notices:received", order=20, match=("notices:",), shown_to=sees_business)
        )
        navigation.register(
            navigation.NavItem(
                "识读更正", "notices:corrections", order=86, match=("notices:corrections",), shown_to=_improves_reader
            )
        )


def _improves_reader(request: HttpRequest) -> bool:
    acting = getattr(request, "acting", None)
    return bool(acting and acting.may("reader.export"))
