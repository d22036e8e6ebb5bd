"""Receipt codes: a reporter follows one status with a code, and a code that was never given tells nothing."""

from typing import Any

import pytest
from tests.cases.conftest import person

from tvaers.engine.cases import actions, receipts
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.models import Receipt


@pytest.fixture
def opened(world: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A case of the trial type, which now gives a receipt of its size."""
    type = world.case_types["request"].model_copy(update={"receipt": "size"})
    monkeypatch.setitem(world.case_types, "request", type)
    nurse = person("n", "sygeplejerske", "afsnit-a")
    opening = Opening(world.id, type, "afsnit-a", "sender")
    return actions.open_case(actor=nurse, opening=opening, given=Given({"subject": "Seng", "to": "0851"}))


def test_the_code_tells_the_status(opened: Any) -> None:
    assert receipts.told(opened.receipt_code) == receipts.Told("Anmodning", "small")


def test_small_letters_and_no_hyphens_will_do(opened: Any) -> None:
    assert receipts.told(opened.receipt_code.lower().replace("-", "")) is not None


def test_another_code_tells_nothing(opened: Any) -> None:
    assert receipts.told("AAAA-AAAA-AAAA-AAAA") is None


def test_the_code_itself_is_not_kept(opened: Any) -> None:
    assert opened.receipt_code.replace("-", "") not in str(Receipt.objects.values_list())


def test_the_page_tells_the_status_to_whoever_has_the_code(opened: Any, client: Any) -> None:
    client.force_login(person("m", "visitator", "0851"))
    page = client.post("/forloeb/kvittering", {"code": opened.receipt_code})
    assert "small" in page.content.decode()


def test_the_page_says_when_a_code_is_not_known(opened: Any, client: Any) -> None:
    client.force_login(person("m", "visitator", "0851"))
    page = client.post("/forloeb/kvittering", {"code": "AAAA-AAAA-AAAA-AAAA"})
    assert "Koden kendes ikke" in page.content.decode()
