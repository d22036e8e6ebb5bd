"""A tie remembers which event opened the other case, so that annulling the event reaches it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_boards_views_calendars")]
    operations = [migrations.AddField("link", "event", models.PositiveIntegerField(null=True))]
