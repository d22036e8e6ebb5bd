"""The day that an edition is to be ready by, and when and why a step came to its way afterwards."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_approvals")]
    operations = [
        migrations.AddField("proposal", "ready_by", models.DateField(null=True)),
        migrations.AddField("step", "added_on", models.DateField(null=True)),
        migrations.AddField("step", "added_why", models.CharField(blank=True, default="", max_length=300)),
    ]
