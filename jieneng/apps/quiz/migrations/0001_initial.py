import django.db.models.deletion
import jieneng.core.paths
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0002_activity_day"),
        ("orgs", "0003_regions"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("no", models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="批次")),
                ("n", models.PositiveIntegerField(verbose_name="份数")),
                ("at", models.DateTimeField(verbose_name="计数时间")),
            ],
            options={
                "verbose_name": "计数批次",
            },
        ),
        migrations.CreateModel(
            name="HandIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quiz", models.PositiveIntegerField(verbose_name="竞答")),
                ("player", models.CharField(max_length=32, verbose_name="参加者代号")),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="第几次")),
                ("key", models.CharField(max_length=40, unique=True, verbose_name="交卷键")),
                ("answers", models.CharField(max_length=400, verbose_name="答案")),
                ("score", models.PositiveSmallIntegerField(verbose_name="答对题数")),
                ("used_ms", models.PositiveIntegerField(verbose_name="用时")),
                ("handed_ms", models.PositiveBigIntegerField(verbose_name="交卷时间")),
                ("day", models.DateField(verbose_name="日期")),
                ("organization", models.PositiveIntegerField(verbose_name="单位")),
                ("route", models.CharField(max_length=128, verbose_name="计数路径")),
                ("category", models.CharField(max_length=24, verbose_name="类别")),
                ("receipt", models.CharField(max_length=12, verbose_name="回执编号")),
                ("batch", models.PositiveBigIntegerField(null=True, verbose_name="计数批次")),
            ],
            options={
                "verbose_name": "答卷",
                "db_table": "quiz_handin",
                "indexes": [
                    models.Index(
                        condition=models.Q(("batch__isnull", True)), fields=["id"], name="quiz_handin_uncounted"
                    ),
                    models.Index(fields=["batch"], name="quiz_handin_batch"),
                    models.Index(fields=["quiz", "receipt"], name="quiz_handin_receipt"),
                ],
                "constraints": [models.UniqueConstraint(fields=("quiz", "player", "ordinal"), name="quiz_handin_once")],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quiz", models.PositiveIntegerField(verbose_name="竞答")),
                ("player", models.CharField(max_length=32, verbose_name="参加者代号")),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="第几次")),
                ("day", models.DateField(verbose_name="日期")),
                ("opened_ms", models.PositiveBigIntegerField(verbose_name="打开时间")),
                ("due_ms", models.PositiveBigIntegerField(verbose_name="截止时间")),
                ("notice", models.PositiveSmallIntegerField(default=0, verbose_name="同意的说明版本")),
            ],
            options={
                "verbose_name": "开卷",
                "db_table": "quiz_opening",
                "constraints": [
                    models.UniqueConstraint(fields=("quiz", "player", "ordinal"), name="quiz_opening_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Quiz",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("org_path", jieneng.core.paths.PathField(max_length=128, verbose_name="举办单位路径")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("public_code", models.CharField(max_length=16, unique=True, verbose_name="公开页代码")),
                ("opens_at", models.DateTimeField(verbose_name="开始时间")),
                ("closes_at", models.DateTimeField(verbose_name="结束时间")),
                ("grace_s", models.PositiveSmallIntegerField(default=30, verbose_name="宽限秒数")),
                ("minutes", models.PositiveSmallIntegerField(default=15, verbose_name="答题分钟")),
                ("n_attempts", models.PositiveSmallIntegerField(default=3, verbose_name="每人次数")),
                ("n_per_day", models.PositiveSmallIntegerField(default=3, verbose_name="每天次数")),
                ("pass_mark", models.PositiveSmallIntegerField(default=60, verbose_name="合格分")),
                ("rules", models.JSONField(default=list, verbose_name="组卷规则")),
                ("pool", models.JSONField(default=list, verbose_name="题目版本")),
                ("corrections", models.JSONField(default=dict, verbose_name="更正的答案")),
                ("secret", models.CharField(blank=True, default="", max_length=64, verbose_name="组卷密钥")),
                ("ways", models.JSONField(default=list, verbose_name="参加方式")),
                ("privacy", models.TextField(blank=True, default="", max_length=2000, verbose_name="个人信息说明")),
                ("privacy_no", models.PositiveSmallIntegerField(default=1, verbose_name="说明版本")),
                ("contact", models.CharField(blank=True, default="", max_length=120, verbose_name="联系方式")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "未发布"), ("published", "已发布"), ("closed", "已结束")],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("edit_no", models.PositiveIntegerField(default=0, verbose_name="修改序号")),
                ("chain_head", models.CharField(blank=True, default="", max_length=64, verbose_name="回执链末值")),
                ("n_chained", models.PositiveIntegerField(default=0, verbose_name="回执数")),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quiz",
                        to="campaigns.activity",
                        verbose_name="活动项目",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                        verbose_name="举办单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "竞答",
                "verbose_name_plural": "竞答",
                "ordering": ("-id",),
                "indexes": [models.Index(fields=["org_path", "-id"], name="quiz_quiz_path")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="quiz_quiz_window"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes__gte", 1), ("n_attempts__gte", 1), ("n_per_day__gte", 1), ("pass_mark__lte", 100)
                        ),
                        name="quiz_quiz_terms",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"), models.Q(("secret", ""), _negated=True), _connector="OR"
                        ),
                        name="quiz_quiz_frozen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.PositiveSmallIntegerField(verbose_name="答对题数")),
                ("seconds", models.PositiveIntegerField(verbose_name="用时秒数")),
                ("n", models.IntegerField(verbose_name="人数")),
                (
                    "quiz",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="quiz.quiz"),
                ),
            ],
            options={
                "verbose_name": "成绩人数",
                "constraints": [
                    models.UniqueConstraint(fields=("quiz", "score", "seconds"), name="quiz_mark_once"),
                    models.CheckConstraint(condition=models.Q(("n__gte", 0)), name="quiz_mark_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("no", models.PositiveIntegerField(verbose_name="序号")),
                ("receipt", models.CharField(max_length=12, verbose_name="回执编号")),
                ("digest", models.CharField(max_length=64, verbose_name="回执摘要")),
                ("value", models.CharField(max_length=64, verbose_name="链值")),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="quiz.quiz"
                    ),
                ),
            ],
            options={
                "verbose_name": "回执链",
                "constraints": [
                    models.UniqueConstraint(fields=("quiz", "no"), name="quiz_link_no"),
                    models.UniqueConstraint(fields=("quiz", "receipt"), name="quiz_link_receipt"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("player", models.CharField(max_length=32, verbose_name="参加者代号")),
                ("more_minutes", models.PositiveSmallIntegerField(default=0, verbose_name="加时分钟")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="延长至")),
                ("because", models.CharField(max_length=200, verbose_name="原因")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
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
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="quiz.quiz"
                    ),
                ),
            ],
            options={
                "verbose_name": "竞答延时",
                "constraints": [models.UniqueConstraint(fields=("quiz", "player"), name="quiz_extension_once")],
            },
        ),
        migrations.CreateModel(
            name="ClassAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="班级")),
                ("code", models.CharField(max_length=12, unique=True, verbose_name="班级代码")),
                ("n_seats", models.PositiveSmallIntegerField(verbose_name="座号数")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                        verbose_name="学校",
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="classes", to="quiz.quiz"
                    ),
                ),
            ],
            options={
                "verbose_name": "竞答班级",
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("n_seats__gte", 1), ("n_seats__lte", 200)), name="quiz_class_seats"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Board",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="截至")),
                ("is_frozen", models.BooleanField(default=False, verbose_name="已封榜")),
                ("n_players", models.PositiveIntegerField(default=0, verbose_name="参加人数")),
                ("people", models.JSONField(default=list, verbose_name="个人榜")),
                ("organizations", models.JSONField(default=list, verbose_name="单位榜")),
                (
                    "quiz",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="board", to="quiz.quiz"
                    ),
                ),
            ],
            options={
                "verbose_name": "竞答榜",
            },
        ),
        migrations.CreateModel(
            name="Best",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("player", models.CharField(max_length=32, verbose_name="参加者代号")),
                ("score", models.PositiveSmallIntegerField(verbose_name="答对题数")),
                ("seconds", models.PositiveIntegerField(verbose_name="用时秒数")),
                ("organization", models.PositiveIntegerField(verbose_name="单位")),
                ("receipt", models.CharField(max_length=12, verbose_name="回执编号")),
                (
                    "quiz",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="quiz.quiz"),
                ),
            ],
            options={
                "verbose_name": "最好成绩",
                "indexes": [
                    models.Index(fields=["quiz", "-score", "seconds"], name="quiz_best_order"),
                    models.Index(fields=["quiz", "organization", "-score", "seconds"], name="quiz_best_own"),
                ],
                "constraints": [models.UniqueConstraint(fields=("quiz", "player"), name="quiz_best_once")],
            },
        ),
        migrations.CreateModel(
            name="Regrade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.PositiveBigIntegerField(verbose_name="试题版本")),
                ("right", models.CharField(max_length=6, verbose_name="更正后的答案")),
                ("because", models.CharField(max_length=200, verbose_name="原因")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("n_changed", models.PositiveIntegerField(default=0, verbose_name="改分份数")),
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
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="regrades", to="quiz.quiz"
                    ),
                ),
            ],
            options={
                "verbose_name": "更正评分",
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="ScoreChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hand_in", models.PositiveBigIntegerField(verbose_name="答卷")),
                ("before", models.PositiveSmallIntegerField(verbose_name="原答对题数")),
                ("after", models.PositiveSmallIntegerField(verbose_name="现答对题数")),
                (
                    "regrade",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="quiz.regrade"
                    ),
                ),
            ],
            options={
                "verbose_name": "改分",
                "constraints": [models.UniqueConstraint(fields=("regrade", "hand_in"), name="quiz_change_once")],
            },
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8, verbose_name="线索")),
                ("organization", models.PositiveIntegerField(verbose_name="单位")),
                ("receipts", models.JSONField(default=list, verbose_name="回执编号")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("found_at", models.DateTimeField(verbose_name="发现时间")),
                ("decision", models.CharField(default="waiting", max_length=8, verbose_name="处理")),
                ("because", models.CharField(blank=True, default="", max_length=200, verbose_name="理由")),
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
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signals", to="quiz.quiz"
                    ),
                ),
            ],
            options={
                "verbose_name": "竞答线索",
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("quiz", "digest"), name="quiz_signal_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", "waiting"),
                            models.Q(models.Q(("because", ""), _negated=True), ("by__isnull", False)),
                            _connector="OR",
                        ),
                        name="quiz_signal_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("player", models.CharField(max_length=32, verbose_name="参加者代号")),
                ("at", models.DateTimeField(verbose_name="撤回时间")),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="quiz.quiz"
                    ),
                ),
            ],
            options={
                "verbose_name": "撤回同意",
                "constraints": [models.UniqueConstraint(fields=("quiz", "player"), name="quiz_withdrawal_once")],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, verbose_name="编号")),
                ("no", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="内容摘要")),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("energy", "办公节能"),
                            ("water", "节约用水"),
                            ("waste", "垃圾分类"),
                            ("food", "制止浪费"),
                            ("law", "法规标准"),
                        ],
                        max_length=12,
                        verbose_name="主题",
                    ),
                ),
                (
                    "difficulty",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "容易"), (2, "中等"), (3, "较难")], verbose_name="难度"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("single", "单选"), ("multiple", "多选"), ("true_false", "判断")],
                        max_length=12,
                        verbose_name="题型",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="题目")),
                ("options", models.JSONField(verbose_name="选项")),
                ("right", models.CharField(max_length=6, verbose_name="答案")),
                ("explanation", models.CharField(max_length=500, verbose_name="解析")),
                ("source", models.CharField(max_length=300, verbose_name="依据")),
                (
                    "org_path",
                    jieneng.core.paths.PathField(blank=True, default="", max_length=128, verbose_name="出题单位路径"),
                ),
                ("made_at", models.DateTimeField(verbose_name="入库时间")),
                ("is_latest", models.BooleanField(default=True, verbose_name="最新版本")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                        verbose_name="出题单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "试题",
                "ordering": ("topic", "code", "-no"),
                "indexes": [
                    models.Index(fields=["org_path", "topic", "difficulty"], name="quiz_question_sort"),
                    models.Index(fields=["is_latest", "code"], name="quiz_question_latest"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "no"), name="quiz_question_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_latest", True)), fields=("code",), name="quiz_question_one_latest"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("difficulty__gte", 1), ("difficulty__lte", 3)),
                        name="quiz_question_difficulty",
                    ),
                ],
            },
        ),
    ]
