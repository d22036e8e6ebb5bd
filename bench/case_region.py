"""A synthetic region of cases: some hundred made through the actions, and then many like each of them, row for row.

Copies differ in number and citizen only, so what is true of a made case (its rows are what its events make of it) is
true of its copies; `faults` checks that on a sample. Everybody in it is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from tvaers.engine.agreements import queries as agreements
from tvaers.engine.cases import actions, bulk, core, stay_rows, store
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.board import PHASE
from tvaers.engine.cases.duties import moves
from tvaers.engine.cases.models import Case, Notice
from tvaers.engine.citizens import actions as citizens
from tvaers.kernel import clock
from tvaers.kernel.action import System

PACKAGE, TYPE = "hjaelpemiddelaftale-nord-2025", "discharge"
NOW = datetime(2026, 6, 15, 10, 0, tzinfo=clock.COPENHAGEN)
WARDS = (
    "aalborg-universitetshospital", "regionshospital-nordjylland", "psykiatrien-region-nordjylland",
    "rhn-broenderslev", "rhn-frederikshavn", "neuroenhed-nord",
)  # fmt: skip
TOWNS = ("0851", "0860", "0813", "0820", "0787", "0849", "0840", "0846", "0810", "0773", "0825")
AT_A_TIME = 500
SYSTEM = System("bench")
HOSPITAL, DOCTOR, TOWN = ("hospital", "sygeplejerske"), ("hospital", "laege"), ("municipality", "visitator")
Step = tuple[str, tuple[str, str], dict[str, Any]]
START: tuple[Step, ...] = (
    ("assess_services", HOSPITAL, {"municipal_help": "yes", "services": ["nursing"]}),
    ("notify_municipality", HOSPITAL, {}),
)
PLANNED: tuple[Step, ...] = (*START, ("expect_discharge", HOSPITAL, {"expected_at": "+3"}))
HOME: tuple[Step, ...] = (*PLANNED, ("discharge_home", HOSPITAL, {}))
ENDED: tuple[Step, ...] = (*START, ("discharge_home", HOSPITAL, {}), ("close", TOWN, {}))
ENDED_LONG: tuple[Step, ...] = (*HOME, ("send_nursing_note", HOSPITAL, {"nursing_note": "Sår"}), ("close", TOWN, {}))
PLANS: tuple[tuple[tuple[Step, ...], int], ...] = (
    (START, 30), (PLANNED, 20), (HOME, 20), (ENDED, 400), (ENDED_LONG, 60),
)  # fmt: skip
"""What happens in a case after it is opened, and how many days ago it began at most: those open are young."""
SHARES = (0, 1, 2, 3, 3, 3, 3, 4, 4, 4)
"""Which plan each tenth of the cases follows: three of ten are open."""


@dataclass(frozen=True)
class Size:
    """How many cases there are, of which kind of copies."""

    cases: int
    made: int

    @property
    def copies(self) -> int:
        """How many cases are like each one made, itself included."""
        return self.cases // self.made


def make(number: int) -> Case:
    """One case through the actions. The same number gives the same events."""
    steps, days = PLANS[SHARES[number % len(SHARES)]]
    began = NOW - timedelta(days=1 + number * 7 % days, hours=number % 9)
    opening = Opening(PACKAGE, agreements.package(PACKAGE).case_types[TYPE], WARDS[number % len(WARDS)], *HOSPITAL)
    town = TOWNS[number // 3 % len(TOWNS)]
    given = {"setting": "bed_ward", "home_municipality": town, "ward": f"Afsnit {number % 40}"}
    with clock.fixed(began):
        citizen = citizens.register(actor=SYSTEM, pseudonym=f"bench-{number}")
        case = actions.open_case(actor=SYSTEM, opening=opening, given=Given(given), citizen=citizen)
    for place, (event, (role, job), values) in enumerate(steps, 1):
        party = town if role == "municipality" else opening.party
        with clock.fixed(began + timedelta(minutes=10 * place)):
            data = {name: _value(value, began) for name, value in values.items()}
            doer = core.Doer(party, role, job)
            case = actions.act(actor=SYSTEM, case=case, event=event, given=Given(data), doer=doer)
    return case


def _value(value: Any, began: datetime) -> Any:
    return f"{began + timedelta(days=int(value)):%Y-%m-%dT%H:%M}" if str(value).startswith("+") else value


COPY = """
CREATE TEMP TABLE made AS SELECT c.id AS old, c.number AS was, m.text FROM cases_case c JOIN made_text m ON m.id = c.id;
CREATE TEMP TABLE copied AS
  SELECT old, was, text, n, nextval(pg_get_serial_sequence('cases_case', 'id')) AS id,
         nextval(pg_get_serial_sequence('citizens_citizen', 'id')) AS who,
         'UDS-' || upper(substr(md5(old || '.' || n), 1, 4) || '-' || substr(md5(old || ',' || n), 1, 8)) AS number
  FROM made, generate_series(1, %(copies)s) n;
INSERT INTO citizens_citizen (id, pseudonym) SELECT who, 'bench-' || old || '-' || n FROM copied;
INSERT INTO cases_case (id, number, type, package, citizen_id, state, is_open, version, data, title, search, opened_at,
                        changed_at, closed_at)
  SELECT p.id, p.number, c.type, c.package, p.who, c.state, c.is_open, c.version, c.data, c.title,
         to_tsvector('danish', replace(p.text, p.was, p.number)), c.opened_at, c.changed_at, c.closed_at
  FROM copied p JOIN cases_case c ON c.id = p.old;
INSERT INTO cases_event (case_id, {event}) SELECT p.id, {event} FROM copied p JOIN cases_event t ON t.case_id = p.old;
INSERT INTO cases_caseparty (case_id, type, role, party)
  SELECT p.id, type, role, party FROM copied p JOIN cases_caseparty t ON t.case_id = p.old;
INSERT INTO cases_turn (case_id, {turn}) SELECT p.id, {turn} FROM copied p JOIN cases_turn t ON t.case_id = p.old;
INSERT INTO cases_notice (case_id, {notice})
  SELECT p.id, {notice} FROM copied p JOIN cases_notice t ON t.case_id = p.old;
"""


def _columns(table: str) -> str:
    """The columns of a table that a copy takes as they are: all but its own key and its case."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, table)
    return ", ".join(f't."{one.name}"' for one in found if one.name not in ("id", "case_id"))


def copy(size: Size) -> None:
    """Write the copies of every case there is, in a few statements."""
    texts = [(row.pk, store.searched(row, store.read(row))) for row in Case.objects.order_by("pk")]
    names = {name: _columns(f"cases_{name}") for name in ("event", "turn", "notice")}
    plain = {name: text.replace("t.", "") for name, text in names.items()}
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE made_text (id bigint, text text)")
        cursor.executemany("INSERT INTO made_text VALUES (%s, %s)", texts)
        for statement in COPY.split(";\n"):
            if statement.strip():
                cursor.execute(_filled(statement, names, plain), {"copies": size.copies - 1})


def _filled(statement: str, names: dict[str, str], plain: dict[str, str]) -> str:
    """The columns' names: bare in the list to insert into, of `t` in what is selected."""
    for name, columns in names.items():
        first, mark, rest = statement.partition("{" + name + "}")
        statement = first + (plain[name] + rest.replace("{" + name + "}", columns) if mark else "")
    return statement


def write_stays() -> None:
    """The rows that boards choose from, as the daily refresh would write them; nothing when they are there."""
    states = [one.id for one in agreements.package(PACKAGE).case_types[TYPE].states if one.phase == PHASE]
    missing = Case.objects.filter(type=TYPE, state__in=states, stay=None).order_by("pk")
    with clock.fixed(NOW):
        while rows := list(missing.values_list("pk", flat=True)[:AT_A_TIME]):
            for one in bulk.fold(Case.objects.filter(pk__in=rows)):
                stay_rows.write(one.row, one.case, NOW)


def settle() -> None:
    """Notices of more than a week ago have been read; and the database takes stock, as it does by itself in time."""
    write_stays()
    read_before = NOW - timedelta(days=7)
    Notice.objects.filter(at__lt=read_before, read_at=None).update(read_at=NOW, read_by="bench")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def faults(sample: int) -> list[str]:
    """The numbers of those among `sample` cases whose rows are not what their events make of them."""
    wrong = []
    for row in Case.objects.order_by("?")[:sample]:
        case = store.read(row)
        parties = {(role, party) for role, found in case.parties.items() for party in found}
        turns = {(one.party, one.role, one.what, one.due, one.remind) for one in moves(case, row.changed_at)}
        is_same = (
            (row.state, row.data, row.version) == (case.state, dict(case.data), len(case.events))
            and parties == set(row.parties.values_list("role", "party"))
            and turns == set(row.turns.values_list("party", "role", "what", "due", "remind"))
        )
        wrong += [] if is_same else [row.number]
    return wrong
