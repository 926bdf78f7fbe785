"""Roster entries know whether their organisation has been closed or moved since: few, and found by an index."""

from django.db import migrations, models
from django.db.models import F, Q


def mark(apps, schema_editor):
    entry = apps.get_model("orgs", "RosterEntry")
    left = ~Q(path=F("organization__path")) | Q(organization__closed_on__isnull=False)
    entry.objects.filter(pk__in=entry.objects.filter(left).values("pk")).update(has_left=True)


class Migration(migrations.Migration):
    atomic = False  # the index is made after the rows are marked
    dependencies = [("orgs", "0003_regions")]
    operations = [
        migrations.AddField(
            "rosterentry", "has_left", models.BooleanField(db_default=False, default=False, verbose_name="已撤并或划转")
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
        migrations.AddIndex(
            "rosterentry",
            models.Index(condition=Q(("has_left", True)), fields=["year", "path"], name="orgs_roster_left"),
        ),
    ]
