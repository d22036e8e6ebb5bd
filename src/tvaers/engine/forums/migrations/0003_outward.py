"""Remember whom a meeting was told to, and what harvesters have been able to read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two new tables."""

    dependencies = [
        ("forums", "0002_addresses_and_deferral"),
    ]

    operations = [
        migrations.CreateModel(
            name="Published",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("ident", models.CharField(max_length=80)),
                ("content_hash", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "changed_at"], name="published_by_change")],
                "constraints": [models.UniqueConstraint(fields=("kind", "ident"), name="published_once")],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.EmailField(blank=True, max_length=254)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("told", models.CharField(blank=True, max_length=64)),
                ("is_cancelled", models.BooleanField(default=False)),
                ("at", models.DateTimeField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="forums.meeting"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="forums.person"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("meeting", "person"), name="one_invitation")],
            },
        ),
    ]
