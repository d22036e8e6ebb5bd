"""Playing one scenario of forums, and comparing what it expects with what came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from pydantic import BaseModel, ValidationError

from tvaers.engine.cases.given import read_time
from tvaers.engine.forums.playing.duties import state_of, warnings
from tvaers.engine.forums.playing.looks import Row, rows_of
from tvaers.engine.forums.playing.steps import do
from tvaers.engine.forums.playing.world import World, set_up
from tvaers.engine.settlement.scenario import Check, Result
from tvaers.engine.settlement.scenario_models import Scenario
from tvaers.kernel import clock
from tvaers.kernel.errors import Problem
from tvaers.kernel.forum_scenarios import Attempt, ExpectedDeadline, ExpectedWork, Step
from tvaers.kernel.package import load_all

Shape = TypeVar("Shape", bound=BaseModel)
SECTIONS = ("items", "blocked", "followups", "meetings", "sees")
SHAPES: dict[str, type[BaseModel]] = {"deadlines": ExpectedDeadline, "worklist": ExpectedWork}
KNOWN = (*SECTIONS, *SHAPES, "warnings", "state", "allowed", "error")
"""What `then` can name of forums."""
PARTS = (
    "name",
    "what",
    "role",
    "title",
    "why",
    "text",
    "owner",
    "awaits",
    "awaits_met",
    "late_reason",
    "origin",
    "note",
    "waits",
)
"""What is met by a part of the text; the empty is met by nothing else."""
NOTHING = (None, "", "~", "null")


def play_scenario(scenario: Scenario) -> Result:
    """Play a scenario of forums and take everything back. The first refusal ends it, as in scenarios of cases."""
    with transaction.atomic():
        try:
            checks = tuple(_played(scenario))
        except Problem as problem:
            checks = (_refused(scenario, problem),)
        transaction.set_rollback(True)
    return Result(scenario, checks)


def _played(scenario: Scenario) -> Iterator[Check]:
    packages = load_all()
    if scenario.agreement not in packages:
        known = ", ".join(sorted(packages))
        raise Problem(what=f"Aftalen «{scenario.agreement}» findes ikke.", do=f"Vælg en af: {known}.")
    _check_known(scenario)
    steps = [(read_time(one.at), one) for one in _steps(scenario.when.events, Step)]
    first = steps[0][0] if steps else _end(scenario, [])
    world = set_up(packages[scenario.agreement], scenario.given, first)
    refused = _happen(world, steps)
    if scenario.then.error is not None or refused is not None:
        yield _refused(scenario, refused)
    with clock.fixed(_end(scenario, [when for when, _ in steps])):
        yield from _compared(scenario, world)


def _check_known(scenario: Scenario) -> None:
    """Raises Problem when `then` names something that forums cannot tell: it must not pass unseen."""
    unknown = sorted(scenario.then.model_fields_set - set(KNOWN))
    if unknown:
        raise Problem(what=f"Scenarier om fora kan ikke se på {', '.join(unknown)}.", do=f"Brug: {', '.join(KNOWN)}.")


def _happen(world: World, steps: Sequence[tuple[datetime, Step]]) -> Problem | None:
    """Do the steps until one is refused; that refusal."""
    for when, step in steps:
        try:
            with clock.fixed(when), transaction.atomic():
                do(world, step.event, step.by, step.data)
        except Problem as problem:
            return problem
    return None


def _end(scenario: Scenario, moments: Sequence[datetime]) -> datetime:
    """When the outcome is looked at: as written, else when the last thing happened."""
    written = scenario.when.as_of or scenario.as_of
    given = [read_time(one.at) for one in scenario.given.meetings]
    return read_time(written) if written else moments[-1] if moments else min(given, default=clock.now())


def _refused(scenario: Scenario, problem: Problem | None) -> Check:
    wanted = scenario.then.error or ""
    text = str(problem) if problem else "Hændelsen blev ikke afvist."
    return Check("error", wanted, text, bool(problem and wanted) and wanted.casefold() in text.casefold())


def _compared(scenario: Scenario, world: World) -> Iterator[Check]:
    for section in SECTIONS:
        expected = getattr(scenario.then, section)
        if expected is not None:
            yield from _section(world, section, expected)
    for section, shape in SHAPES.items():
        raw = getattr(scenario.then, section)
        if raw is not None:
            yield from _section(world, section, _steps(raw, shape))
    yield from _states(world, scenario.then.state)
    if scenario.then.warnings is not None:
        yield from _warned(warnings(world), scenario.then.warnings)
    for attempt in _steps(scenario.then.allowed or (), Attempt):
        yield _attempted(world, attempt)


def _states(world: World, wanted: Any) -> Iterator[Check]:
    """The state of the items and meetings named; a state alone is that of the first item, or of the first meeting."""
    if wanted is None:
        return
    first = next(iter([*world.items, *world.meetings]), "")
    for name, state in (wanted if isinstance(wanted, dict) else {first: wanted}).items():
        came = state_of(world, name)
        yield Check("state", {name: state}, " / ".join(came), str(state).casefold() in [one.casefold() for one in came])


def _warned(came: list[str], wanted: Sequence[str]) -> Iterator[Check]:
    """Each warning that is expected is a part of one that came; an empty list says that there are none."""
    for text in wanted:
        yield Check("warnings", text, came, any(text.casefold() in one.casefold() for one in came))
    if not wanted:
        yield Check("warnings", [], came, not came)


def _section(world: World, section: str, expected: Sequence[Any]) -> Iterator[Check]:
    """Each expected row takes one that came; an empty list says that there are none."""
    taken: list[Row] = []
    for wanted in expected:
        named = {name: getattr(wanted, name) for name in wanted.model_fields_set}
        came = [row for row in rows_of(world, section, wanted) if row not in taken]
        met = next((row for row in came if all(_equal(name, row[name], one) for name, one in named.items())), None)
        taken += [met] if met is not None and section != "sees" else []
        nearest = [row for row in came if row.get("id") == named.get("id")] or came
        yield Check(section, _plain(named), _plain(met or {}) or [_plain(row) for row in nearest], met is not None)
    if not expected:
        came = rows_of(world, section, None)
        yield Check(section, [], came, not came)


def _equal(name: str, came: Any, wanted: Any) -> bool:
    if wanted in NOTHING:
        return came in NOTHING
    if name == "missing":
        texts = [str(one).casefold() for one in came]
        return bool(wanted) == bool(texts) and all(any(one.casefold() in text for text in texts) for one in wanted)
    if name in PARTS and wanted:
        return str(wanted).casefold() in str(came).casefold()
    return bool(came == wanted)


def _plain(row: Row) -> Row:
    """What is told of a row: days as written, and nothing of what is empty."""
    said = {name: one for name, one in row.items() if one not in (None, "", ())}
    return {name: f"{one:%Y-%m-%d}" if isinstance(one, date) else one for name, one in said.items()}


def _attempted(world: World, attempt: Attempt) -> Check:
    """Whether something can be done now; it is taken back at once."""
    text = "Det kan gøres."
    try:
        with transaction.atomic():
            do(world, attempt.event, attempt.by, attempt.data)
            transaction.set_rollback(True)
    except Problem as problem:
        text = str(problem)
        holds = attempt.error is not None and attempt.error.casefold() in text.casefold()
    else:
        holds = attempt.error is None
    return Check("allowed", attempt.model_dump(exclude_defaults=True), text, holds)


def _steps(raw: Iterable[Any], shape: type[Shape]) -> list[Shape]:
    """What is written as steps. Problem that names what is wrong."""
    try:
        return [shape.model_validate(one) for one in raw]
    except ValidationError as error:
        wrong = ", ".join(".".join(map(str, one["loc"])) for one in error.errors(include_url=False))
        raise Problem(
            what="En hændelse i scenariet kan ikke læses.",
            why=f"Se på: {wrong}.",
            do="Skriv {at: tid, event: navn, by: rolle, data: {…}}.",
        ) from error
