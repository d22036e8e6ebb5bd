"""A file of minutes between its upload and the button that takes it in: kept for the one who uploaded it, a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest

from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound
from tvaers.kernel.uploads import random_name

FOLDER = "referater-i-gang"
KEY = "minutes_draft"
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Draft:
    """A file that waits: its name, what it holds, and whether persons are taken in by name."""

    name: str
    content: bytes
    with_names: bool


def keep(request: HttpRequest, draft: Draft) -> None:
    """Keep a file in place of the one before; those that were left behind by anybody are swept."""
    drop(request)
    _sweep()
    stored = default_storage.save(f"{FOLDER}/{random_name()}", ContentFile(draft.content))
    request.session[KEY] = {"name": draft.name, "stored": stored, "with_names": draft.with_names}


def kept(request: HttpRequest) -> Draft:
    """The file that waits. NotFound when there is none, or it has waited too long."""
    found = request.session.get(KEY)
    if not found or not default_storage.exists(found["stored"]):
        raise NotFound(what="Der er intet referat at vise.", do="Vælg filen igen.")
    with default_storage.open(found["stored"]) as file:
        return Draft(found["name"], file.read(), found["with_names"])


def drop(request: HttpRequest) -> None:
    """Forget the file."""
    found = request.session.pop(KEY, None)
    if found:
        default_storage.delete(found["stored"])


def _sweep() -> None:
    if not default_storage.exists(FOLDER):
        return
    for name in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if default_storage.get_modified_time(path) < clock.now() - KEPT:
            default_storage.delete(path)
