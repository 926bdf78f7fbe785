"""The administrative divisions, from the rulebook's table."""

from django.db import migrations

from jieneng.rulebook import regions


def load(apps, schema_editor):
    region = apps.get_model("orgs", "Region")
    region.objects.bulk_create([region(code=code, name=name) for code, name in regions().items()], batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("orgs", "0002_name_index")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
