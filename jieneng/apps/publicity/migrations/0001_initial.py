import django.db.models.deletion
import jieneng.core.paths
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0001_initial"),
        ("collections", "0001_initial"),
        ("documents", "0001_initial"),
        ("files", "0001_initial"),
        ("orgs", "0003_regions"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Brief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(default="brief", max_length=12, verbose_name="文种")),
                ("org_path", jieneng.core.paths.PathField(db_index=True, max_length=128, verbose_name="编发单位路径")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("issue_no", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="期号")),
                ("as_of", models.DateTimeField(verbose_name="数据截至")),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefs",
                        to="campaigns.campaign",
                        verbose_name="活动",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefs",
                        to="collections.collection",
                        verbose_name="填报任务",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brief",
                        to="documents.document",
                        verbose_name="公文",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefs",
                        to="orgs.organization",
                        verbose_name="编发单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "简讯",
                "ordering": ("-id",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "kind", "year", "issue_no"), name="publicity_issue_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("issue_no__isnull", True)),
                        fields=("organization", "collection", "kind"),
                        name="publicity_one_draft",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BriefPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("caption", models.CharField(max_length=200, verbose_name="照片说明")),
                ("consent", models.CharField(blank=True, default="", max_length=4, verbose_name="同意公开")),
                ("ord", models.PositiveSmallIntegerField(verbose_name="序")),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.attachment",
                        verbose_name="照片",
                    ),
                ),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="publicity.brief",
                        verbose_name="简讯",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collections.submission",
                        verbose_name="上报件",
                    ),
                ),
            ],
            options={
                "verbose_name": "简讯照片",
                "ordering": ("ord",),
                "constraints": [models.UniqueConstraint(fields=("brief", "attachment"), name="publicity_photo_once")],
            },
        ),
        migrations.CreateModel(
            name="Highlight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500, verbose_name="摘编文字")),
                ("ord", models.PositiveSmallIntegerField(verbose_name="序")),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="highlights",
                        to="publicity.brief",
                        verbose_name="简讯",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collections.submission",
                        verbose_name="上报件",
                    ),
                ),
            ],
            options={
                "verbose_name": "摘编",
                "ordering": ("ord",),
                "constraints": [
                    models.UniqueConstraint(fields=("brief", "submission"), name="publicity_highlight_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PastFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("org_path", jieneng.core.paths.PathField(db_index=True, max_length=128, verbose_name="单位路径")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("item", models.CharField(max_length=80, verbose_name="数据项")),
                ("count", models.DecimalField(decimal_places=4, max_digits=20, verbose_name="数值")),
                ("approx", models.BooleanField(default=False, verbose_name="约数")),
                ("source", models.CharField(max_length=200, verbose_name="来源")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "往年数据",
                "constraints": [
                    models.UniqueConstraint(fields=("organization", "year", "item"), name="publicity_past_figure_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("no", models.PositiveIntegerField(verbose_name="版次")),
                ("edit_no", models.PositiveIntegerField(verbose_name="修改序号")),
                ("how", models.CharField(max_length=12, verbose_name="来由")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("body", models.JSONField(verbose_name="内容")),
                ("figures", models.JSONField(default=list, verbose_name="引用数据")),
                ("picks", models.JSONField(default=list, verbose_name="摘编")),
                ("photos", models.JSONField(default=list, verbose_name="照片")),
                ("labels", models.JSONField(default=dict, verbose_name="名称")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="publicity.brief",
                        verbose_name="简讯",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="修改人",
                    ),
                ),
            ],
            options={
                "verbose_name": "简讯版本",
                "ordering": ("-no",),
                "constraints": [models.UniqueConstraint(fields=("brief", "no"), name="publicity_version_once")],
            },
        ),
        migrations.CreateModel(
            name="Writing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edit_no", models.PositiveIntegerField(verbose_name="修改序号")),
                ("draft_no", models.PositiveIntegerField(default=0, verbose_name="暂存序号")),
                ("texts", models.JSONField(default=dict, verbose_name="文字")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="writings",
                        to="publicity.brief",
                        verbose_name="简讯",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="填写人",
                    ),
                ),
            ],
            options={
                "verbose_name": "未保存的正文",
                "constraints": [models.UniqueConstraint(fields=("brief", "person"), name="publicity_writing_once")],
            },
        ),
    ]
