"""Activity delivered over the API: the files are put in a folder of their own and taken in as any other delivery."""

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ninja import UploadedFile

from tvaers.engine.settlement import queries
from tvaers.engine.settlement.activity import Activity, take_in
from tvaers.kernel.errors import Problem

_NAME = re.compile(r"[a-z_]{1,40}\.(csv|parquet)")


def received(files: Sequence[UploadedFile]) -> Activity:
    """The activity in some files. Problem for a name that is no table's, BadRows for rows that cannot be read."""
    with tempfile.TemporaryDirectory(prefix="tvaers-") as made:
        for file in files:
            path = Path(made) / _name(file)
            if path.exists():
                raise Problem(what=f"Filen {path.name} er med to gange.", do="Send hver tabel én gang.")
            with path.open("wb") as target:
                for chunk in file.chunks():
                    target.write(chunk)
        return take_in(Path(made), queries.activity_store())


def _name(file: UploadedFile) -> str:
    name = file.name or ""
    if not _NAME.fullmatch(name):
        raise Problem(
            what="En af filerne har ikke navn efter en tabel.",
            why="Filens navn siger, hvilken tabel den er.",
            do="Kald filerne contacts.csv, tariffs.csv og så videre, eller .parquet.",
        )
    return name
