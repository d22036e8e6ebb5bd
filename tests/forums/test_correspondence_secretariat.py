"""The working group on misdirected messages has two secretaries, one from each side (MIN-9g)."""

import pytest

from tvaers.engine.agreements.queries import packages
from tvaers.engine.forums.composition import Seated, lacks

REGION, MUNICIPAL = (Seated(name, "sekretaer", side) for name, side in (("R", "region"), ("K", "municipality")))


@pytest.mark.parametrize(
    ("seated", "expected"),
    [
        ([REGION, MUNICIPAL], []),
        ([REGION], ["Sekretariatet har 1 af 2 sekretærer."]),
        ([REGION, Seated("R2", "sekretaer", "region")], ["Sekretariatet mangler en sekretær for kommunerne."]),
        (
            [REGION, MUNICIPAL, Seated("K2", "sekretaer", "municipality")],
            ["Sekretariatet har 3 sekretærer på 2 pladser."],
        ),
    ],
)
def test_the_secretariat_is_shared(seated: list[Seated], expected: list[str]) -> None:
    type = packages()["samarbejdsfora-nord-2025"].forums["arbejdsgruppe-korrespondance"]
    assert [one.text for one in lacks(type, seated) if one.about == "secretary"] == expected
