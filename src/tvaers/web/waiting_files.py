"""A file between its upload and the button that takes it in: kept for the one who uploaded it, a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest

from tvaers.kernel import clock
from tvaers.kernel.errors import NotFound, Problem
from tvaers.kernel.uploads import Upload, checked, random_name

KEPT = timedelta(days=1)
KINDS = ("txt", "docx", "pdf")
"""The endings of papers that can be read."""


def paper(given: Any) -> tuple[str, bytes]:
    """An `UploadedFile` as its name and content. ValidationError, for a form's field, when it cannot be taken."""
    upload = Upload(given.name or "", given.file)
    if upload.name.rpartition(".")[2].lower() not in KINDS:
        raise ValidationError("Den slags fil kan ikke læses. Brug txt, docx eller pdf.")
    try:
        return upload.name, checked(upload).content
    except Problem as problem:
        raise ValidationError(str(problem)) from None


@dataclass(frozen=True)
class WaitingFile:
    """A file that waits: its name, what it holds, and what was said with it (plain values)."""

    name: str
    content: bytes
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Shelf:
    """Where one sort of files waits, one a session: a folder of the storage, a key of the session, and its name."""

    folder: str
    key: str
    noun: str

    def keep(self, request: HttpRequest, file: WaitingFile) -> None:
        """Keep a file in place of the one before; those that were left behind by anybody are swept."""
        self.drop(request)
        self._sweep()
        stored = default_storage.save(f"{self.folder}/{random_name()}", ContentFile(file.content))
        request.session[self.key] = {"name": file.name, "stored": stored, "said": dict(file.said)}

    def kept(self, request: HttpRequest) -> WaitingFile:
        """The file that waits. NotFound when there is none, or it has waited too long."""
        found = request.session.get(self.key)
        if not found or not default_storage.exists(found["stored"]):
            raise NotFound(what=f"Der er intet {self.noun} at vise.", do="Vælg filen igen.")
        with default_storage.open(found["stored"]) as file:
            return WaitingFile(found["name"], file.read(), found["said"])

    def drop(self, request: HttpRequest) -> None:
        """Forget the file."""
        found = request.session.pop(self.key, None)
        if found:
            default_storage.delete(found["stored"])

    def _sweep(self) -> None:
        if not default_storage.exists(self.folder):
            return
        for name in default_storage.listdir(self.folder)[1]:
            path = f"{self.folder}/{name}"
            if default_storage.get_modified_time(path) < clock.now() - KEPT:
                default_storage.delete(path)
