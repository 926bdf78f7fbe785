"""Nothing ever asked whether an account is one of the demo: its accounts exist only where the demo was played."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0002_encipher_second_factor")]

    operations = [migrations.RemoveField("person", "is_demo")]
