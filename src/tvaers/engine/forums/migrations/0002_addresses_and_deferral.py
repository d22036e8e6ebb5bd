"""Give every item a name for its address that does not tell how many there are, and keep where it is put off to."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import tvaers.engine.forums.models


def give_slugs(apps: Any, _schema: Any) -> None:
    """A random slug for each item that there is."""
    for item in apps.get_model("forums", "Item").objects.all():
        item.slug = tvaers.engine.forums.models.new_slug()
        item.save(update_fields=["slug"])


class Migration(migrations.Migration):
    """Three steps, because a default is asked for once and not for each row."""

    dependencies = [("forums", "0001_forums")]

    operations = [
        migrations.AddField("item", "slug", models.CharField(max_length=12, null=True)),
        migrations.RunPython(give_slugs, migrations.RunPython.noop),
        migrations.AlterField(
            "item", "slug", models.CharField(default=tvaers.engine.forums.models.new_slug, max_length=12, unique=True)
        ),
        migrations.AddField(
            "item",
            "deferred_to",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forums.meeting"
            ),
        ),
    ]
