"""Cells are rewritten again and again: on PostgreSQL a page keeps room for the next version of its rows."""

from django.db import migrations


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE facts_cell SET (fillfactor = 60)")


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE facts_cell RESET (fillfactor)")


class Migration(migrations.Migration):
    dependencies = [("facts", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
