"""The register as it is shipped, loaded once per test, and a name map that does not outlive its test."""

from collections.abc import Iterator

import pytest

from tvaers.engine.parties import actions, queries
from tvaers.kernel.action import System


@pytest.fixture(autouse=True)
def fresh_names() -> Iterator[None]:
    queries.forget()
    yield
    queries.forget()


@pytest.fixture
def register(db: None) -> actions.Loaded:  # noqa: ARG001
    return actions.load(actor=System())
