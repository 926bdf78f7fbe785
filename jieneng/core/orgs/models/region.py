"""An administrative division of the country (行政区划), as the rulebook's table has it."""

from django.db import models


class Region(models.Model):
    """Province, city or county; the level follows from the six digits of the code (GB/T 2260)."""

    code = models.CharField("代码", max_length=6, primary_key=True)
    name = models.CharField("名称", max_length=40)

    class Meta:
        verbose_name = "行政区划"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name
