"""The post of the demo region: location numbers, notifications that move cases, letters, and misdirected ones.

Every message goes through the same intake as real ones. All numbers and texts are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction

from tvaers.cli.demo_cases import places
from tvaers.cli.demo_cases.notifications import Chain, Told, messages
from tvaers.cli.demo_cases.story import base
from tvaers.cli.demo_people import AALBORG, BROENDERSLEV, FREDERIKSHAVN, GP, HOSPITAL, WARD
from tvaers.engine.access.queries import user_named
from tvaers.engine.messages import actions, fhir, outbox, queries
from tvaers.engine.messages.actions import Letter, LineGiven, NumberGiven, Raw, RelationGiven
from tvaers.engine.messages.message import Address, Person, Text
from tvaers.engine.messages.queries import Incoming
from tvaers.engine.messages.writing import Draft, care_communication
from tvaers.kernel import clock
from tvaers.kernel.action import System

SYSTEM = System("demoregion")
FIRST = 2300
"""The number of the first citizen whom messages are about."""
BOTH = ("hospital-notification", "care-communication")
STARTS = date(2024, 1, 1)
PLACES = (
    (WARD, "Neurologisk Afdeling, Aalborg (demo)"), (HOSPITAL, "Aalborg Universitetshospital (demo)"),
    ("rhn-medicinsk-afdeling", "Medicinsk Afdeling, Hjørring (demo)"), (AALBORG, "Hjemmeplejen, Aalborg (demo)"),
    (BROENDERSLEV, "Hjemmeplejen, Brønderslev (demo)"), (FREDERIKSHAVN, "Hjemmeplejen, Frederikshavn (demo)"),
    (GP, "Lægehuset Demo"),
)  # fmt: skip
CLOSED = Address("999000016099", "5790009900099", "Hjemmeplejen, Aalborg Øst (demo, nedlagt)")
STAYS: tuple[tuple[tuple[str, float], ...], ...] = (
    (("admit-inpatient", 30),),
    (("admit-emergency", 6),),
    (("admit-inpatient", 80), ("start-leave-inpatient", 30)),
    (("admit-inpatient", 90), ("start-leave-inpatient", 50), ("end-leave-inpatient", 26)),
    (("admit-inpatient", 70), ("discharge-inpatient-home", 20)),
    (("admit-inpatient", 100), ("discharge-inpatient-home", 40), ("cancel-discharge-inpatient-home", 38)),
    (("admit-inpatient", 60), ("revise-admit-inpatient", 50)),
    (("admit-inpatient", 52),),
)
"""The activities of each stay, and how many hours ago they were."""


def fill(say: Callable[[str], None]) -> int:
    """Send the demo's messages once, in one transaction. Returns how many were taken in."""
    if queries.Location.objects.filter(sor=_address(0).sor).exists():
        return 0
    say("Sender advis og breve …")
    with transaction.atomic():
        _keep_registers()
        taken = [*_notifications(), *_letters()]
    return len(taken)


def _address(place: int) -> Address:
    return Address(f"9990000160{place:02d}", f"57900099000{place:02d}", PLACES[place][1])


def _of(party: str) -> Address:
    return _address([key for key, _ in PLACES].index(party))


def _keep_registers() -> None:
    for place, (party, name) in enumerate(PLACES):
        one = _address(place)
        actions.keep_location(actor=SYSTEM, location=NumberGiven(
            party=party, name=name, starts=STARTS, sor=one.sor, gln=one.gln, standards=BOTH, phone="70 00 00 00",
            responsible="Lokal administrator", procedure_on=STARTS, level="overall" if party == HOSPITAL else "own",
        ))  # fmt: skip
    actions.keep_location(actor=SYSTEM, location=NumberGiven(
        party=AALBORG, name=CLOSED.name, starts=STARTS, ends=clock.today() - timedelta(days=20), sor=CLOSED.sor,
        gln=CLOSED.gln, standards=BOTH, level="inherited",
    ))  # fmt: skip
    actions.keep_location(actor=SYSTEM, location=NumberGiven(
        party="demo-bosted", name="Bostedet Demogården", starts=STARTS, gln="5790009900088", outside_medcom=True,
        alternative="Ring på telefon 70 00 00 01",
    ))  # fmt: skip
    for kind, party, subject, text, planned in (
        ("plan", AALBORG, "HospitalNotification 3.0", "I drift", STARTS),
        ("plan", BROENDERSLEV, "CareCommunication 5.0", "Prøve i gang", clock.today() + timedelta(days=30)),
        ("contact", AALBORG, "Meddelelser", "Lokal administrator, telefon 70 00 00 02", None),
        ("help", BROENDERSLEV, "Kvitteringer mangler", "Åbent ønske om hjælp", None),
    ):
        actions.keep_register(actor=SYSTEM, line=LineGiven(kind, party, subject, text, planned))


def _notifications() -> list[Incoming]:
    """The stays' notifications in the order of their times; the last stay's comes twice, and one nobody may keep."""
    taken: list[Incoming] = []
    now = base(clock.now())
    for place, stay in enumerate(STAYS):
        town = AALBORG if place % 3 else BROENDERSLEV
        citizen = places.citizen(FIRST + place)
        relation = RelationGiven(citizen, town, "Serviceloven § 83", STARTS)
        actions.register_relation(actor=SYSTEM, relation=relation)
        told = tuple(Told(activity, now - timedelta(hours=hours)) for activity, hours in stay)
        chain = Chain(f"demo-stay-{place}", places.cpr(FIRST + place), _of(WARD), _of(town), told)
        sent = list(zip(told, messages(chain), strict=True))
        taken += [_taken(raw, one.at) for one, raw in (*sent, *(sent if place == len(STAYS) - 1 else ()))]
    unknown = Chain("demo-stay-x", places.cpr(FIRST + 50), _of(WARD), _of(AALBORG),
                    (Told("admit-inpatient", now - timedelta(hours=9)),))  # fmt: skip
    return [*taken, *(_taken(raw, unknown.told[0].at) for raw in messages(unknown))]


def _taken(raw: bytes, at: datetime) -> Incoming:
    with clock.fixed(at):
        return actions.take_in(actor=SYSTEM, raw=Raw(raw))


def _letters() -> list[Incoming]:
    """Letters to the home care, one with an answer and one read, and two to a number that is closed."""
    now = base(clock.now())
    asked = _letter(1, _of(AALBORG), now - timedelta(hours=26), "Kan I tage imod på torsdag formiddag?")
    read = _letter(2, _of(AALBORG), now - timedelta(hours=20), "Patienten har fået ny medicin. Listen er sendt.")
    new = _letter(4, _of(AALBORG), now - timedelta(hours=1), "Hvem er kontaktperson hos jer?")
    returned = _letter(4, CLOSED, now - timedelta(hours=60), "Vi mangler nøglen til borgerens hjem.")
    waiting = _letter(7, CLOSED, now - timedelta(hours=8), "Borgeren skal have taget tråde på fredag.")
    visitor = user_named("demo-visitator") or SYSTEM
    with clock.fixed(now - timedelta(hours=2)):
        actions.read(actor=SYSTEM, message=read)
        to = queries.Location.objects.get(sor=_of(WARD).sor)
        actions.send(actor=visitor, letter=Letter(
            party=AALBORG, to=to, category="discharge", text="Ja. Vi er klar fra kl. 10.", author="Visitator",
            function="Visitator", phone="70 00 00 00", activity="reply-message", answers=asked,
        ))  # fmt: skip
        actions.handle_misdirected(actor=SYSTEM, message=returned, handled="returned")
    return [asked, read, new, returned, waiting]


def _letter(citizen: int, to: Address, at: datetime, words: str) -> Incoming:
    text = Text("", at, "Sygeplejerske på vagt", "Sygeplejerske", "70 00 00 00", words)
    person = Person(places.cpr(FIRST + citizen), name="Borger Demo")
    draft = Draft("new-message", _of(WARD), to, person, "discharge", (text,))
    return _taken(fhir.to_json(care_communication(draft, ids=outbox.new_id, now=at)), at)
