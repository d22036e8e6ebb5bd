"""The audit log is append-only: the database refuses to change or delete an entry."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION kernel_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME;
END $$;
CREATE TRIGGER kernel_auditentry_append_only BEFORE UPDATE OR DELETE ON kernel_auditentry
  FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
"""
BACKWARD = """
DROP TRIGGER kernel_auditentry_append_only ON kernel_auditentry;
DROP FUNCTION kernel_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
