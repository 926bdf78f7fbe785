"""What a winner leaves to be given the prize, enciphered and for a while; and wrong codes, for the limit."""

from django.db import models
from django.db.models import Q

from jieneng.apps.prizes.models.outcomes import Win


class Claim(models.Model):
    """Name and number of a winner who agreed. After withdrawal or purge the row stays, the data are gone."""

    win = models.OneToOneField(Win, models.PROTECT, related_name="claim")
    name_kept = models.CharField("姓名", max_length=300, blank=True, default="")
    phone_kept = models.CharField("手机号", max_length=200, blank=True, default="")
    notice_version = models.CharField("告知版本", max_length=20)
    consented_at = models.DateTimeField("同意时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    purged_at = models.DateTimeField("清除时间", null=True, blank=True)

    class Meta:
        verbose_name = "领奖登记"
        indexes = (models.Index(fields=("id",), condition=Q(purged_at__isnull=True), name="prizes_claim_kept"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(purged_at__isnull=True) | Q(name_kept="", phone_kept=""), name="prizes_purged_is_empty"
            ),
        )

    def __str__(self) -> str:
        return str(self.win)


class CodeTry(models.Model):
    """A code that was not one. Of where it came from only a digest of the day is kept, for an hour's limit."""

    sender = models.CharField("来源摘要", max_length=64)
    at = models.DateTimeField("时间", db_index=True)

    class Meta:
        verbose_name = "领奖码试错"
        indexes = (models.Index(fields=("sender", "at"), name="prizes_try_of"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
