import django.db.models.deletion
import jieneng.core.paths
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("collections", "0001_initial"),
        ("orgs", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("org_path", jieneng.core.paths.PathField(db_index=True, max_length=128, verbose_name="组织单位路径")),
                ("upper_title", models.CharField(blank=True, default="", max_length=200, verbose_name="上级通知")),
                ("public_code", models.CharField(max_length=16, unique=True, verbose_name="公开页代码")),
                ("is_published", models.BooleanField(default=False, verbose_name="已发布")),
                ("made_at", models.DateTimeField(verbose_name="建立时间")),
                ("edit_no", models.PositiveIntegerField(default=0, verbose_name="修改序号")),
                (
                    "collection",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="collections.collection",
                        verbose_name="填报任务",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="orgs.organization",
                        verbose_name="组织单位",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="local",
                        to="campaigns.campaign",
                        verbose_name="上级活动",
                    ),
                ),
            ],
            options={
                "verbose_name": "活动",
                "ordering": ("-year", "-id"),
                "constraints": [
                    models.UniqueConstraint(fields=("parent", "organization"), name="campaigns_local_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ord", models.PositiveSmallIntegerField(verbose_name="序")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("week", "宣传周"),
                            ("low_carbon_day", "全国低碳日"),
                            ("month", "宣传月"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="范围",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("slogan", models.CharField(max_length=120, verbose_name="主题")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="themes", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "verbose_name": "主题",
                "ordering": ("ord",),
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ord", models.PositiveSmallIntegerField(verbose_name="序")),
                ("kind", models.CharField(max_length=30, verbose_name="种类")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("start_date", models.DateField(blank=True, null=True, verbose_name="开始日期")),
                ("end_date", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                ("start_time", models.TimeField(blank=True, null=True, verbose_name="开始时间")),
                ("end_time", models.TimeField(blank=True, null=True, verbose_name="结束时间")),
                ("place", models.CharField(blank=True, default="", max_length=200, verbose_name="地点")),
                ("participants", models.CharField(blank=True, default="", max_length=300, verbose_name="参加人员")),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[("online", "线上"), ("offline", "线下"), ("hybrid", "线上线下结合")],
                        default="",
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("method", models.CharField(blank=True, default="", max_length=300, verbose_name="做法")),
                ("link", models.URLField(blank=True, default="", verbose_name="链接")),
                ("passed_on", models.BooleanField(default=True, verbose_name="下级参加")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="activities", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "verbose_name": "活动项目",
                "ordering": ("ord",),
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "ord"), name="campaigns_activity_ord"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_date__isnull", True),
                            ("end_date__isnull", True),
                            ("end_date__gte", models.F("start_date")),
                            _connector="OR",
                        ),
                        name="campaigns_activity_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Period",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ord", models.PositiveSmallIntegerField(verbose_name="序")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("week", "宣传周"),
                            ("low_carbon_day", "全国低碳日"),
                            ("month", "宣传月"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="范围",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("start", models.DateField(verbose_name="起")),
                ("end", models.DateField(verbose_name="止")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="periods", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "verbose_name": "时间",
                "ordering": ("ord",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))), name="campaigns_period_days"
                    )
                ],
            },
        ),
    ]
