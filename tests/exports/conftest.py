"""A store of the test's own, and a statement to make papers of."""

from pathlib import Path
from typing import Any

import pytest
from tests.access.world import settle, statement_of

from tvaers.exports.statement import StatementPaper
from tvaers.kernel.action import System


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> None:
    settings.SETTLEMENT_STORE = tmp_path


@pytest.fixture
def paper(db: None) -> StatementPaper:  # noqa: ARG001
    """1,800.00 kr. in two lines, and one held row of 900.00 kr."""
    return StatementPaper(System(), statement_of(settle()))
