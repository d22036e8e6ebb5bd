"""Serving the pages on this machine, with a worker for the jobs beside."""

import ctypes
import signal
import subprocess
import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from tvaers.cli.frame import say

PR_SET_PDEATHSIG = 1


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn inside this process, so that what was started here is stopped here."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__()

    def load_config(self) -> None:
        """Two processes with threads: pages wait for queries more than they compute."""
        wanted = {"bind": self.host, "workers": 2, "threads": 4, "timeout": 120, "control_socket_disable": True}
        for name, value in wanted.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application."""
        from tvaers.wsgi import application

        return application


def serve_pages(host: str) -> None:
    """Serve until interrupted."""
    worker = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "django", "procrastinate", "worker"],
        preexec_fn=_die_with_parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    say(f"Siderne vises på http://{host}/. Stop med Ctrl-C.")
    try:
        Server(host).run()
    finally:
        worker.terminate()


def _die_with_parent() -> None:
    """On Linux: end when the parent does, also when it is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
