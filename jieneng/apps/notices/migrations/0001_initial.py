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
        ("facts", "0001_initial"),
        ("files", "0001_initial"),
        ("orgs", "0003_regions"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="UpperNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("org_path", jieneng.core.paths.PathField(max_length=128, verbose_name="收文单位路径")),
                ("text", models.TextField(verbose_name="原文")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("paste", "粘贴"),
                            ("text", "文本文件"),
                            ("html", "网页文件"),
                            ("docx", "文字文档"),
                            ("pdf", "版式文档"),
                        ],
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                ("file_name", models.CharField(blank=True, default="", max_length=200, verbose_name="文件名")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.attachment",
                        verbose_name="原件",
                    ),
                ),
                ("reading", models.JSONField(default=dict, verbose_name="读取结果")),
                ("decisions", models.JSONField(default=dict, verbose_name="核对结果")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年度")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="上级截止时间")),
                (
                    "state",
                    models.CharField(
                        choices=[("read", "待核对"), ("confirmed", "已建活动")],
                        default="read",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="读取时间")),
                ("edit_no", models.PositiveIntegerField(default=0, verbose_name="修改序号")),
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
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="upper_notices",
                        to="campaigns.campaign",
                        verbose_name="活动",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                        verbose_name="收文单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "来文",
                "ordering": ("-id",),
                "indexes": [models.Index(fields=["org_path", "-id"], name="notices_upper_path")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            ("campaign__isnull", False),
                            _connector="OR",
                        ),
                        name="notices_confirmed_has_campaign",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadingCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=60, verbose_name="位置")),
                ("field", models.CharField(db_index=True, max_length=40, verbose_name="项目")),
                ("read", models.CharField(blank=True, default="", max_length=300, verbose_name="原读作")),
                ("right", models.CharField(max_length=300, verbose_name="应读作")),
                ("passage", models.CharField(blank=True, default="", max_length=200, verbose_name="原文片段")),
                ("reader", models.CharField(blank=True, default="", max_length=20, verbose_name="读取程序版本")),
                ("at", models.DateTimeField(verbose_name="更正时间")),
                (
                    "upper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="notices.uppernotice",
                        verbose_name="来文",
                    ),
                ),
            ],
            options={
                "verbose_name": "识读更正",
                "ordering": ("id",),
                "constraints": [models.UniqueConstraint(fields=("upper", "place"), name="notices_correction_once")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("org_path", jieneng.core.paths.PathField(max_length=128, verbose_name="发文单位路径")),
                ("number_code", models.CharField(blank=True, default="", max_length=20, verbose_name="机关代字")),
                ("wanted_number", models.CharField(blank=True, default="", max_length=60, verbose_name="指定文号")),
                (
                    "asks",
                    models.CharField(
                        choices=[
                            ("nobody", "不要求填报"),
                            ("addressed", "收到通知的单位填报"),
                            ("all", "所辖全部单位填报（下级转发后一并填报）"),
                        ],
                        default="nobody",
                        max_length=10,
                        verbose_name="填报要求",
                    ),
                ),
                ("asks_self", models.BooleanField(default=True, verbose_name="本级也填报")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="下级截止时间")),
                ("reviews", models.BooleanField(default=False, verbose_name="本级复核")),
                ("groups", models.JSONField(blank=True, default=list, verbose_name="填报对象")),
                ("remark", models.CharField(blank=True, default="", max_length=500, verbose_name="本级要求")),
                ("extra_form", models.CharField(blank=True, default="", max_length=60, verbose_name="本级补充项")),
                ("public_code", models.CharField(max_length=16, unique=True, verbose_name="公开页代码")),
                ("made_at", models.DateTimeField(verbose_name="起草时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="印发时间")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤回时间")),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="撤回原因"),
                ),
                (
                    "audience",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice",
                        to="orgs.audience",
                        verbose_name="发送范围",
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passed_on",
                        to="notices.notice",
                        verbose_name="转发自",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="campaigns.campaign",
                        verbose_name="活动",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice",
                        to="documents.document",
                        verbose_name="公文",
                    ),
                ),
                (
                    "local_terms",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice",
                        to="collections.localterms",
                        verbose_name="本级期限",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="orgs.organization",
                        verbose_name="发文单位",
                    ),
                ),
                (
                    "root",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cascade",
                        to="notices.notice",
                        verbose_name="首发通知",
                    ),
                ),
                (
                    "series",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice",
                        to="facts.series",
                        verbose_name="签收统计",
                    ),
                ),
                (
                    "upper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="notices.uppernotice",
                        verbose_name="来文",
                    ),
                ),
            ],
            options={
                "verbose_name": "通知",
                "ordering": ("-id",),
                "indexes": [
                    models.Index(fields=["org_path", "-published_at"], name="notices_notice_path"),
                    models.Index(fields=["org_path", "-id"], name="notices_notice_drafts"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("root", "organization"), name="notices_once_in_cascade"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at__isnull", True),
                            models.Q(("root", models.F("id")), _negated=True),
                            ("series__isnull", False),
                            _connector="OR",
                        ),
                        name="notices_published_is_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("org_path", jieneng.core.paths.PathField(max_length=128, verbose_name="收文单位路径")),
                ("route", jieneng.core.paths.PathField(max_length=128, verbose_name="计入节点")),
                ("category", models.CharField(max_length=24, verbose_name="类别")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="阅读时间")),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="签收时间")),
                ("passed_on_at", models.DateTimeField(blank=True, null=True, verbose_name="转发时间")),
                ("n_reached", models.PositiveIntegerField(default=0, verbose_name="转发新增家数")),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="notices.notice",
                        verbose_name="通知",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                        verbose_name="收文单位",
                    ),
                ),
                (
                    "root",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cascade_receipts",
                        to="notices.notice",
                        verbose_name="首发通知",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签收人",
                    ),
                ),
            ],
            options={
                "verbose_name": "签收",
                "indexes": [models.Index(fields=["root", "organization"], name="notices_receipt_cascade")],
                "constraints": [
                    models.UniqueConstraint(fields=("notice", "organization"), name="notices_receipt_once")
                ],
            },
        ),
    ]
