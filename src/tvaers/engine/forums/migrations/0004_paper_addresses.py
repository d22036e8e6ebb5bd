"""Give every paper a name for its address that does not tell how many there are."""

from typing import Any

from django.db import migrations, models

import tvaers.engine.forums.models


def give_slugs(apps: Any, _schema: Any) -> None:
    """A random slug for each paper that there is."""
    for paper in apps.get_model("forums", "Paper").objects.all():
        paper.slug = tvaers.engine.forums.models.new_slug()
        paper.save(update_fields=["slug"])


class Migration(migrations.Migration):
    """Three steps, because a default is asked for once and not for each row."""

    dependencies = [("forums", "0003_outward")]

    operations = [
        migrations.AddField("paper", "slug", models.CharField(max_length=12, null=True)),
        migrations.RunPython(give_slugs, migrations.RunPython.noop),
        migrations.AlterField(
            "paper", "slug", models.CharField(default=tvaers.engine.forums.models.new_slug, max_length=12, unique=True)
        ),
    ]
