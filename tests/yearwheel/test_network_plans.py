"""The plans of the year of the networks (SA-SF-7.2.1b): each has one, due on 1 February."""

from datetime import date

import pytest

from tvaers.engine.agreements.queries import package

NETWORKS = ("chefjordemoderraadet", "sundhedsplejeforum", "rygestopnetvaerket", "hjerneskadesamraadet")


@pytest.mark.parametrize("network", NETWORKS)
def test_each_network_has_a_plan_due_on_1_february(network: str) -> None:
    duty = package("sundhedsaftale-midt-2011").obligations[f"aarsplan-{network}"]
    assert (duty.chain, duty.due_in(2012), duty.due_in(2015)) == ((network,), date(2012, 2, 1), None)
