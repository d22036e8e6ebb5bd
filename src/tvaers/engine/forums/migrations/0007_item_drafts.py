"""Drafts of items, each for the one who writes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CASCADE = django.db.models.deletion.CASCADE


class Migration(migrations.Migration):
    dependencies = [("forums", "0006_topics"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            "ItemDraft",
            [
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("data", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                ("forum", models.ForeignKey(on_delete=CASCADE, related_name="drafts", to="forums.forum")),
                ("item", models.ForeignKey(null=True, on_delete=CASCADE, related_name="drafts", to="forums.item")),
                ("user", models.ForeignKey(on_delete=CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "forum", "item"), name="one_item_draft", nulls_distinct=False
                    )
                ],
            },
        ),
    ]
