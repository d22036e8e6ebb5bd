"""A referral accepted at the highly specialised level writes a draft of the letter to the home region (BA-2.3a)."""

from __future__ import annotations

from typing import Any

import pytest

from tvaers.engine.cases.scenario import play
from tvaers.engine.cases.spawning import Spawned, spawned
from tvaers.kernel.package import CONTENT, Package, load_package

LETTER = Spawned(
    "notification_letter",
    "draft",
    {"home_region": "1081", "treating_region": "1082", "specialty": "oncology", "level_reason": "Sjælden tumor"},
    citizen=True,
)


@pytest.fixture(scope="module")
def package() -> Package:
    return load_package(CONTENT / "nordmidt" / "benyttelsesaftale-2021")


def opened(
    package: Package, level: str = "highly_specialised", accepted_on: str = "2021-05-04", **given: Any
) -> tuple[Spawned, ...]:
    """What accepting the patient opens."""
    data = {
        "opened_at": "2021-05-03T09:00", "to_department": "afdelingen", "receiving_region": "1082",
        "home_region": "1081", "specialty": "oncology", "referred_on": "2021-05-03", **given,
    }  # fmt: skip
    accept = {
        "at": f"{accepted_on}T09:00", "event": "accept", "by": "department",
        "data": {"level": level, "level_reason": "Sjælden tumor"},
    }  # fmt: skip
    return spawned(play(package, "referral", data, [accept], None).case)


def test_a_draft_of_the_letter_is_opened(package: Package) -> None:
    assert opened(package) == (LETTER,)


def test_the_main_level_needs_no_letter(package: Package) -> None:
    assert opened(package, "main") == ()


def test_the_regions_own_resident_needs_no_letter(package: Package) -> None:
    assert opened(package, home_region="1082") == ()


@pytest.mark.parametrize(("accepted_on", "drafts"), [("2022-05-04", 0), ("2022-05-05", 1)])
def test_a_letter_that_holds_is_used_again(package: Package, accepted_on: str, drafts: int) -> None:
    letters = [{"specialty": "oncology", "issued_on": "2021-05-05"}]
    assert len(opened(package, accepted_on=accepted_on, letters=letters)) == drafts
