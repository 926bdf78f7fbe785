"""What concerns the whole house: serving, and the loops that several core apps give work to."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "jieneng.config"
    label = "house"
    verbose_name = "平台"

    def ready(self) -> None:
        from jieneng.config.tidying import tidy  # noqa: PLC0415 - models are loaded only now
        from jieneng.core.audit.seals import seal  # noqa: PLC0415
        from jieneng.core.jobs import loops  # noqa: PLC0415
        from jieneng.core.orgs.roster import keep_open  # noqa: PLC0415

        loops.register(loops.Loop("seal", 60.0, seal))
        loops.register(loops.Loop("roster", 3600.0, keep_open))
        loops.register(loops.Loop("tidy", 86_400.0, tidy))
