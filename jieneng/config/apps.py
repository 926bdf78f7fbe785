"""The commands of the whole house live here: serve, check."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "jieneng.config"
    label = "house"
    verbose_name = "平台"
