"""A form as it was when it was asked: never changed, told apart by its digest."""

import hashlib
import json
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone

from jieneng.core.forms.definition import Form, form_from


class FormVersionManager(models.Manager["FormVersion"]):
    def keep(self, definition: dict[str, Any]) -> "FormVersion":
        """The version with exactly this definition, made if it is new."""
        said = json.dumps(definition, ensure_ascii=False, sort_keys=True, default=str)
        digest = hashlib.sha256(said.encode()).hexdigest()
        version, _ = self.get_or_create(
            digest=digest,
            defaults={
                "code": definition["code"],
                "version": str(definition["version"]),
                "title": definition["title"],
                "definition": json.loads(said),
            },
        )
        return version


class FormVersion(models.Model):
    code = models.CharField("代码", max_length=60)
    version = models.CharField("版本", max_length=20)
    title = models.CharField("名称", max_length=100)
    definition = models.JSONField("定义")
    digest = models.CharField("摘要", max_length=64, unique=True)
    kept_at = models.DateTimeField("收录时间", default=timezone.now)

    objects = FormVersionManager()

    class Meta:
        verbose_name = "表单版本"

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    @cached_property
    def form(self) -> Form:
        return form_from(self.definition)
