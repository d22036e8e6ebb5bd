"""The budget agreement: made from a scenario that holds, signed by groups, and kept line by line.

What is needed but was not chosen gets a row of its own, so that nobody forgets to say what becomes of it (BUD-14).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from tvaers.engine.budget import policies
from tvaers.engine.budget.composing.figures import Line, Stand
from tvaers.engine.budget.composing.shapes import Need, Rules
from tvaers.engine.budget.composition import unit_keys
from tvaers.engine.budget.locking import fresh
from tvaers.engine.budget.models import AgreedLine, Agreement, Group, Proposal, Rejection, Round, Scenario
from tvaers.engine.budget.stages import move
from tvaers.engine.budget.standings import shapes_of, stand_of
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem


@action("budget.agree", permission=policies.may_decide, on="scenario", audit="{actor} noterede {result}")
def agree(
    *, actor: Actor, scenario: Scenario, signed_by: Sequence[Group], signed_on: date,
    administrative: Mapping[str, int] | None = None,
) -> Agreement:  # fmt: skip
    """Notér en budgetaftale ud fra en opstilling, som grupperne har skrevet under på.

    `administrative` are parts of the frame that the region must find itself, in kroner by label (BUD-11); a report on
    them is due on 31 December of the year before. Conflict when the scenario does not balance.
    """
    scenario = fresh(scenario)
    if not policies.may_see_scenario(actor, scenario):
        raise Conflict(what="Opstillingen er ikke den fælles.", do="Aftal ud fra rundens fælles opstilling.")
    _check(scenario, signed_by, signed_on)
    needs, rules, _ = shapes_of(scenario)
    found = stand_of(scenario)
    if found.faults:
        raise Conflict(
            what="Opstillingen kan ikke aftales endnu.", do="Ret det, eller ændr opstillingen.",
            findings=tuple(one.text for one in found.faults),
        )  # fmt: skip
    version = move(fresh(scenario.round.catalogue_version), "agree")
    made = Agreement.objects.create(
        catalogue_version=version, scenario=scenario, signed_by=[one.name for one in signed_by], signed_on=signed_on,
        document=_document(scenario, found), report_due=date(version.catalogue.year - 1, 12, 31),
    )  # fmt: skip
    _write_lines(made, found, rules, administrative or {})
    _write_rejections(made, found, needs, rules)
    Round.objects.filter(pk=scenario.round_id, closed_at=None).update(closed_at=clock.now())
    return made


def _check(scenario: Scenario, signed_by: Sequence[Group], signed_on: date) -> None:
    party = policies.party_of(scenario)
    if not signed_by or any(one.party != party for one in signed_by):
        raise Problem(what="Der mangler underskrifter, eller en gruppe hører til en anden region.")
    if signed_on > clock.today():
        raise Problem(what="Dagen ligger i fremtiden.", do="Skriv den dag, aftalen blev indgået.")
    if scenario.round.closed_at is not None:
        raise Conflict(what="Runden er lukket.", do="Aftal ud fra en åben runde.")


def _document(scenario: Scenario, found: Stand) -> dict[str, object]:
    """The scenario as it was agreed, as plain values."""
    _, _, choices = shapes_of(scenario)
    return {
        "name": scenario.name, "risk": scenario.risk, "choices": [asdict(one) for one in choices],
        "warnings": [one.text for one in found.warnings],
        "effects": [
            {"kind": one.kind, "key": one.key, "other": one.other, "pot": one.pot,
             "amounts": {period: amount.at for period, amount in one.amounts.items()}}
            for one in found.effects
        ],
    }  # fmt: skip


def _write_lines(agreement: Agreement, found: Stand, rules: Rules, administrative: Mapping[str, int]) -> None:
    pools = {
        one.key for one in Proposal.objects.filter(version=agreement.catalogue_version) if one.is_pool
    } | {one.second for one in rules.links if one.kind == "draws"}  # fmt: skip
    AgreedLine.objects.bulk_create(
        AgreedLine(
            agreement=agreement, key=one.key, title=one.title, amount=amount_of(one, rules.hard),
            amounts={period: placed.whole.at for period, placed in one.amounts.items()}, is_pool=one.key in pools,
        )
        for one in found.lines if one.state != "left"
    )  # fmt: skip
    AgreedLine.objects.bulk_create(
        AgreedLine(agreement=agreement, key=label[:60], title=label, amount=amount, is_administrative=True,
                   amounts={rules.hard: amount})
        for label, amount in administrative.items()
    )  # fmt: skip


def amount_of(line: Line, period: str) -> int:
    """What a line costs in a period at the chosen risk, in kroner; 0 where it states nothing."""
    placed = line.amounts.get(period)
    return placed.whole.at if placed else 0


def _write_rejections(agreement: Agreement, found: Stand, needs: Sequence[Need], rules: Rules) -> None:
    """Growth that was not chosen, with the least it would have cost; one that has begun is a task for its unit."""
    by_key = {one.key: one for one in needs}
    for line in found.lines:
        stated = by_key[line.key].amounts.get(rules.hard)
        if line.state not in ("left", "partly") or stated is None or line.is_saving:
            continue
        units = unit_keys(agreement.catalogue_version.catalogue, line.units)
        started = by_key[line.key].is_started
        Rejection.objects.create(
            agreement=agreement, key=line.key, title=line.title, units=units, is_started=started,
            amount=stated.low - amount_of(line, rules.hard), state="internal" if started else "",
            unit=units[0] if started and units else "",
        )  # fmt: skip
