"""Which items are about a plan and speak of its activities; and a number that tells two writers apart."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workplans", "0002_course"), ("forums", "0005_as_written")]
    operations = [
        migrations.AddField("plan", "items", models.ManyToManyField(related_name="plans", to="forums.item")),
        migrations.AddField("activity", "version", models.PositiveIntegerField(default=0)),
        migrations.CreateModel(
            "Spoken",
            [
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("words", models.TextField()),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="spoken", to="workplans.activity"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="spoken", to="forums.item"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("activity", "item"), name="spoken_once")],
            },
        ),
    ]
