"""Work that is promised in a transaction (Outbox), and who may do it at the moment (Lease)."""

from django.db import models


class Outbox(models.Model):
    """One piece of work to be done after the transaction that asked for it; `key` makes asking twice harmless."""

    kind = models.CharField("种类", max_length=40)
    key = models.CharField("去重键", max_length=120, unique=True)
    payload = models.JSONField("内容", default=dict)
    due_at = models.DateTimeField("应办时间")
    n_tries = models.PositiveSmallIntegerField("已试次数", default=0)
    done_at = models.DateTimeField("办结时间", null=True)
    trouble = models.TextField("故障", blank=True, default="")

    class Meta:
        verbose_name = "待办作业"
        indexes = (models.Index(fields=("due_at",), condition=models.Q(done_at__isnull=True), name="jobs_outbox_open"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Lease(models.Model):
    """The right to run one loop, held for a short time by one process."""

    name = models.CharField("名称", max_length=40, primary_key=True)
    holder = models.CharField("持有者", max_length=64)
    until = models.DateTimeField("到期")

    class Meta:
        verbose_name = "作业租约"

    def __str__(self) -> str:
        return f"{self.name} {self.holder}"
