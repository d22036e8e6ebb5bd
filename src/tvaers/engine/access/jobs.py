"""Jobs of access: exporting the heads of the audit log, every night."""

from procrastinate.contrib.django import app

from tvaers.engine.access import queries
from tvaers.kernel import audit


@app.periodic(cron="15 3 * * *")
@app.task(name="access.export_audit_heads")
def export_audit_heads(timestamp: int) -> int:
    """Append the newest heads to the file outside the database; returns how many. `timestamp` is the hour it is for."""
    return audit.export_heads(queries.heads_file())
