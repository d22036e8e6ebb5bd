"""Keeping the documents of a forum: put in, changed, marked for handing over, taken away."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from tvaers.engine.collection import policies
from tvaers.engine.collection.models import Document
from tvaers.engine.collection.wanted import wanted_of
from tvaers.engine.forums.models import Forum
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.ids import looks_like_cpr
from tvaers.kernel.uploads import Upload, checked, random_name

__all__ = ["DocumentFile", "add", "change", "mark", "take_away"]


class DocumentFile(Upload):
    """The file of a document. The log does not keep its name, which may tell of what is closed."""

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return "en fil"


@action(
    "collection.add",
    permission=policies.may_keep,
    on="forum",
    audit="{actor} lagde et dokument i samlingen hos {forum}",
    silent=("title", "upload"),
)
def add(
    *, actor: Actor, forum: Forum, title: str, kind: str = "", review_on: date | None = None, is_closed: bool = False,  # noqa: ARG001
    upload: DocumentFile | None = None,
) -> Document:  # fmt: skip
    """Læg et dokument i forummets samling. Uden fil står det der som et dokument, der ligger et andet sted.

    Problem without a title, with a CPR number in it, for a kind that the forum does not have, without the day of
    review where the agreement wants one (SA-HJ-5.3c), and for a file that is not taken (kernel.uploads).
    """
    made = Document(forum=forum, at=clock.now(), **_fit(forum, title, kind, review_on, is_closed))
    if upload is not None:
        file = checked(upload)
        made.name, made.media_type = upload.name, file.media_type
        made.file.save(random_name(), ContentFile(file.content), save=False)
    made.save()
    return made


def _fit(forum: Forum, title: str, kind: str, review_on: date | None, is_closed: bool) -> dict[str, Any]:
    """What a document says of itself, found to be fit.

    One that the agreement wants cannot be closed: whether it is missing is told to everybody.
    """
    if not title.strip():
        raise Problem(what="Dokumentet mangler en titel.", do="Skriv, hvad det hedder.")
    if looks_like_cpr(title):
        raise Problem(what="Titlen ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")
    wanted = {one.id: one for one in wanted_of(forum)}
    if kind and kind not in wanted:
        raise Problem(what="Den slags dokument har forummet ikke.", do="Vælg en af forummets egne, eller ingen.")
    if kind and wanted[kind].review and review_on is None:
        what = f"»{wanted[kind].title}« skal have en dag, hvor det ses efter igen ({wanted[kind].clause})."
        raise Problem(what=what, do="Skriv dagen.")
    if kind and is_closed:
        raise Problem(what="Et dokument, som aftalen kræver, kan ikke være lukket.", do="Lad alle se det.")
    return {"title": title.strip(), "kind": kind, "review_on": review_on, "is_closed": is_closed}


def _standing(document: Document) -> Document:
    """The document, held until the action ends. Conflict when it is gone."""
    found = Document.objects.select_for_update().get(pk=document.pk)
    if found.gone_at is not None:
        raise Conflict(what="Dokumentet er taget ud af samlingen.", do="Læg det ind igen, hvis det skal være der.")
    return found


@action("collection.change", permission=policies.may_keep, on="document", audit="{actor} rettede {document}",
        silent=("title",))  # fmt: skip
def change(
    *, actor: Actor, document: Document, title: str, kind: str = "", review_on: date | None = None,  # noqa: ARG001
    is_closed: bool = False,
) -> Document:  # fmt: skip
    """Ret titlen, slagsen, dagen for eftersyn, og om det er lukket. De samme krav gælder, som da det kom ind."""
    found = _standing(document)
    for name, value in _fit(found.forum, title, kind, review_on, is_closed).items():
        setattr(found, name, value)
    found.save(update_fields=["title", "kind", "review_on", "is_closed"])
    return found


@action("collection.mark", permission=policies.may_keep, on="document", audit="{actor} mærkede {document}: {mark}",
        silent=("words",))  # fmt: skip
def mark(*, actor: Actor, document: Document, mark: str, words: str = "") -> Document:  # noqa: ARG001
    """Mærk et dokument: overdrages, udgår eller ikke taget stilling (MIN-4c). Problem når »udgår« ikke er begrundet."""
    if mark not in Document.MARKS:
        raise Problem(what="Det mærke findes ikke.", do="Vælg overdrages, udgår eller ikke taget stilling.")
    if mark == "drop" and not words.strip():
        raise Problem(what="Dokumentet skal udgå, men der står ikke hvorfor.", do="Skriv en kort begrundelse.")
    if looks_like_cpr(words):
        raise Problem(what="Begrundelsen ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")
    found = _standing(document)
    found.mark, found.words = mark, words.strip()
    found.save(update_fields=["mark", "words"])
    return found


@action("collection.take_away", permission=policies.may_keep, on="document",
        audit="{actor} tog {document} ud af samlingen")  # fmt: skip
def take_away(*, actor: Actor, document: Document) -> Document:  # noqa: ARG001
    """Tag et dokument ud af samlingen. Filen bliver slettet; at det har været der, bliver stående."""
    found = _standing(document)
    found.gone_at = clock.now()
    found.save(update_fields=["gone_at"])
    if found.file:
        storage, name = found.file.storage, str(found.file.name)
        transaction.on_commit(lambda: storage.delete(name))
    return found
