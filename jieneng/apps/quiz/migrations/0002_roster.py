
import django.db.models.deletion
import jieneng.core.paths
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0004_left_since'),
        ('quiz', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Roster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', jieneng.core.paths.PathField(max_length=128, verbose_name='单位路径')),
                ('n', models.PositiveIntegerField(default=0, verbose_name='人数')),
                ('at', models.DateTimeField(verbose_name='导入时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='导入人')),
                ('organization', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organization', verbose_name='单位')),
            ],
            options={
                'verbose_name': '竞答名册',
                'ordering': ('-at', '-id'),
                'indexes': [models.Index(fields=['org_path'], name='quiz_roster_path')],
            },
        ),
        migrations.CreateModel(
            name='RosterPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_mark', models.CharField(max_length=64, verbose_name='姓名摘要')),
                ('phone_mark', models.CharField(blank=True, default='', max_length=64, verbose_name='电话摘要')),
                ('roster', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='quiz.roster')),
            ],
            options={
                'verbose_name': '名册人员',
                'constraints': [models.UniqueConstraint(fields=('roster', 'name_mark'), name='quiz_roster_name_once'), models.UniqueConstraint(condition=models.Q(('phone_mark', ''), _negated=True), fields=('roster', 'phone_mark'), name='quiz_roster_phone_once')],
            },
        ),
        migrations.CreateModel(
            name='RosterTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sender', models.CharField(max_length=64, verbose_name='来源摘要')),
                ('at', models.DateTimeField(db_index=True, verbose_name='时间')),
                ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organization')),
            ],
            options={
                'verbose_name': '名册核对',
                'indexes': [models.Index(fields=['sender', 'at'], name='quiz_try_from'), models.Index(fields=['organization', 'at'], name='quiz_try_at')],
            },
        ),
    ]
