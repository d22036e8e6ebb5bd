"""The budget year of the demo: the retold catalogue taken up, checked and published, a round, and three scenarios.

Groups and their choices are invented; the figures are the catalogue's. Everything is made once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from tvaers.cli.demo_people import HOSPITAL
from tvaers.engine.access import queries as accounts
from tvaers.engine.budget import actions, queries, round_queries
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing import Choice
from tvaers.engine.budget.composition import composition, effects_laid_down
from tvaers.engine.budget.reading import read_catalogue
from tvaers.engine.forums import queries as forums
from tvaers.kernel import clock
from tvaers.kernel.action import System

Say = Callable[[str], None]
SYSTEM = System("opstart")
REGION, FORUM = "1081", "rn-forretningsudvalg"
CATALOGUE = Path(__file__).parent / "katalog-2024.txt"
TAKEN, TREATED, OPENED = (
    datetime(2023, month, day, 9, tzinfo=clock.COPENHAGEN) for month, day in ((8, 14), (8, 21), (9, 4))
)
GROUPS = {"Gruppe A": ("demo-gruppe-a", "demo-gruppe-a-sekretaer"), "Gruppe B": ("demo-gruppe-b",)}
EXPLAINED = {
    "I8": "Beløbet er lille, og prisniveauet bliver ens, når budgettet bliver lagt ind.",
    "LINJE": "Forslaget gælder hele regionen, så der er ingen enkelt virksomhed.",
}
FRAMED = 1_000_000_000
"""The adopted budget of the hospital in the demo, in kroner: half a per cent of it is 5,0 mio. kr. (BUD-13)."""
WRITTEN = actions.Text(
    theme="1.1", title="Flere senge om vinteren", background="Sengene er fyldt, når influenzaen kommer.",
    initiative="Afdelingen åbner otte senge fra december til marts.", consequence="Patienter ligger på gangen.",
    amounts={"2024": Interval(3_000_000, 4_500_000), "2025": Interval.of(3_000_000)},
)  # fmt: skip
SAVINGS = ("1.6-02", "1.6-05", "1.8-03", "1.9-01")
SCENARIOS: tuple[tuple[str, str, int, tuple[Choice, ...]], ...] = (
    ("Gruppe A", "Forsigtigt bud", 200, (Choice("1.2-02"),)),
    ("Gruppe A", "Psykiatrien først", 0, (Choice("1.4-02"), Choice("1.4-04"), Choice("1.4-05"))),
    ("Gruppe B", "Akutområdet først", 0, (
        Choice("1.2-01", amount=3_000_000), Choice("1.2-03"), Choice("1.1-06", start_month=7),
    )),
)  # fmt: skip
"""Group, name, risk in thousandths, and what is chosen beside the savings."""


@transaction.atomic
def fill(say: Say) -> bool:
    """Tell the budget year unless it is there; whether it was told now."""
    if queries.catalogues(SYSTEM).filter(party=REGION, year=2024).exists():
        return False
    say("Læser og tjekker budgetkataloget for 2024 …")
    with clock.fixed(TAKEN):
        version = actions.take_up(actor=SYSTEM, catalogue=read_catalogue(CATALOGUE), party=REGION)
        actions.take_findings(actor=SYSTEM, version=version)
        _explain(version)
        _propose(version.catalogue)
        actions.send_to_check(actor=SYSTEM, version=version)
        actions.take_effects(actor=SYSTEM, catalogue=version.catalogue, effects=effects_laid_down(version.catalogue))
    with clock.fixed(TREATED):
        actions.present(actor=SYSTEM, version=version, forum=forums.forum(SYSTEM, FORUM))
        despite = "Fundene står åbne i demoen, så man kan se dem."
        actions.publish(actor=SYSTEM, version=queries.version(SYSTEM, version.pk), despite=despite)
    with clock.fixed(OPENED):
        _negotiate(queries.version(SYSTEM, version.pk))
    return True


def _explain(version: queries.Version) -> None:
    """A few findings explained, so that each state can be seen."""
    for one in queries.findings(SYSTEM, version):
        reason = EXPLAINED.get(one.told["rule"])
        if reason:
            actions.explain(actor=SYSTEM, finding=one, reason=reason)


def _propose(catalogue: queries.Catalogue) -> None:
    """The frame of a hospital, and a proposal that its leader is writing."""
    actions.set_unit_frame(actor=SYSTEM, catalogue=catalogue, unit=HOSPITAL, base=FRAMED)
    actions.begin_draft(actor=SYSTEM, catalogue=catalogue, unit=HOSPITAL, text=WRITTEN)


def _negotiate(version: queries.Version) -> None:
    needs, rules = composition(version)
    name = "Budgetforhandling 2024"
    made = actions.open_round(actor=SYSTEM, version=version, name=name, rules=rules, needs=needs)
    groups = {one: _group(one, users) for one, users in GROUPS.items()}
    for group, title, risk, choices in SCENARIOS:
        _scenario(made, groups[group], title, risk, choices)


def _group(name: str, users: Sequence[str]) -> round_queries.Group:
    group = actions.found_group(actor=SYSTEM, party=REGION, name=name)
    for username in users:
        user = accounts.user_named(username)
        if user is not None:
            actions.seat_in_group(actor=SYSTEM, group=group, user=user)
    return group


def _scenario(
    made: round_queries.Round, group: round_queries.Group, title: str, risk: int, choices: Sequence[Choice]
) -> None:
    scenario = actions.open_scenario(actor=SYSTEM, round=made, group=group, name=title)
    actions.replace_choices(actor=SYSTEM, scenario=scenario, choices=[*map(Choice, SAVINGS), *choices])
    actions.set_risk(actor=SYSTEM, scenario=scenario, risk=risk)
