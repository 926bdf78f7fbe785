import django.db.models.deletion
import jieneng.core.paths
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orgs', '0004_left_since'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', jieneng.core.paths.PathField(db_index=True, max_length=128, verbose_name='记账单位路径')),
                ('book', models.CharField(max_length=60, verbose_name='账簿')),
                ('key', models.CharField(max_length=60, verbose_name='科目')),
                ('name', models.CharField(max_length=160, verbose_name='名称')),
                ('unit', models.CharField(max_length=8, verbose_name='单位')),
                ('decimals', models.PositiveSmallIntegerField(default=0, verbose_name='小数位数')),
                ('may_owe', models.BooleanField(default=False, verbose_name='可以为负')),
                ('made_at', models.DateTimeField(verbose_name='开户时间')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organization', verbose_name='记账单位')),
            ],
            options={
                'verbose_name': '账户',
                'constraints': [models.UniqueConstraint(fields=('book', 'key'), name='ledger_account_once'), models.CheckConstraint(condition=models.Q(('decimals__lte', 6)), name='ledger_account_decimals')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=100, unique=True, verbose_name='凭证键')),
                ('what', models.CharField(max_length=40, verbose_name='事由')),
                ('text', models.CharField(blank=True, default='', max_length=200, verbose_name='摘要')),
                ('at', models.DateTimeField(verbose_name='记账时间')),
                ('digest', models.CharField(max_length=64, verbose_name='摘要值')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办')),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='ledger.entry', verbose_name='冲销')),
            ],
            options={
                'verbose_name': '记账凭证',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('no', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('amount', models.BigIntegerField(verbose_name='数量')),
                ('out_after', models.BigIntegerField(blank=True, null=True, verbose_name='转出后余额')),
                ('into_after', models.BigIntegerField(blank=True, null=True, verbose_name='转入后余额')),
                ('at', models.DateTimeField(verbose_name='记账时间')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='ledger.entry', verbose_name='凭证')),
                ('into', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account', verbose_name='转入账户')),
                ('out_of', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account', verbose_name='转出账户')),
            ],
            options={
                'verbose_name': '分录',
                'ordering': ('entry', 'no'),
                'indexes': [models.Index(fields=['out_of', 'at', 'id'], name='ledger_posting_out'), models.Index(fields=['into', 'at', 'id'], name='ledger_posting_into')],
                'constraints': [models.UniqueConstraint(fields=('entry', 'no'), name='ledger_posting_once'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='ledger_posting_positive'), models.CheckConstraint(condition=models.Q(('out_of', models.F('into')), _negated=True), name='ledger_posting_two_accounts')],
            },
        ),
        migrations.CreateModel(
            name='Unfolded',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.BigIntegerField(verbose_name='变动')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account', verbose_name='账户')),
            ],
            options={
                'verbose_name': '待并入余额',
            },
        ),
        migrations.CreateModel(
            name='Balance',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='balance', serialize=False, to='ledger.account')),
                ('amount', models.BigIntegerField(default=0, verbose_name='余额')),
                ('may_owe', models.BooleanField(verbose_name='可以为负')),
            ],
            options={
                'verbose_name': '余额',
                'constraints': [models.CheckConstraint(condition=models.Q(('may_owe', True), ('amount__gte', 0), _connector='OR'), name='ledger_balance_not_below_zero')],
            },
        ),
    ]
