"""A person who signs in. Where they work and what they may do stands in orgs."""

import unicodedata
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


def username_form(text: str) -> str:
    """The one form in which a user name is kept and compared: NFKC, lower case, without blanks at the ends."""
    return unicodedata.normalize("NFKC", text).strip().lower()


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username_form(username or ""))

    def make(self, username: str, display_name: str, **fields: Any) -> "Person":
        """An unsaved person without a usable password; the actions give the first one."""
        now = timezone.now()
        hours = {"created_at": now, "signed_out_before": now}
        person = self.model(username=username_form(username), display_name=display_name, **hours, **fields)
        person.set_unusable_password()
        return person


class Person(AbstractBaseUser):
    """An account. Accounts are switched off, never deleted: what the person did stays theirs."""

    username = models.CharField("用户名", max_length=60, unique=True)
    display_name = models.CharField("姓名", max_length=60)
    phone = models.CharField("手机号", max_length=20, blank=True, default="")
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须改密码", default=True)
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True)
    old_passwords = models.JSONField("用过的密码摘要", default=list)
    second_factor_secret = models.CharField("动态口令密钥", max_length=200, blank=True, default="")  # enciphered
    second_factor_step = models.BigIntegerField("最近动态口令时段", default=0)
    signed_out_before = models.DateTimeField("此前会话作废", default=timezone.now)
    created_at = models.DateTimeField("开通时间", default=timezone.now)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ("display_name",)

    objects = PersonManager()

    class Meta:
        verbose_name = "人员"
        constraints = (models.UniqueConstraint(Lower("username"), name="people_username_once"),)

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.username = username_form(self.username)
        super().save(*args, **kwargs)
