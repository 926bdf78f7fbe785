"""Campaigns: the trunk on which notices, reports and publicity hang."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "jieneng.core.campaigns"
    label = "campaigns"
    verbose_name = "活动"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jieneng.core.campaigns import beside as counted  # noqa: PLC0415 - models are loaded only now
        from jieneng.core.collections import beside  # noqa: PLC0415

        beside.register(counted.amounts_beside, counted.amounts_by_category, counted.decimals_of)
