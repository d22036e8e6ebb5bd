"""The days when an activity was begun and done, and which of the two is enough."""

from django.db import migrations, models

STATES = [("planned", "Planlagt"), ("begun", "I gang"), ("done", "Udført"), ("dropped", "Bortfaldet")]


class Migration(migrations.Migration):
    dependencies = [("workplans", "0001_workplans")]
    operations = [
        migrations.AddField("activity", "enough", models.CharField(choices=STATES, default="done", max_length=12)),
        migrations.AddField("activity", "begun_on", models.DateField(null=True)),
        migrations.AddField("activity", "done_on", models.DateField(null=True)),
    ]
