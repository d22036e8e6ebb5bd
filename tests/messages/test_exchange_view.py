"""What the reading of a message must not miss: annulments that remove, and receivers that get a copy."""

from __future__ import annotations

import json

from tests.messages.course import HEART, TOWN, Course, told
from tests.messages.stay_bundle import as_json

from tvaers.engine.messages import building
from tvaers.engine.messages.profiles import codes
from tvaers.engine.messages.view import message_of


def test_an_annulment_that_removes_names_what_it_annuls() -> None:
    stin, annulled = told(Course(), "STIN", "AN_STIN")
    tree = json.loads(as_json(annulled).replace(b'"revision"', b'"removal"'))
    assert message_of(tree).history[-1].revises == (stin.header_id,)


def test_a_step_names_no_source() -> None:
    _, leave = told(Course(), "STIN", "STOR")
    tree = json.loads(as_json(leave).replace(b'"revision"', b'"source"'))
    assert message_of(tree).history[-1].revises == ()


def test_a_copy_is_told_apart_from_the_receiver_wherever_it_stands() -> None:
    (message,) = told(Course(), "STIN")
    tree = json.loads(as_json(message))
    header = tree["entry"][0]["resource"]
    use = {"url": codes.USE, "valueCoding": {"system": codes.DESTINATION_USE, "code": "cc"}}
    sender = building.refer({"resourceType": "Organization", "id": "sender"})
    header["destination"].insert(0, {"extension": [use], "receiver": sender})
    found = message_of(tree)
    assert (found.receiver.sor, [one.sor for one in found.copies]) == (TOWN.sor, [HEART.sor])
