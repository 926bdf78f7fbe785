import django.db.models.deletion
import jieneng.core.paths
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0002_activity_day"),
        ("files", "0001_initial"),
        ("orgs", "0003_regions"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("org_path", jieneng.core.paths.PathField(max_length=128, verbose_name="组织单位路径")),
                ("code", models.CharField(max_length=16, unique=True, verbose_name="公开页代码")),
                ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                ("ends_at", models.DateTimeField(verbose_name="结束时间")),
                ("place", models.CharField(blank=True, default="", max_length=200, verbose_name="地点")),
                ("has_live", models.BooleanField(default=False, verbose_name="直播页")),
                ("stream", models.URLField(blank=True, default="", max_length=500, verbose_name="直播地址")),
                ("has_questions", models.BooleanField(default=False, verbose_name="观众提问")),
                ("counts_halls", models.BooleanField(default=False, verbose_name="登记集中收看")),
                ("n_seats", models.PositiveIntegerField(default=0, verbose_name="席位总数")),
                (
                    "rule",
                    models.CharField(
                        choices=[("one", "每家 1 席"), ("number", "每家限若干席"), ("open", "不限家数席数，先报先得")],
                        default="one",
                        max_length=8,
                        verbose_name="席位分配",
                    ),
                ),
                ("each", models.PositiveSmallIntegerField(default=1, verbose_name="每家席位")),
                ("has_waiting_list", models.BooleanField(default=True, verbose_name="可以候补")),
                ("needs_phone", models.BooleanField(default=False, verbose_name="需要手机号")),
                ("replies_by", models.DateTimeField(blank=True, null=True, verbose_name="回执截止")),
                ("gives_certificates", models.BooleanField(default=False, verbose_name="发放参加证明")),
                (
                    "hours",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="学时"),
                ),
                ("made_at", models.DateTimeField(verbose_name="建立时间")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结束办理时间")),
                ("edit_no", models.PositiveIntegerField(default=0, verbose_name="修改序号")),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session",
                        to="campaigns.activity",
                        verbose_name="活动",
                    ),
                ),
                (
                    "audience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.audience",
                        verbose_name="参加范围",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                        verbose_name="组织单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "场次",
                "ordering": ("-id",),
                "indexes": [
                    models.Index(fields=["org_path", "-starts_at"], name="attendance_session_path"),
                    models.Index(fields=["organization", "-id"], name="attendance_session_of"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="attendance_session_ends"
                    ),
                    models.CheckConstraint(condition=models.Q(("n_seats__lte", 5000)), name="attendance_session_most"),
                    models.CheckConstraint(
                        condition=models.Q(("n_seats", 0), ("replies_by__isnull", False), _connector="OR"),
                        name="attendance_session_replies",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("org_path", jieneng.core.paths.PathField(max_length=128, verbose_name="报名单位路径")),
                ("own_no", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="本单位第几席")),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("post", models.CharField(blank=True, default="", max_length=60, verbose_name="职务")),
                ("phone", models.CharField(blank=True, default="", max_length=400, verbose_name="手机号")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("seated", "已报名"),
                            ("waiting", "候补中"),
                            ("withdrawn", "已退出"),
                            ("replaced", "已换人"),
                        ],
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="报名时间")),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="退出时间")),
                ("because", models.CharField(blank=True, default="", max_length=200, verbose_name="退出原因")),
                ("moved_up_at", models.DateTimeField(blank=True, null=True, verbose_name="递补时间")),
                ("route", jieneng.core.paths.PathField(max_length=128, verbose_name="计入节点")),
                ("category", models.CharField(max_length=24, verbose_name="类别")),
                ("day", models.DateField(verbose_name="计入日期")),
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
                    "instead_of",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="attendance.registration",
                        verbose_name="替换",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                        verbose_name="报名单位",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="attendance.session",
                        verbose_name="场次",
                    ),
                ),
            ],
            options={
                "verbose_name": "报名",
                "indexes": [
                    models.Index(fields=["session", "org_path"], name="attendance_reg_session"),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["session", "at", "id"],
                        name="attendance_reg_waiting",
                    ),
                    models.Index(fields=["org_path"], name="attendance_reg_path"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "organization", "own_no"), name="attendance_reg_quota"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("own_no__isnull", False), ("state__in", ("seated", "waiting"))),
                            models.Q(("left_at__isnull", False), ("own_no__isnull", True)),
                            _connector="OR",
                        ),
                        name="attendance_reg_holds",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("no", models.PositiveIntegerField(verbose_name="席号")),
                (
                    "registration",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seat",
                        to="attendance.registration",
                        verbose_name="报名",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="attendance.session",
                        verbose_name="场次",
                    ),
                ),
            ],
            options={
                "verbose_name": "席位",
                "indexes": [
                    models.Index(
                        condition=models.Q(("registration__isnull", True)),
                        fields=["session", "no"],
                        name="attendance_seat_free",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("session", "no"), name="attendance_seat_once")],
            },
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nonce", models.CharField(max_length=40, verbose_name="扫码编号")),
                ("outcome", models.CharField(max_length=40, verbose_name="结果")),
                ("scanned_at", models.DateTimeField(verbose_name="扫码时间")),
                ("at", models.DateTimeField(verbose_name="收到时间")),
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
                    "registration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attendance.registration",
                        verbose_name="报名",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="attendance.session",
                        verbose_name="场次",
                    ),
                ),
            ],
            options={
                "verbose_name": "扫码",
                "constraints": [models.UniqueConstraint(fields=("session", "nonce"), name="attendance_scan_once")],
            },
        ),
        migrations.CreateModel(
            name="ReplyReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("org_path", jieneng.core.paths.PathField(db_index=True, max_length=128, verbose_name="催办单位路径")),
                ("text", models.CharField(blank=True, default="", max_length=500, verbose_name="内容")),
                ("n_missing", models.IntegerField(verbose_name="催办家数")),
                ("at", models.DateTimeField(verbose_name="催办时间")),
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
                        verbose_name="催办单位",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="attendance.session",
                        verbose_name="场次",
                    ),
                ),
            ],
            options={
                "verbose_name": "催办回执",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=100, verbose_name="名称")),
                ("at", models.DateTimeField(verbose_name="上传时间")),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.attachment",
                        verbose_name="附件",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="materials",
                        to="attendance.session",
                        verbose_name="场次",
                    ),
                ),
            ],
            options={
                "verbose_name": "资料",
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Hall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("org_path", jieneng.core.paths.PathField(db_index=True, max_length=128, verbose_name="会场单位路径")),
                ("name", models.CharField(max_length=60, verbose_name="会场")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                        verbose_name="会场单位",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="halls",
                        to="attendance.session",
                        verbose_name="场次",
                    ),
                ),
            ],
            options={
                "verbose_name": "会场",
                "constraints": [
                    models.UniqueConstraint(fields=("session", "organization", "name"), name="attendance_hall_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Decline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("org_path", jieneng.core.paths.PathField(db_index=True, max_length=128, verbose_name="单位路径")),
                ("because", models.CharField(max_length=200, verbose_name="原因")),
                ("at", models.DateTimeField(verbose_name="回执时间")),
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
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declines",
                        to="attendance.session",
                        verbose_name="场次",
                    ),
                ),
            ],
            options={
                "verbose_name": "不参加回执",
                "constraints": [
                    models.UniqueConstraint(fields=("session", "organization"), name="attendance_decline_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=16, unique=True, verbose_name="核验码")),
                ("face", models.JSONField(default=dict, verbose_name="证明内容")),
                ("at", models.DateTimeField(verbose_name="发放时间")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                ("revoked_because", models.CharField(blank=True, default="", max_length=200, verbose_name="撤销原因")),
                ("route", jieneng.core.paths.PathField(max_length=128, verbose_name="计入节点")),
                ("category", models.CharField(max_length=24, verbose_name="类别")),
                ("day", models.DateField(verbose_name="计入日期")),
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
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤销人",
                    ),
                ),
                (
                    "registration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate",
                        to="attendance.registration",
                        verbose_name="报名",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="attendance.session",
                        verbose_name="场次",
                    ),
                ),
            ],
            options={
                "verbose_name": "参加证明",
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "how",
                    models.CharField(
                        choices=[("scan", "扫个人码"), ("hall", "扫会场码"), ("name", "查名登记")],
                        max_length=8,
                        verbose_name="方式",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="签到时间")),
                ("route", jieneng.core.paths.PathField(max_length=128, verbose_name="计入节点")),
                ("category", models.CharField(max_length=24, verbose_name="类别")),
                ("day", models.DateField(verbose_name="计入日期")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办",
                    ),
                ),
                (
                    "registration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_in",
                        to="attendance.registration",
                        verbose_name="报名",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ins",
                        to="attendance.session",
                        verbose_name="场次",
                    ),
                ),
            ],
            options={
                "verbose_name": "签到",
                "indexes": [models.Index(fields=["session", "-id"], name="attendance_in_latest")],
            },
        ),
        migrations.CreateModel(
            name="Viewer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, verbose_name="观众标识")),
                ("org_path", jieneng.core.paths.PathField(db_index=True, max_length=128, verbose_name="所在单位路径")),
                ("at", models.DateTimeField(verbose_name="进入时间")),
                ("route", jieneng.core.paths.PathField(max_length=128, verbose_name="计入节点")),
                ("category", models.CharField(max_length=24, verbose_name="类别")),
                ("day", models.DateField(blank=True, null=True, verbose_name="计入日期")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                        verbose_name="所在单位",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="viewers",
                        to="attendance.session",
                        verbose_name="场次",
                    ),
                ),
            ],
            options={
                "verbose_name": "观众",
                "constraints": [models.UniqueConstraint(fields=("session", "key"), name="attendance_viewer_once")],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form_key", models.CharField(max_length=64, unique=True, verbose_name="表单键")),
                ("text", models.CharField(max_length=300, verbose_name="问题")),
                ("at", models.DateTimeField(verbose_name="提问时间")),
                ("answer", models.CharField(blank=True, default="", max_length=500, verbose_name="答复")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                ("hidden_at", models.DateTimeField(blank=True, null=True, verbose_name="隐藏时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="attendance.session",
                        verbose_name="场次",
                    ),
                ),
                (
                    "viewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="attendance.viewer",
                        verbose_name="观众",
                    ),
                ),
            ],
            options={
                "verbose_name": "提问",
                "ordering": ("-id",),
                "indexes": [models.Index(fields=["session", "-id"], name="attendance_question_of")],
            },
        ),
        migrations.CreateModel(
            name="Minute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="分钟")),
                ("day", models.DateField(verbose_name="计入日期")),
                (
                    "viewer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="attendance.viewer",
                        verbose_name="观众",
                    ),
                ),
            ],
            options={
                "verbose_name": "收看分钟",
                "constraints": [models.UniqueConstraint(fields=("viewer", "at"), name="attendance_minute_once")],
            },
        ),
        migrations.CreateModel(
            name="HallCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("no", models.PositiveSmallIntegerField(verbose_name="版本")),
                ("n", models.PositiveIntegerField(verbose_name="人数")),
                ("because", models.CharField(blank=True, default="", max_length=200, verbose_name="说明")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                ("route", jieneng.core.paths.PathField(max_length=128, verbose_name="计入节点")),
                ("category", models.CharField(max_length=24, verbose_name="类别")),
                ("day", models.DateField(verbose_name="计入日期")),
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
                    "hall",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="attendance.hall",
                        verbose_name="会场",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.attachment",
                        verbose_name="现场照片",
                    ),
                ),
            ],
            options={
                "verbose_name": "会场人数",
                "ordering": ("-no",),
                "constraints": [models.UniqueConstraint(fields=("hall", "no"), name="attendance_hall_version")],
            },
        ),
    ]
