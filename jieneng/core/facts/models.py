"""What counts: deltas born in the action's transaction, cells they are folded into."""

from django.db import models

from jieneng.core import paths
from jieneng.core.facts.fields import WholeJson


class Series(models.Model):
    """One thing that is totalled: a collection of one period, or the receipts of one notice."""

    kind = models.CharField("种类", max_length=20)
    name = models.CharField("名称", max_length=200)
    year = models.PositiveSmallIntegerField("年度")
    root_path = paths.PathField("范围")
    decimals = models.JSONField("小数位", default=dict)  # item code -> decimals by which its integers are scaled

    class Meta:
        verbose_name = "统计序列"

    def __str__(self) -> str:
        return self.name


class Delta(models.Model):
    """What one action changes in the totals, with the route along which it counts. Only added, then folded away.

    `counters` are plain counts (submitted, accepted …); `sums` hold for each item
    [scaled sum, n given, n approximate, n not counted].
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="+")
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    counters = WholeJson("计数", default=dict)
    sums = WholeJson("数值", default=dict)

    class Meta:
        verbose_name = "变动"

    def __str__(self) -> str:
        return f"{self.series_id} {self.route}"


class Cell(models.Model):
    """The totals of one series at one node for one category, over the node and everything below it."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="+", db_index=False)
    node = paths.PathField("节点")
    category = models.CharField("类别", max_length=24)
    counters = WholeJson("计数", default=dict)
    sums = WholeJson("数值", default=dict)
    as_of = models.DateTimeField("截至")

    class Meta:
        verbose_name = "汇总"
        constraints = (models.UniqueConstraint(fields=("series", "node", "category"), name="facts_cell_once"),)

    def __str__(self) -> str:
        return f"{self.series_id} {self.node} {self.category}"
