"""What holds for every test: the names of parties that one test has read are not told to the next."""

import pytest

from tvaers.engine.parties import queries


@pytest.fixture(autouse=True)
def fresh_names() -> None:
    """The maps of names are kept by the process, so a load that a test rolls back would otherwise stay in them."""
    queries.forget()
