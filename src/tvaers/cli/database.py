"""Getting the database ready: schema and content, with a word on the way."""

from tvaers.cli.frame import ready, say


def migrated() -> None:
    """Set Django up and bring the schema to where the code is."""
    ready()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Gør databasen klar …")
        call_command("migrate", verbosity=0, interactive=False)
