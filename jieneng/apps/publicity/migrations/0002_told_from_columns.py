import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collections", "0002_where_a_report_counts"),
        ("publicity", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="highlight",
            name="number",
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name="来源编号"),
        ),
        migrations.AddField(
            model_name="highlight",
            name="organization_name",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="供稿单位"),
        ),
        migrations.AddField(
            model_name="highlight",
            name="original",
            field=models.TextField(blank=True, default="", verbose_name="原文"),
        ),
        migrations.AddField(
            model_name="highlight",
            name="said",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="出处"),
        ),
        migrations.AddField(
            model_name="highlight",
            name="source",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="来源"),
        ),
        migrations.AddField(
            model_name="highlight",
            name="url",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="出处地址"),
        ),
        migrations.AlterField(
            model_name="highlight",
            name="submission",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collections.submission",
                verbose_name="上报件",
            ),
        ),
        migrations.AddConstraint(
            model_name="highlight",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submission__isnull", True)),
                fields=("brief", "source", "number"),
                name="publicity_telling_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="highlight",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number__isnull", True), ("source", ""), ("submission__isnull", False)),
                    models.Q(
                        ("number__isnull", False),
                        ("submission__isnull", True),
                        models.Q(("source", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="publicity_highlight_from_one",
            ),
        ),
    ]
