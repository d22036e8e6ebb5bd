"""Loading parties."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

import tvaers
from tvaers.engine.parties import names, policies, writing
from tvaers.engine.parties.reading import read_folder
from tvaers.kernel.action import Actor, action

FOLDER = Path(tvaers.__file__).parent / "content" / "nationalt" / "parter"


@dataclass(frozen=True)
class Loaded:
    """What a load did, in numbers of facts; `parties` is how many parties are new."""

    parties: int
    added: int
    replaced: int
    unchanged: int

    @property
    def wrote(self) -> bool:
        """Whether anything at all was written."""
        return bool(self.parties or self.added or self.replaced)

    def __str__(self) -> str:
        new = f"{self.parties} {'ny part' if self.parties == 1 else 'nye parter'}"
        return f"{new}; {self.added} oplysninger tilføjet, {self.replaced} erstattet, {self.unchanged} uændret"


@action("parties.load", permission=policies.may_load, audit="{actor} indlæste parter: {result}")
def load(*, actor: Actor, folder: Path | None = None) -> Loaded:  # noqa: ARG001
    """Indlæs parter og deres oplysninger fra en mappe med YAML-filer.

    A second load of the same files writes no facts. A fact that a file no longer gives, for a party in the files, is
    marked as replaced now and stays in the history. Problem with file and line of each fault; then nothing is loaded.
    """
    declared = read_folder(folder or FOLDER)
    parties = writing.save_parties(declared)
    added, replaced, unchanged = writing.save_facts(declared)
    names.forget()
    transaction.on_commit(names.forget)
    return Loaded(parties, added, replaced, unchanged)
