"""Where activity and lines are kept on disk: `<store>/activity/<hash>/` and `<store>/runs/<name>/`.

A run is written to a folder beside and moved into place when it is whole. A folder that no run in the database names
was left by a process that was killed; `sweep` removes it.
"""

import hashlib
import shutil
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings

import tvaers


def root() -> Path:
    """The store."""
    return Path(settings.SETTLEMENT_STORE)


def activity_store() -> Path:
    """Where taken-in activity lies."""
    path = root() / "activity"
    path.mkdir(parents=True, exist_ok=True)
    return path


def runs_store() -> Path:
    """Where the runs lie."""
    path = root() / "runs"
    path.mkdir(parents=True, exist_ok=True)
    return path


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for work in progress, gone afterwards. What is to stay is moved out of it."""
    path = root() / "scratch" / uuid.uuid4().hex
    path.mkdir(parents=True)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def put(folder: Path, name: str) -> Path:
    """Move a finished folder into its place among the runs."""
    target = runs_store() / name
    if target.exists():
        shutil.rmtree(target)
    folder.rename(target)
    return target


def sweep(known: Collection[str]) -> list[str]:
    """Remove the run folders that are not known, and all work in progress; returns what it removed."""
    shutil.rmtree(root() / "scratch", ignore_errors=True)
    left = [path for path in runs_store().iterdir() if path.name not in known]
    for path in left:
        shutil.rmtree(path)
    return [path.name for path in left]


@lru_cache(maxsize=1)
def code_version() -> str:
    """The version of the code that prices: a hash over the kernel's and the settlement's own files."""
    home = Path(tvaers.__file__).parent
    digest = hashlib.sha256()
    for folder in (home / "kernel", home / "engine" / "settlement"):
        for file in sorted(folder.glob("*.py")):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]
