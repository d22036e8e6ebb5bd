"""The trial agreement beside the real ones, and people with one job each."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cases.fault_cases import Changed, change_in

from tvaers.engine.access import actions as access
from tvaers.engine.agreements import queries as agreements
from tvaers.engine.parties import actions as parties
from tvaers.kernel.action import System
from tvaers.kernel.package import Package, load_package

TRIAL = Path(__file__).parent / "pakke" / "proeve"
PARTIES = Path(__file__).parent / "parter"


@pytest.fixture(scope="session")
def trial() -> Package:
    """The trial agreement."""
    return load_package(TRIAL)


@pytest.fixture
def world(db: Any, trial: Package, monkeypatch: pytest.MonkeyPatch) -> Iterator[Package]:
    """A database with parties, where the trial agreement is the only one."""
    monkeypatch.setattr(agreements, "packages", lambda: {trial.id: trial})
    parties.load(actor=System(), folder=PARTIES)
    yield trial


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """Copies the trial agreement with one thing changed in its case type; gives the copy's folder."""
    return lambda old, new: change_in(tmp_path, old, new)


def person(name: str, job: str, scope: str) -> Any:
    """A user with one job for one party."""
    user = access.create_user(actor=System(), username=name, title=job)
    access.grant(actor=System(), user=user, role=job, scope=scope, reason="prøve", starts=date(2010, 1, 1))
    return user
