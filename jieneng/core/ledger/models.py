"""A double-entry ledger: accounts, entries of postings, and the balances kept beside.

A posting takes an amount out of one account and puts it into another, so every entry sums to zero by what it is made
of. Amounts are whole numbers at the account's decimals. Entries and postings are only added; a trigger refuses changes.
"""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jieneng.core import paths
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.engine.quantities import unscale

MOST_DECIMALS = 6


class AccountQuerySet(models.QuerySet["Account"]):
    def visible_to(self, person: Any) -> "AccountQuerySet":
        """Those that are kept by an organisation in sight."""
        return self.filter(in_sight_of(person, "org_path"))

    def of(self, book: str) -> "AccountQuerySet":
        return self.filter(book=book)


class Account(models.Model):
    """Something of which so much is there, in one unit: somebody's points, a stock, where things come from or go.

    `organization` keeps it. `book` and `key` say which one it is to whoever opened it. An account that `may_owe` is a
    counter account (where things come from, where they go): many post to it at once, so nobody waits for its balance.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="记账单位")
    org_path = paths.PathField("记账单位路径", db_index=True)
    book = models.CharField("账簿", max_length=60)
    key = models.CharField("科目", max_length=60)
    name = models.CharField("名称", max_length=160)
    unit = models.CharField("单位", max_length=8)
    decimals = models.PositiveSmallIntegerField("小数位数", default=0)
    may_owe = models.BooleanField("可以为负", default=False)
    made_at = models.DateTimeField("开户时间")

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = "账户"
        constraints = (
            models.UniqueConstraint(fields=("book", "key"), name="ledger_account_once"),
            models.CheckConstraint(condition=Q(decimals__lte=MOST_DECIMALS), name="ledger_account_decimals"),
        )

    def __str__(self) -> str:
        return self.name

    def quantity(self, scaled: int) -> Decimal:
        """So many scaled units as a quantity: 2 decimals give 235 as 2.35."""
        return unscale(scaled, self.decimals) if self.decimals else Decimal(scaled)


class Balance(models.Model):
    """What is in an account. One that may not owe is written in the very transaction and never falls below zero;
    that of a counter account is what has been folded so far."""

    account = models.OneToOneField(Account, models.PROTECT, primary_key=True, related_name="balance")
    amount = models.BigIntegerField("余额", default=0)
    may_owe = models.BooleanField("可以为负")

    class Meta:
        verbose_name = "余额"
        constraints = (
            models.CheckConstraint(condition=Q(may_owe=True) | Q(amount__gte=0), name="ledger_balance_not_below_zero"),
        )

    def __str__(self) -> str:
        return f"{self.account_id}: {self.amount}"


class Entry(models.Model):
    """One thing that happened, with its postings. `key` names the deed: done again, it is this entry.

    What was wrong stays and is taken back by an entry that `reverses` it (红字冲销), once.
    """

    key = models.CharField("凭证键", max_length=100, unique=True)
    what = models.CharField("事由", max_length=40)
    text = models.CharField("摘要", max_length=200, blank=True, default="")
    at = models.DateTimeField("记账时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办"
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name="冲销"
    )
    digest = models.CharField("摘要值", max_length=64)

    class Meta:
        verbose_name = "记账凭证"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.what} {self.key}"


class Posting(models.Model):
    """So much out of one account into another. `…_after` is what was left in an account that may not owe."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="postings", verbose_name="凭证")
    no = models.PositiveSmallIntegerField("序号")
    out_of = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False, verbose_name="转出账户")
    into = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False, verbose_name="转入账户")
    amount = models.BigIntegerField("数量")
    out_after = models.BigIntegerField("转出后余额", null=True, blank=True)
    into_after = models.BigIntegerField("转入后余额", null=True, blank=True)
    at = models.DateTimeField("记账时间")

    class Meta:
        verbose_name = "分录"
        ordering = ("entry", "no")
        constraints = (
            models.UniqueConstraint(fields=("entry", "no"), name="ledger_posting_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="ledger_posting_positive"),
            models.CheckConstraint(condition=~Q(out_of=F("into")), name="ledger_posting_two_accounts"),
        )
        indexes = (
            models.Index(fields=("out_of", "at", "id"), name="ledger_posting_out"),
            models.Index(fields=("into", "at", "id"), name="ledger_posting_into"),
        )

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.no}"


class Unfolded(models.Model):
    """What a posting has changed of a counter account and is not yet in its balance."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="账户")
    amount = models.BigIntegerField("变动")

    class Meta:
        verbose_name = "待并入余额"

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount}"
