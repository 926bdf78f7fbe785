"""Campaigns: the trunk on which notices, reports and publicity hang."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "jieneng.core.campaigns"
    label = "campaigns"
    verbose_name = "活动"
    default_auto_field = "django.db.models.BigAutoField"
