"""The register as it is shipped, loaded once per test."""

import pytest

from tvaers.engine.parties import actions
from tvaers.kernel.action import System


@pytest.fixture
def register(db: None) -> actions.Loaded:  # noqa: ARG001
    return actions.load(actor=System())
