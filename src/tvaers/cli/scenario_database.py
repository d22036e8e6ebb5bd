"""The database that scenarios of forums are played in: made for one run of the command, and dropped after it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tvaers.cli.frame import ready, say


@contextmanager
def own_database() -> Iterator[None]:
    """An empty database with the schema of the code, beside the one in use on the same server."""
    ready()
    from django.db import connection

    kept = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"tvaers_scenarier_{os.getpid()}"
    say("Gør en database klar til scenarierne om fora …")
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(kept, verbosity=0)
