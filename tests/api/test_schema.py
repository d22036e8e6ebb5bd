"""The API answers as its description says, whatever it is asked, and the description changes on purpose only."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ninja import Schema
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.access.cases import change
from tests.access.world import K1, USAGE, person, settle, statement_of

from tvaers.api.root import api
from tvaers.api.schema import FILE, document
from tvaers.engine.settlement import actions
from tvaers.kernel.action import System

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 4
TOKEN = "t" * 32
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_description_is_unchanged_or_changed_on_purpose() -> None:
    assert FILE.read_text(encoding="utf-8") == document(), "Renew it with: python -m tvaers.api.schema"


def test_every_operation_says_what_it_does_and_how_it_refuses() -> None:
    for path in api.get_openapi_schema()["paths"].values():
        for operation in path.values():
            assert operation["description"]
            assert {200, 403, 404, 422} <= set(operation["responses"])


def shapes(of: type[Schema] = Schema) -> Iterator[type[Schema]]:
    """Every shape of the API. Modules are all loaded with its root."""
    for found in of.__subclasses__():
        yield found
        yield from shapes(found)


def test_no_two_shapes_share_a_name() -> None:
    """The description keeps one shape of a name, so the other would be described as something that it is not."""
    homes: dict[str, set[str]] = {}
    for one in shapes():
        if one.__module__.startswith("tvaers.api."):
            homes.setdefault(one.__name__, set()).add(one.__module__)
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Requests leave the connection of the test open, as those of Django's own test client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known(db: None) -> dict[str, list[Any]]:  # noqa: ARG001
    """Values that exist, by the beginning of the path that they belong in."""
    run = settle()
    statement = actions.send_statement(actor=System(), statement=statement_of(run))
    asked = actions.object_to_lines(actor=System(), statement=statement, lines={K1: 90_000}, reason="Forkert niveau")
    return {
        "/api/v1/runs": [run.pk],
        "/api/v1/statements": [statement.pk],
        "/api/v1/objections": [asked.pk],
        "/api/v1/lines": [K1],
        "/api/v1/agreements": [USAGE],
        "/api/v1/users": ["afregner"],
    }


@cache
def operations() -> tuple[Any, ...]:
    """Every operation as the description tells it; read once, as that and what is asked of each take long to make."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    return tuple(found.ok() for found in schema.get_all_operations())


def session_operations() -> Iterator[Any]:
    """The operations that a login opens; the others, as a broker's, have credentials of their own."""
    for operation in operations():
        if any("SessionAuth" in way for way in operation.definition.raw.get("security", ())):
            yield operation


def closed_operations() -> Iterator[Any]:
    """The operations that somebody must be known for; the others are what everybody may read."""
    for operation in operations():
        if operation.definition.raw.get("security"):
            yield operation


def test_what_everybody_may_read_says_so_in_its_address() -> None:
    open_ones = {one.full_path for one in operations()} - {one.full_path for one in closed_operations()}
    assert open_ones and all(path.startswith("/api/v1/public/") for path in open_ones)


def cookies_of(user: Any, client: Any) -> dict[str, str]:
    """The session of a user, with the CSRF token that writes need; a Cookie header would be dropped on the way."""
    client.force_login(user)
    return {"sessionid": client.cookies["sessionid"].value, "csrftoken": TOKEN}


def ask(operation: Any, cookies: dict[str, str], known: dict[str, list[Any]], times: int = EXAMPLES) -> set[int]:
    """Ask an operation a few things, half of them about something that exists; the codes that it answers."""
    exists = next((values for start, values in known.items() if operation.full_path.startswith(f"{start}/{{")), None)
    codes: set[int] = set()

    @settings(BOUNDED, max_examples=times)
    @given(case=operation.as_strategy(), real=st.booleans(), choice=st.sampled_from(exists or [None]))
    def run(case: Any, real: bool, choice: Any) -> None:
        if real and choice is not None:
            case.path_parameters = {**case.path_parameters, operation.path.split("{")[1].split("}")[0]: choice}
        response = case.call(headers={"X-CSRFToken": TOKEN} if cookies else {}, cookies=cookies)
        case.validate_response(response, checks=CHECKS)
        codes.add(response.status_code)

    run()
    return codes


def test_afregner_meets_no_fault_of_ours(known: dict[str, list[Any]], client: Any) -> None:
    cookies, codes = cookies_of(person("afregner", "afregner", "1081"), client), set[int]()
    for operation in session_operations():
        codes |= ask(operation, cookies, known)
    assert 200 in codes and 401 not in codes and max(codes) < 500


def test_regional_visitator_meets_no_fault_of_ours_in_cases(known: dict[str, list[Any]], client: Any) -> None:
    places = {**known, "/api/v1/cases": [change("notify").number], "/api/v1/case-types": ["structural_change"]}
    cookies, codes = cookies_of(person("visitator", "regional_visitator", "1081"), client), set[int]()
    for operation in session_operations():
        if "cases" in operation.tags:
            codes |= ask(operation, cookies, places)
    assert 200 in codes and 401 not in codes and max(codes) < 500


def test_revisor_reads_and_changes_nothing(known: dict[str, list[Any]], client: Any) -> None:
    cookies, read = cookies_of(person("revisor", "revisor", "*"), client), set[int]()
    for operation in session_operations():
        codes = ask(operation, cookies, known, times=2)
        if operation.method.upper() == "GET":
            read |= codes
        else:
            assert min(codes) >= 400 and max(codes) < 500, operation.label
    assert 200 in read and 401 not in read


def test_nobody_gets_nothing(known: dict[str, list[Any]]) -> None:
    for operation in closed_operations():
        codes = ask(operation, {}, known, times=1)
        assert min(codes) >= 400 and max(codes) < 500, operation.label
