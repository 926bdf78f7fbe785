"""The inverted index over name tokens: FTS5 on SQLite, kept by triggers; GIN over an array on PostgreSQL."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE orgs_name USING fts5("
    "name_tokens, content='orgs_organization', content_rowid='id', tokenize='unicode61', detail=none)",
    "CREATE TRIGGER orgs_name_added AFTER INSERT ON orgs_organization BEGIN"
    " INSERT INTO orgs_name (rowid, name_tokens) VALUES (new.id, new.name_tokens); END",
    "CREATE TRIGGER orgs_name_gone AFTER DELETE ON orgs_organization BEGIN"
    " INSERT INTO orgs_name (orgs_name, rowid, name_tokens) VALUES ('delete', old.id, old.name_tokens); END",
    "CREATE TRIGGER orgs_name_changed AFTER UPDATE OF name_tokens ON orgs_organization BEGIN"
    " INSERT INTO orgs_name (orgs_name, rowid, name_tokens) VALUES ('delete', old.id, old.name_tokens);"
    " INSERT INTO orgs_name (rowid, name_tokens) VALUES (new.id, new.name_tokens); END",
]
SQLITE_BACK = [
    "DROP TRIGGER orgs_name_changed",
    "DROP TRIGGER orgs_name_gone",
    "DROP TRIGGER orgs_name_added",
    "DROP TABLE orgs_name",
]
POSTGRES = ["CREATE INDEX orgs_name_gin ON orgs_organization USING gin (string_to_array(name_tokens, ' '))"]
POSTGRES_BACK = ["DROP INDEX orgs_name_gin"]


def make(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRES_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
