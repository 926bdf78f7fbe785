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
            name="CodeTry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sender", models.CharField(max_length=64, verbose_name="来源摘要")),
                ("at", models.DateTimeField(db_index=True, verbose_name="时间")),
            ],
            options={
                "verbose_name": "领奖码试错",
                "indexes": [models.Index(fields=["sender", "at"], name="prizes_try_of")],
            },
        ),
        migrations.CreateModel(
            name="Draw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("org_path", jieneng.core.paths.PathField(db_index=True, max_length=128, verbose_name="主办单位路径")),
                ("code", models.CharField(max_length=16, unique=True, verbose_name="公开页代码")),
                ("title", models.CharField(max_length=80, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[("number", "截止后抽奖"), ("instant", "即时中奖")], max_length=10, verbose_name="方式"
                    ),
                ),
                ("entrant", models.CharField(max_length=200, verbose_name="参加条件")),
                ("opens_at", models.DateTimeField(verbose_name="开始时间")),
                ("closes_at", models.DateTimeField(verbose_name="截止时间")),
                ("objections_until", models.DateTimeField(blank=True, null=True, verbose_name="异议截止")),
                ("number_name", models.CharField(blank=True, default="", max_length=100, verbose_name="公开数名称")),
                ("number_where", models.CharField(blank=True, default="", max_length=100, verbose_name="公布处")),
                ("number_due_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
                ("number_digits", models.PositiveSmallIntegerField(default=0, verbose_name="公开数位数")),
                ("reserves", models.PositiveIntegerField(default=0, verbose_name="候补人数")),
                ("expected", models.JSONField(default=list, verbose_name="每日预计人次")),
                ("claim_days", models.PositiveSmallIntegerField(default=7, verbose_name="领奖登记天数")),
                ("claim_place", models.CharField(max_length=120, verbose_name="领奖地点")),
                ("contact", models.CharField(max_length=120, verbose_name="咨询方式")),
                ("purge_days", models.PositiveSmallIntegerField(default=90, verbose_name="个人信息保存天数")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("published", "规则已公布"),
                            ("listed", "名单已公布"),
                            ("drawn", "结果已公布"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("rules", models.TextField(blank=True, default="", verbose_name="公布的规则")),
                ("commitment", models.CharField(blank=True, default="", max_length=64, verbose_name="承诺值")),
                ("sealed", models.CharField(blank=True, default="", max_length=200, verbose_name="封存数")),
                ("salt", models.CharField(blank=True, default="", max_length=200, verbose_name="盐")),
                ("made_at", models.DateTimeField(verbose_name="建立时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公布规则时间")),
                ("drawn_at", models.DateTimeField(blank=True, null=True, verbose_name="开奖时间")),
                ("edit_no", models.PositiveIntegerField(default=0, verbose_name="修改序号")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draws",
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
                        verbose_name="主办单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "抽奖",
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="prizes_draw_days"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "instant"),
                            models.Q(
                                ("number_due_at__gt", models.F("objections_until")),
                                ("objections_until__gt", models.F("closes_at")),
                            ),
                            _connector="OR",
                        ),
                        name="prizes_number_after_objections",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                models.Q(("commitment", ""), _negated=True),
                                models.Q(("sealed", ""), _negated=True),
                                ("published_at__lt", models.F("opens_at")),
                            ),
                            _connector="OR",
                        ),
                        name="prizes_promised_before_opening",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "instant"), ("state", "listed"), _negated=True),
                        name="prizes_instant_has_no_list",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pseudonym", models.CharField(max_length=64, verbose_name="匿名编号")),
                ("day", models.DateField(verbose_name="日期")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("turn_day", models.DateField(null=True, verbose_name="计入日期")),
                ("n", models.PositiveIntegerField(null=True, verbose_name="当日次序")),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="prizes.draw",
                    ),
                ),
            ],
            options={
                "verbose_name": "抽奖机会",
                "indexes": [
                    models.Index(
                        condition=models.Q(("n__isnull", True)), fields=["draw", "id"], name="prizes_attempt_waiting"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("draw", "pseudonym", "day"), name="prizes_attempt_a_day"),
                    models.UniqueConstraint(fields=("draw", "turn_day", "n"), name="prizes_turn_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("n__isnull", True), ("turn_day__isnull", True)),
                            models.Q(("n__gte", 1), ("turn_day__isnull", False)),
                            _connector="OR",
                        ),
                        name="prizes_turn_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DrawNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.CharField(max_length=64, verbose_name="公开数")),
                ("source", models.CharField(max_length=200, verbose_name="出处")),
                ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="复核时间")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="复核人",
                    ),
                ),
                (
                    "draw",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="number", to="prizes.draw"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
                    ),
                ),
            ],
            options={
                "verbose_name": "公开数",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="prizes_number_two_people",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pseudonym", models.CharField(max_length=64, verbose_name="匿名编号")),
                ("since", models.PositiveSmallIntegerField(verbose_name="自版本")),
                ("until", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="至版本")),
                (
                    "draw",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entrants",
                        to="prizes.draw",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "参加者",
                "ordering": ("pseudonym",),
                "indexes": [models.Index(fields=["draw", "pseudonym"], name="prizes_entrant_of")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("draw", "pseudonym"),
                        name="prizes_entrant_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                        name="prizes_entrant_span",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntrantList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("no", models.PositiveSmallIntegerField(verbose_name="版本号")),
                ("n", models.PositiveIntegerField(verbose_name="人数")),
                ("root", models.CharField(max_length=64, verbose_name="名单根值")),
                ("parts", models.JSONField(default=list, verbose_name="分段")),
                ("because", models.CharField(blank=True, default="", max_length=200, verbose_name="更正原因")),
                ("at", models.DateTimeField(verbose_name="公布时间")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="更正人",
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lists", to="prizes.draw"
                    ),
                ),
            ],
            options={
                "verbose_name": "参加者名单",
                "ordering": ("no",),
                "constraints": [
                    models.UniqueConstraint(fields=("draw", "no"), name="prizes_list_no"),
                    models.CheckConstraint(
                        condition=models.Q(("no", 1), models.Q(("because", ""), _negated=True), _connector="OR"),
                        name="prizes_correction_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Prize",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ord", models.PositiveSmallIntegerField(verbose_name="序")),
                ("code", models.CharField(max_length=8, verbose_name="代码")),
                ("name", models.CharField(max_length=60, verbose_name="奖品")),
                ("stock", models.PositiveIntegerField(verbose_name="数量")),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="prizes", to="prizes.draw"
                    ),
                ),
            ],
            options={
                "verbose_name": "奖品",
                "ordering": ("ord",),
                "constraints": [
                    models.UniqueConstraint(fields=("draw", "ord"), name="prizes_prize_ord"),
                    models.UniqueConstraint(fields=("draw", "code"), name="prizes_prize_code"),
                    models.CheckConstraint(condition=models.Q(("stock__gte", 1)), name="prizes_prize_stock"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reserve",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ord", models.PositiveIntegerField(verbose_name="序")),
                ("pseudonym", models.CharField(max_length=64, verbose_name="匿名编号")),
                ("called_at", models.DateTimeField(blank=True, null=True, verbose_name="递补时间")),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="standing_by", to="prizes.draw"
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.organization"
                    ),
                ),
            ],
            options={
                "verbose_name": "候补",
                "ordering": ("ord",),
                "constraints": [
                    models.UniqueConstraint(fields=("draw", "ord"), name="prizes_reserve_ord"),
                    models.UniqueConstraint(fields=("draw", "pseudonym"), name="prizes_reserve_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, verbose_name="核对文件校验值")),
                ("n_winners", models.PositiveIntegerField(verbose_name="中奖人数")),
                ("at", models.DateTimeField(verbose_name="开奖时间")),
                (
                    "draw",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="result", to="prizes.draw"
                    ),
                ),
                (
                    "listed",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="prizes.entrantlist",
                        verbose_name="所用名单",
                    ),
                ),
            ],
            options={
                "verbose_name": "抽奖结果",
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("no", models.PositiveIntegerField(verbose_name="序号")),
                (
                    "prize",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="prizes.prize"
                    ),
                ),
            ],
            options={
                "verbose_name": "单个奖品",
                "ordering": ("prize_id", "no"),
                "constraints": [models.UniqueConstraint(fields=("prize", "no"), name="prizes_unit_once")],
            },
        ),
        migrations.CreateModel(
            name="Win",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pseudonym", models.CharField(max_length=64, verbose_name="匿名编号")),
                ("route", jieneng.core.paths.PathField(max_length=128, verbose_name="计入节点")),
                ("category", models.CharField(max_length=20, verbose_name="类别")),
                ("day", models.DateField(verbose_name="中奖日期")),
                (
                    "how",
                    models.CharField(
                        choices=[("drawn", "抽中"), ("reserve", "候补递补"), ("instant", "即时中奖")],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("place", models.PositiveIntegerField(verbose_name="名次")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("won", "待登记"),
                            ("claimed", "待领取"),
                            ("handed", "已领取"),
                            ("forfeited", "已弃奖"),
                        ],
                        default="won",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="中奖时间")),
                ("claim_until", models.DateTimeField(verbose_name="登记截止")),
                ("code_digest", models.CharField(max_length=64, unique=True, verbose_name="领奖码摘要")),
                ("code_kept", models.CharField(blank=True, default="", max_length=200, verbose_name="领奖码")),
                ("handed_at", models.DateTimeField(blank=True, null=True, verbose_name="领取时间")),
                (
                    "signed_by",
                    models.CharField(
                        blank=True,
                        choices=[("self", "本人"), ("deputy", "代领")],
                        default="",
                        max_length=10,
                        verbose_name="签收",
                    ),
                ),
                ("forfeited_at", models.DateTimeField(blank=True, null=True, verbose_name="弃奖时间")),
                ("forfeit_no", models.PositiveIntegerField(blank=True, null=True, verbose_name="弃奖次序")),
                ("because", models.CharField(blank=True, default="", max_length=200, verbose_name="弃奖原因")),
                (
                    "draw",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wins",
                        to="prizes.draw",
                    ),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发放人",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.organization"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="wins", to="prizes.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "中奖",
                "ordering": ("id",),
                "indexes": [
                    models.Index(fields=["draw", "state", "id"], name="prizes_win_book"),
                    models.Index(fields=["state", "claim_until"], name="prizes_win_overdue"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "forfeited"), _negated=True),
                        fields=("unit",),
                        name="prizes_unit_one_holder",
                    ),
                    models.UniqueConstraint(fields=("draw", "pseudonym"), name="prizes_win_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("forfeit_no__isnull", False)),
                        fields=("draw", "forfeit_no"),
                        name="prizes_forfeit_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "handed"), _negated=True),
                            models.Q(
                                ("handed_at__isnull", False),
                                ("handed_by__isnull", False),
                                models.Q(("signed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="prizes_handed_is_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "forfeited"), _negated=True),
                            models.Q(("forfeited_at__isnull", False), ("forfeit_no__isnull", False)),
                            _connector="OR",
                        ),
                        name="prizes_forfeit_is_numbered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_kept", models.CharField(blank=True, default="", max_length=300, verbose_name="姓名")),
                ("phone_kept", models.CharField(blank=True, default="", max_length=200, verbose_name="手机号")),
                ("notice_version", models.CharField(max_length=20, verbose_name="告知版本")),
                ("consented_at", models.DateTimeField(verbose_name="同意时间")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤回时间")),
                ("purged_at", models.DateTimeField(blank=True, null=True, verbose_name="清除时间")),
                (
                    "win",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claim", to="prizes.win"
                    ),
                ),
            ],
            options={
                "verbose_name": "领奖登记",
                "indexes": [
                    models.Index(
                        condition=models.Q(("purged_at__isnull", True)), fields=["id"], name="prizes_claim_kept"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("purged_at__isnull", True),
                            models.Q(("name_kept", ""), ("phone_kept", "")),
                            _connector="OR",
                        ),
                        name="prizes_purged_is_empty",
                    )
                ],
            },
        ),
    ]
