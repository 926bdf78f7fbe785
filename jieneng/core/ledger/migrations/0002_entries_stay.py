"""Entries and postings are never changed, an account keeps its unit, and no posting joins two units: the database
refuses it, whoever asks. What is deleted, `jieneng ledger verify` finds."""

from django.db import migrations

_STAY = "ledger entries are never changed"
_UNITS = "accounts of two units"
_OTHER_UNIT = (
    "(SELECT unit FROM ledger_account WHERE id = NEW.out_of_id) <> (SELECT unit FROM ledger_account WHERE id = NEW.into_id)"
    " OR (SELECT decimals FROM ledger_account WHERE id = NEW.out_of_id)"
    " <> (SELECT decimals FROM ledger_account WHERE id = NEW.into_id)"
)
_FIXED = "book, key, unit, decimals, may_owe"
SQLITE = [
    f"CREATE TRIGGER ledger_entry_stays BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, '{_STAY}'); END",
    f"CREATE TRIGGER ledger_posting_stays BEFORE UPDATE ON ledger_posting BEGIN SELECT RAISE(ABORT, '{_STAY}'); END",
    f"CREATE TRIGGER ledger_account_stays BEFORE UPDATE OF {_FIXED} ON ledger_account"
    f" BEGIN SELECT RAISE(ABORT, '{_STAY}'); END",
    f"CREATE TRIGGER ledger_posting_unit BEFORE INSERT ON ledger_posting WHEN {_OTHER_UNIT}"
    f" BEGIN SELECT RAISE(ABORT, '{_UNITS}'); END",
]
POSTGRES = [
    "CREATE FUNCTION ledger_stays() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{_STAY}'; END $$",
    "CREATE FUNCTION ledger_one_unit() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN IF {_OTHER_UNIT} THEN RAISE EXCEPTION '{_UNITS}'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER ledger_entry_stays BEFORE UPDATE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_stays()",
    "CREATE TRIGGER ledger_posting_stays BEFORE UPDATE ON ledger_posting FOR EACH ROW EXECUTE FUNCTION ledger_stays()",
    f"CREATE TRIGGER ledger_account_stays BEFORE UPDATE OF {_FIXED} ON ledger_account"
    " FOR EACH ROW EXECUTE FUNCTION ledger_stays()",
    "CREATE TRIGGER ledger_posting_unit BEFORE INSERT ON ledger_posting"
    " FOR EACH ROW EXECUTE FUNCTION ledger_one_unit()",
]
_TRIGGERS = (
    ("ledger_entry_stays", "ledger_entry"),
    ("ledger_posting_stays", "ledger_posting"),
    ("ledger_account_stays", "ledger_account"),
    ("ledger_posting_unit", "ledger_posting"),
)


def make(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    on = schema_editor.connection.vendor != "sqlite"
    for trigger, table in _TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER {trigger} ON {table}" if on else f"DROP TRIGGER {trigger}")
    if on:
        schema_editor.execute("DROP FUNCTION ledger_stays()")
        schema_editor.execute("DROP FUNCTION ledger_one_unit()")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
