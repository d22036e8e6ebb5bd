"""A case's row of events is append-only: the database refuses to change or delete one."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER cases_event_append_only BEFORE UPDATE OR DELETE ON cases_event
  FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
"""
BACKWARD = "DROP TRIGGER cases_event_append_only ON cases_event;"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("kernel", "0002_append_only")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
