"""A link under which a campaign's figures stand on a screen, until it is revoked."""

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models

from jieneng.core import paths
from jieneng.core.campaigns.models import Campaign
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of

_signer = Signer(salt="wall link", sep=".")


class WallQuerySet(models.QuerySet["Wall"]):
    def visible_to(self, person: Any) -> "WallQuerySet":
        return self.filter(in_sight_of(person, "org_path"))

    def standing(self) -> "WallQuerySet":
        return self.filter(revoked_at__isnull=True)

    def by_token(self, token: str) -> "WallQuerySet":
        """The wall that a signed link names, if it still stands."""
        try:
            pk = _signer.unsign(token)
        except BadSignature:
            return self.none()
        return self.standing().filter(pk=pk)


class Wall(models.Model):
    """One link of one organisation for one campaign: what it shows is that organisation's part."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+", verbose_name="活动")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="单位")
    org_path = paths.PathField("单位路径", db_index=True)
    name = models.CharField("放在何处", max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("建立时间")
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects = WallQuerySet.as_manager()

    class Meta:
        verbose_name = "大屏链接"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.campaign}：{self.name}"

    @property
    def token(self) -> str:
        return _signer.sign(str(self.pk))
