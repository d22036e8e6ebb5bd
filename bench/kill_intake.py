"""Kills a process with kill -9 at a random moment while it takes messages in, then sends what got no answer again.

    python bench/kill_intake.py [--runs 120] [--seed 1]

Each run has its own stream of notices about several citizens, in any order and some twice. The sender counts a message
as answered when the process has said so after its commit. Afterwards nothing answered may be missing or doubled, and
the database must say the same as after an undisturbed run. Ends with 1 at the first difference, and prints the seed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tvaers.settings")

import django  # noqa: E402

django.setup()

from django.db import connection, connections  # noqa: E402
from tests.messages.course import HEART, LUNGS, TOWN, Course, at  # noqa: E402
from tests.messages.in_force import BACK, in_force  # noqa: E402
from tests.messages.stay_bundle import as_json  # noqa: E402

from tvaers.engine.agreements import queries as agreements  # noqa: E402
from tvaers.engine.cases.models import Case  # noqa: E402
from tvaers.engine.citizens import actions as citizens  # noqa: E402
from tvaers.engine.citizens.cpr import Cpr  # noqa: E402
from tvaers.engine.messages import actions, store  # noqa: E402
from tvaers.engine.messages.actions import Raw  # noqa: E402
from tvaers.engine.messages.models import Incoming, Location, Outgoing, Relation  # noqa: E402
from tvaers.engine.messages.stay import picture  # noqa: E402
from tvaers.engine.parties import actions as parties  # noqa: E402
from tvaers.kernel import audit  # noqa: E402
from tvaers.kernel.action import System  # noqa: E402
from tvaers.kernel.clock import fixed  # noqa: E402

PARTY, HOSPITAL = "0615", "regionshospitalet-horsens-og-braedstrup"
KNOWN = [Cpr(f"01013943{number:02}") for number in range(21, 24)]
UNKNOWN = Cpr("0202394321")
COURSES = (
    ("STIN", "STOR", "SLOR", "SLHJ"),
    ("STAA", "STIN", "SLHJ", "RE_SLHJ"),
    ("STIN", "MORS"),
    ("STIN", "SLHJ", "AN_SLHJ"),
)
NOW = at(200) + BACK
BACK_DAY = NOW.date().replace(year=2011)
SYSTEM = System("kill_intake")
EMPTIED = "exchange_incoming, exchange_outgoing, exchange_misdirected, cases_case"


def stream(chance: random.Random) -> list[bytes]:
    """The messages of one run: a course for each citizen, mixed, a few of them twice."""
    found = []
    for number, cpr in enumerate([*KNOWN, UNKNOWN]):
        course = Course(f"c{number}", chance.choice((HEART, LUNGS)))
        codes = chance.choice(COURSES)
        found += [as_json(in_force(course.tell(code, hour, cpr=cpr))) for hour, code in enumerate(codes)]
    found += chance.choices(found, k=3)
    chance.shuffle(found)
    return found


def prepare() -> None:
    """The parties, the register of numbers, and the citizens that the town knows; agreements as they are now."""
    loaded = agreements.packages()
    agreements.packages = lambda: loaded
    parties.load(actor=SYSTEM)
    for one, party in ((TOWN, PARTY), (HEART, HOSPITAL), (LUNGS, HOSPITAL)):
        Location.objects.create(sor=one.sor, gln=one.gln, party=party, name=one.name, starts=BACK_DAY, ours=one is TOWN)
    for cpr in KNOWN:
        citizen = citizens.register(actor=SYSTEM, cpr=cpr)
        Relation.objects.create(citizen=citizen, party=PARTY, basis="prøve", starts=BACK_DAY)


def take(messages: list[bytes], waiting: list[int], said: int) -> None:
    """Take the waiting messages in, and say the number of each to the sender when it is committed."""
    with fixed(NOW):
        for number in waiting:
            actions.receive(actor=SYSTEM, raw=Raw(messages[number]))
            os.write(said, bytes([number]))


def in_a_process(messages: list[bytes], waiting: list[int], seconds: float | None) -> list[int]:
    """Take them in in a process of its own, killed after so many seconds; the numbers that it said were done."""
    connections.close_all()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        take(messages, waiting, write)
        os._exit(0)
    os.close(write)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    said = b""
    while part := os.read(read, 4096):
        said += part
    os.close(read)
    os.waitpid(child, 0)
    return list(said)


def state() -> dict[str, Any]:
    """What the database says, without numbers of rows: stays, cases with their events, and what was answered."""
    notices = {str(n): [one.header_id for one in found] for n, found in enumerate(_notices())}
    return {
        "stays": [picture(found).present for found in _notices()],
        "notices": {key: sorted(value) for key, value in notices.items()},
        "doubled": [key for key, value in notices.items() if len(value) != len(set(value))],
        "cases": sorted((one.citizen_id, one.state, str(one.data.get("discharged_at"))) for one in Case.objects.all()),
        "outcomes": sorted(
            Incoming.objects.exclude(outcome="duplicate").values_list("bundle_id", "header_id", "answer_code")
        ),
        "answers": sorted(Outgoing.objects.values_list("answers__bundle_id", flat=True).distinct()),
    }  # fmt: skip


def _notices() -> list[Any]:
    memory = store.InDatabase(PARTY)
    return [memory.notices(cpr) for cpr in (*KNOWN, UNKNOWN)]


def empty() -> None:
    """No messages and no cases; citizens, parties and the log stay."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {EMPTIED} CASCADE")


def run(seed: int) -> tuple[int, int, float]:
    """One run with kills until everything is answered: how many kills, how many messages, seconds undisturbed."""
    chance = random.Random(seed)
    messages = stream(chance)
    everything = list(range(len(messages)))
    empty()
    begun = time.monotonic()
    in_a_process(messages, everything, None)
    whole = time.monotonic() - begun
    wanted = state()
    empty()
    waiting, kills = everything, 0
    while waiting:
        last = kills >= 2
        done = in_a_process(
            messages, waiting, None if last else chance.uniform(0, whole * len(waiting) / len(messages))
        )
        kills += 0 if last else 1
        missing = [n for n in done if not _is_kept(messages[n])]
        assert not missing, f"answered and not kept: {missing}"
        waiting = [number for number in waiting if number not in done]
    found = state()
    assert not found["doubled"], f"doubled: {found['doubled']}"
    different = [key for key in wanted if wanted[key] != found[key]]
    assert not different, {key: (wanted[key], found[key]) for key in different}
    return kills, len(messages), whole


def _is_kept(message: bytes) -> bool:
    """Whether a message that was answered has its row, and an answer in the outbox."""
    bundle = message.split(b'"id": "')[1].split(b'"')[0].decode()
    rows = Incoming.objects.filter(bundle_id=bundle).exclude(outcome="duplicate")
    return rows.count() == 1 and Outgoing.objects.filter(answers__in=rows).exists()


def main() -> None:
    """Run in a database of its own, and say what was seen."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=120)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    kills = messages = 0
    try:
        prepare()
        for number in range(given.runs):
            try:
                killed, count, _ = run(given.seed + number)
            except AssertionError as fault:
                print(f"seed {given.seed + number}: {fault}")
                sys.exit(1)
            kills, messages = kills + killed, messages + count
        verdict = audit.verify()
        print(f"seed {given.seed}: {given.runs} runs, {kills} kills, {messages} messages; nothing missing or doubled.")
        print(f"The log of {verdict.entries} entries is {'whole' if verdict.whole else verdict.reason}.")
        sys.exit(0 if verdict.whole else 1)
    finally:
        connections.close_all()
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
