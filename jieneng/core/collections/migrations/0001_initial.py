import django.db.models.deletion
import jieneng.core.paths
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('facts', '0001_initial'),
        ('orgs', '0001_initial'),
        ('people', '__first__'),
        ('report_forms', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Collection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='名称')),
                ('org_path', jieneng.core.paths.PathField(db_index=True, max_length=128, verbose_name='布置单位路径')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('period_start', models.DateField(verbose_name='期间起')),
                ('period_end', models.DateField(verbose_name='期间止')),
                ('opens_at', models.DateTimeField(verbose_name='开始时间')),
                ('due_at', models.DateTimeField(verbose_name='截止时间')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='停止填报时间')),
                ('grace_minutes', models.PositiveSmallIntegerField(default=15, verbose_name='宽限分钟')),
                ('source', models.CharField(blank=True, default='', max_length=200, verbose_name='来源')),
                ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='collection', to='orgs.audience', verbose_name='填报范围')),
                ('form_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='report_forms.formversion', verbose_name='表单')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='collections', to='orgs.organization', verbose_name='布置单位')),
                ('series', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='collection', to='facts.series', verbose_name='统计序列')),
            ],
            options={
                'verbose_name': '填报任务',
                'ordering': ('-due_at',),
                'constraints': [models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('opens_at'))), name='collections_due_after_open')],
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', jieneng.core.paths.PathField(max_length=128, verbose_name='组织路径')),
                ('n_expected', models.IntegerField(verbose_name='应报')),
                ('n_accepted', models.IntegerField(verbose_name='已审核')),
                ('gaps', models.JSONField(default=list, verbose_name='缺报')),
                ('counters', models.JSONField(default=dict, verbose_name='计数')),
                ('sums', models.JSONField(default=dict, verbose_name='数值')),
                ('at', models.DateTimeField(verbose_name='上报时间')),
                ('taken_back_at', models.DateTimeField(blank=True, null=True, verbose_name='退回时间')),
                ('taken_back_because', models.CharField(blank=True, default='', max_length=500, verbose_name='退回意见')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办')),
                ('collection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='collections.collection', verbose_name='填报任务')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organization', verbose_name='组织')),
            ],
            options={
                'verbose_name': '本级汇总上报',
                'ordering': ('-id',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('collection', 'organization'), name='collections_confirmed_once')],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(verbose_name='延期至')),
                ('because', models.CharField(max_length=200, verbose_name='原因')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办')),
                ('collection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='collections.collection', verbose_name='填报任务')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organization', verbose_name='组织')),
            ],
            options={
                'verbose_name': '延期',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='LocalTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', jieneng.core.paths.PathField(max_length=128, verbose_name='组织路径')),
                ('due_at', models.DateTimeField(verbose_name='本级截止时间')),
                ('reviews', models.BooleanField(default=False, verbose_name='本级复核')),
                ('remark', models.CharField(blank=True, default='', max_length=500, verbose_name='要求')),
                ('collection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='local_terms', to='collections.collection', verbose_name='填报任务')),
                ('extra_form', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='report_forms.formversion')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organization', verbose_name='组织')),
            ],
            options={
                'verbose_name': '本级要求',
                'constraints': [models.UniqueConstraint(fields=('collection', 'organization'), name='collections_terms_once')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', jieneng.core.paths.PathField(max_length=128, verbose_name='催报单位路径')),
                ('under', jieneng.core.paths.PathField(max_length=128, verbose_name='催报范围')),
                ('text', models.CharField(max_length=500, verbose_name='内容')),
                ('n_missing', models.IntegerField(verbose_name='催报家数')),
                ('at', models.DateTimeField(verbose_name='催报时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办')),
                ('collection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='collections.collection', verbose_name='填报任务')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organization', verbose_name='催报单位')),
            ],
            options={
                'verbose_name': '催报',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['collection', 'under'], name='collections_reminder_under')],
            },
        ),
        migrations.CreateModel(
            name='ReporterGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ord', models.PositiveSmallIntegerField(verbose_name='序')),
                ('name', models.CharField(max_length=120, verbose_name='填报对象')),
                ('due_at', models.DateTimeField(verbose_name='截止时间')),
                ('channel', models.CharField(blank=True, default='', max_length=200, verbose_name='报送方式')),
                ('leaves_out', models.JSONField(blank=True, default=list, verbose_name='不填的活动')),
                ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reporter_group', to='orgs.audience', verbose_name='范围')),
                ('collection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='collections.collection', verbose_name='填报任务')),
                ('extra_form', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='report_forms.formversion')),
            ],
            options={
                'verbose_name': '填报对象',
                'ordering': ('ord',),
                'constraints': [models.UniqueConstraint(fields=('collection', 'ord'), name='collections_group_ord')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', jieneng.core.paths.PathField(max_length=128, verbose_name='填报单位路径')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('waiting', '待审核'), ('returned', '已退回'), ('accepted', '审核通过')], default='draft', max_length=10, verbose_name='状态')),
                ('is_correction', models.BooleanField(default=False, verbose_name='更正中')),
                ('review_step', models.PositiveSmallIntegerField(default=0, verbose_name='已过步数')),
                ('route', jieneng.core.paths.PathField(blank=True, default='', max_length=128, verbose_name='计入节点')),
                ('category', models.CharField(blank=True, default='', max_length=24, verbose_name='类别')),
                ('is_late', models.BooleanField(default=False, verbose_name='迟报')),
                ('first_submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='首次提交')),
                ('changed_at', models.DateTimeField(verbose_name='最近变动')),
                ('draft', models.JSONField(default=dict, verbose_name='草稿')),
                ('draft_no', models.PositiveIntegerField(default=0, verbose_name='草稿序号')),
                ('draft_at', models.DateTimeField(blank=True, null=True, verbose_name='草稿时间')),
                ('collection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='collections.collection', verbose_name='填报任务')),
                ('draft_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='草稿人')),
                ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='orgs.organization', verbose_name='填报单位')),
                ('reviewer', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organization', verbose_name='待审单位')),
            ],
            options={
                'verbose_name': '上报件',
                'indexes': [models.Index(fields=['collection', 'org_path'], name='collections_answer_path'), models.Index(fields=['collection', 'state', 'org_path'], name='collections_answer_state'), models.Index(fields=['collection', 'route', 'org_path'], name='collections_answer_route'), models.Index(fields=['reviewer', 'state', 'changed_at'], name='collections_answer_queue'), models.Index(fields=['organization', 'state'], name='collections_answer_of_org')],
                'constraints': [models.UniqueConstraint(fields=('collection', 'organization'), name='collections_answer_once')],
            },
        ),
        migrations.CreateModel(
            name='SubmissionVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('no', models.PositiveSmallIntegerField(verbose_name='版次')),
                ('values', models.JSONField(verbose_name='填报内容')),
                ('notes', models.JSONField(default=dict, verbose_name='说明')),
                ('sums', models.JSONField(default=dict, verbose_name='计入数值')),
                ('because', models.CharField(blank=True, default='', max_length=500, verbose_name='更正原因')),
                ('digest', models.CharField(max_length=64, verbose_name='摘要')),
                ('at', models.DateTimeField(verbose_name='提交时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提交人')),
                ('form_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='report_forms.formversion')),
                ('submission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='collections.submission', verbose_name='上报件')),
            ],
            options={
                'verbose_name': '上报版本',
                'ordering': ('no',),
                'constraints': [models.UniqueConstraint(fields=('submission', 'no'), name='collections_version_once')],
            },
        ),
        migrations.CreateModel(
            name='ReturnSlip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=24, verbose_name='原因')),
                ('text', models.CharField(max_length=500, verbose_name='退回意见')),
                ('points', models.JSONField(default=list, verbose_name='退回各项')),
                ('due_at', models.DateTimeField(verbose_name='重报期限')),
                ('at', models.DateTimeField(verbose_name='退回时间')),
                ('reply', models.CharField(blank=True, default='', max_length=500, verbose_name='答复')),
                ('replied_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organization', verbose_name='退回单位')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='return_slips', to='collections.submission', verbose_name='上报件')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='collections.submissionversion', verbose_name='退回版本')),
            ],
            options={
                'verbose_name': '退回单',
                'ordering': ('-id',),
            },
        ),
        migrations.AddField(
            model_name='Submission',
            name='accepted_version',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='collections.submissionversion', verbose_name='计数版本'),
        ),
        migrations.AddField(
            model_name='Submission',
            name='version',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='collections.submissionversion', verbose_name='最近版本'),
        ),
        migrations.AddConstraint(
            model_name='Submission',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('version__isnull', False), models.Q(('route', ''), _negated=True)), _connector='OR'), name='collections_answer_has_text'),
        ),
    ]
