"""A store of the module's own, and a statement to make papers of."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings
from tests.access.world import settle, statement_of

from tvaers.exports.statement import StatementPaper
from tvaers.kernel.action import System


@pytest.fixture(scope="module", autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with override_settings(SETTLEMENT_STORE=tmp_path_factory.mktemp("store")):
        yield


@pytest.fixture(scope="module")
def settled_run(kept: None, own_store: None) -> Any:  # noqa: ARG001
    """A run that no test changes."""
    return settle()


@pytest.fixture
def paper(db: None, settled_run: Any) -> StatementPaper:  # noqa: ARG001
    """1,800.00 kr. in two lines, and one held row of 900.00 kr."""
    return StatementPaper(System(), statement_of(settled_run))
