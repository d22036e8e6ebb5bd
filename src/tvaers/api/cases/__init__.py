"""Cases over the API: case types, what waits for the user, cases, their events, and what hangs on them."""

from tvaers.api.cases import desk, kinds, papers, rows, views, writes
from tvaers.api.cases.router import router

__all__ = ["desk", "kinds", "papers", "router", "rows", "views", "writes"]
