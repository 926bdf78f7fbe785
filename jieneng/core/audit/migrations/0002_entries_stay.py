"""An entry is never changed: the database refuses it, whoever asks. What is deleted, the seals find."""

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry"
    " BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END"
)
POSTGRES = [
    "CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'audit entries are never changed'; END $$",
    "CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry"
    " FOR EACH ROW EXECUTE FUNCTION audit_entry_stays()",
]


def make(apps, schema_editor):
    for statement in [SQLITE] if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_entry_stays")
    else:
        schema_editor.execute("DROP TRIGGER audit_entry_stays ON audit_entry")
        schema_editor.execute("DROP FUNCTION audit_entry_stays()")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
