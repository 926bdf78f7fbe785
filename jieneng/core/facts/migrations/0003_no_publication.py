"""What was published is kept by the citations of the paper that said it; nothing read it from here."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("facts", "0002_room_in_cells")]
    operations = [migrations.DeleteModel(name="Publication")]
