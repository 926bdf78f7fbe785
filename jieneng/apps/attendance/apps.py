"""Attendance: sessions of live, training and class activities; seats, sign-in, viewers and halls, certificates."""

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "jieneng.apps.attendance"
    label = "attendance"
    verbose_name = "场次与签到"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.apps.attendance.agenda import grounds, to_do  # noqa: PLC0415 - models are loaded only now
        from jieneng.apps.attendance.counting import witness  # noqa: PLC0415
        from jieneng.apps.attendance.doors import desk as doors_of_desk  # noqa: PLC0415
        from jieneng.apps.attendance.doors import public as public_doors  # noqa: PLC0415
        from jieneng.apps.attendance.queries.files import in_sessions  # noqa: PLC0415
        from jieneng.core.agenda import registry  # noqa: PLC0415
        from jieneng.core.campaigns import doors, tallying  # noqa: PLC0415
        from jieneng.core.files import uses  # noqa: PLC0415
        from jieneng.core.orgs.acting import sees_business  # noqa: PLC0415
        from jieneng.ui import navigation  # noqa: PLC0415

        tallying.register(witness)
        doors.register("attendance", public=public_doors, desk=doors_of_desk)
        uses.register("attendance", in_sessions)
        registry.register("attendance", to_do, grounds=grounds)
        navigation.register(
            navigation.NavItem(
                "场次",
                "attendance:sessions",
                order=45,
                match=("attendance:",),
                shown_to=sees_business,
                group=doors.LIVE_WEEK,
            )
        )
