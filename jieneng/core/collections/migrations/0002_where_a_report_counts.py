"""A level's report upward keeps where it counts; those of before get the place and category they counted with."""

from django.db import migrations, models

from jieneng.core import paths


def fill(apps, schema_editor):
    for confirmation in apps.get_model("collections", "Confirmation").objects.select_related("organization").iterator():
        confirmation.route = _route(apps, confirmation)
        confirmation.category = _category(apps, confirmation)
        confirmation.save(update_fields=["route", "category"])


def _route(apps, confirmation):
    """Its path, as it was then: after a move that is still the one in the roster of the year."""
    above = list(paths.ancestors(confirmation.org_path))
    moves = apps.get_model("orgs", "OrganizationChange").objects.filter(
        what="moved", organization__path__in=above, at__gt=confirmation.at
    )
    if not moves.exists():
        return confirmation.org_path
    entries = apps.get_model("orgs", "RosterEntry").objects.filter(
        organization=confirmation.organization_id, year=confirmation.collection.year
    )
    return entries.values_list("path", flat=True).first() or confirmation.org_path


def _category(apps, confirmation):
    """The category of the level before the first change since."""
    changes = apps.get_model("orgs", "OrganizationChange").objects.filter(
        what="changed", organization=confirmation.organization_id, at__gt=confirmation.at
    )
    first = changes.order_by("id").first()
    return first.before["category"] if first else confirmation.organization.category


class Migration(migrations.Migration):
    dependencies = [("collections", "0001_initial"), ("orgs", "0003_regions")]
    operations = [
        migrations.AddField(
            "confirmation",
            "route",
            paths.PathField(default="", verbose_name="计入节点"),
            preserve_default=False,
        ),
        migrations.AddField(
            "confirmation",
            "category",
            models.CharField(default="", max_length=24, verbose_name="类别"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
