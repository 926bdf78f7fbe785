"""The library: publicity materials that organisations below take and use, and posters to print."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "jieneng.apps.library"
    label = "library"
    verbose_name = "宣传资料"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.library.counting import witness  # noqa: PLC0415 - models are loaded only now
        from jieneng.apps.library.doors import desk as doors_of_desk  # noqa: PLC0415
        from jieneng.apps.library.doors import public as public_doors  # noqa: PLC0415
        from jieneng.apps.library.queries.pieces import in_library  # noqa: PLC0415
        from jieneng.core.campaigns import doors, tallying  # noqa: PLC0415
        from jieneng.core.files import uses  # noqa: PLC0415
        from jieneng.core.orgs.acting import sees_business  # noqa: PLC0415
        from jieneng.ui import navigation  # noqa: PLC0415

        tallying.register(witness)
        doors.register("library", public=public_doors, desk=doors_of_desk)
        uses.register("library", in_library)
        navigation.register(
            navigation.NavItem(
                "宣传资料",
                "library:pieces",
                order=48,
                match=("library:",),
                shown_to=sees_business,
                group=doors.LIVE_WEEK,
            )
        )
