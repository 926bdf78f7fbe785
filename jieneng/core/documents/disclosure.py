"""What is said of a paper before the public: whether it is open, how it is filed, whether it is still valid."""

from typing import Any

from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.rulebook import open_information

OPEN, WITHHELD, VALID = "open", "withheld", "valid"  # the codes on which something depends; the others are data


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def visible_to(self, person: Any) -> "DisclosureQuerySet":
        return self.filter(in_sight_of(person, "org_path"))

    def open(self) -> "DisclosureQuerySet":
        """What anybody may read."""
        return self.filter(opened_at__isnull=False)

    def in_column(self, code: str) -> "DisclosureQuerySet":
        """What stands in the column of a campaign."""
        return self.filter(column=code) if code else self.none()


class Disclosure(models.Model):
    """The open-information entry of one paper. Codes are those of rulebook/open_information.yaml.

    `column`: the public code of the campaign in whose column it stands; "" for none.
    It gets its index number when the paper is issued and keeps it for good. `opened_at` says since when anybody may
    read the paper; empty means nobody may, whatever else is set.
    """

    document = models.OneToOneField(
        "documents.Document", models.CASCADE, related_name="disclosure", verbose_name="公文"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="发布机构")
    org_path = paths.PathField("发布机构路径")
    index_no = models.CharField("索引号", max_length=40, unique=True, null=True, blank=True)
    openness = models.CharField("公开属性", max_length=10, default=OPEN)
    ground = models.CharField("不予公开的情形", max_length=20, blank=True, default="")
    subject = models.CharField("主题分类", max_length=20)
    genre = models.CharField("体裁分类", max_length=20)
    validity = models.CharField("有效性", max_length=10, default=VALID)
    invalid_since = models.DateField("失效或者废止日期", null=True, blank=True)
    because = models.CharField("说明", max_length=200, blank=True, default="")
    opened_at = models.DateTimeField("发布日期", null=True, blank=True)
    column = models.CharField("专栏", max_length=16, blank=True, default="")
    edit_no = models.PositiveIntegerField("修改序号", default=0)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = "公开信息"
        ordering = ("-opened_at", "-id")
        indexes = (
            models.Index(
                fields=("-opened_at", "-id"), condition=Q(opened_at__isnull=False), name="documents_disclosed_at"
            ),
            models.Index(fields=("organization", "-opened_at", "-id"), name="documents_disclosed_by"),
            models.Index(
                fields=("column", "-opened_at", "-id"), condition=~Q(column=""), name="documents_disclosed_in_column"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(openness=OPEN, index_no__isnull=False),
                name="documents_open_is_numbered",
            ),
            models.CheckConstraint(condition=~Q(openness=WITHHELD) | ~Q(ground=""), name="documents_withheld_has_why"),
            models.CheckConstraint(
                condition=Q(validity=VALID) | Q(invalid_since__isnull=False), name="documents_invalid_has_day"
            ),
        )

    def __str__(self) -> str:
        return self.index_no or "（印发时编索引号）"

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None

    @property
    def is_valid(self) -> bool:
        return self.validity == VALID

    @property
    def openness_label(self) -> str:
        return open_information().openness[self.openness].label

    @property
    def subject_label(self) -> str:
        return open_information().subjects[self.subject].label

    @property
    def genre_label(self) -> str:
        return open_information().genres[self.genre].label

    @property
    def validity_label(self) -> str:
        return open_information().validity[self.validity].label

    @property
    def ground_label(self) -> str:
        return open_information().grounds[self.ground].label if self.ground else ""
