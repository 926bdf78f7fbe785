"""Secrets of the second factor are kept enciphered: room for them, and those that stood in clear are enciphered."""

from django.db import migrations, models

from jieneng.core.people.enciphering import deciphered, enciphered


def encipher(apps, schema_editor):
    _rewrite(apps, enciphered)


def decipher(apps, schema_editor):
    _rewrite(apps, lambda kept: deciphered(kept) or "")


def _rewrite(apps, change):
    people = apps.get_model("people", "Person").objects.exclude(second_factor_secret="")
    for person in people.only("pk", "second_factor_secret").iterator():
        person.second_factor_secret = change(person.second_factor_secret)
        person.save(update_fields=["second_factor_secret"])


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.AlterField(
            "person",
            "second_factor_secret",
            models.CharField(blank=True, default="", max_length=200, verbose_name="动态口令密钥"),
        ),
        migrations.RunPython(encipher, decipher),
    ]
