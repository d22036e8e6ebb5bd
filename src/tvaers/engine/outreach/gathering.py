"""Events: announced, given a programme, opened for sign-up with invitations, signed up for, and who came noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from tvaers.engine.forums import actions as forums
from tvaers.engine.forums.composition import SIDES
from tvaers.engine.forums.matters import fresh
from tvaers.engine.forums.models import Forum, Meeting
from tvaers.engine.outreach import policies
from tvaers.engine.outreach.mailing import invite
from tvaers.engine.outreach.models import Gathering, Registration
from tvaers.engine.yearwheel.models import Register
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, System, action
from tvaers.kernel.danish_days import date_in_words
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.ids import looks_like_cpr

MOST_POINTS = 100


@action("outreach.announce", permission=policies.may_announce, on="forum", audit="{actor} lavede {result}")
def announce(
    *, actor: Actor, forum: Forum, title: str, starts_at: datetime, due: date, owner: str,
    ends_at: datetime | None = None, place: str = "", text: str = "", sides: Sequence[str] = (),
    invited: Sequence[Forum] = (), register: str = "", area: str = "", post: str = "", seats: int | None = None,
) -> Gathering:  # fmt: skip
    """Lav et arrangement: en konference, et kursus eller et møde på tværs. Tilmeldingen åbnes bagefter.

    `sides` are the sectors that are invited (none: all), `register` and `area` the contact persons. Problem without a
    title or owner, for a day after the event, and for a sector, a register or an area that is not there.
    """
    if not title.strip() or not owner.strip():
        raise Problem(what="Titlen eller den ansvarlige mangler.", do="Skriv begge dele.")
    if due > starts_at.astimezone(clock.COPENHAGEN).date():
        raise Problem(what="Tilmeldingen slutter efter arrangementet.", do="Vælg en tidligere dag.")
    if set(sides) - set(SIDES):
        raise Problem(what="En af sektorerne findes ikke.", do=f"Vælg blandt {', '.join(SIDES.values())}.")
    _check_area(register, area, post)
    meeting = forums.call_meeting(
        actor=System(actor.audit_name()), forum=forum, starts_at=starts_at, ends_at=ends_at, kind="event", place=place,
        title=title.strip(), items_due=due,
    )  # fmt: skip
    made = Gathering.objects.create(
        meeting=meeting, owner=owner.strip(), text=text.strip(), sides=list(sides), register=register, area=area,
        post=post, seats=seats, due=due, made_at=clock.now(),
    )  # fmt: skip
    made.forums.set(invited)
    return made


def _check_area(register: str, area: str, post: str) -> None:
    if not (register or area or post):
        return
    found = Register.objects.filter(key=register).first()
    posts = {"", *(one.id for one in found.type.posts)} if found else set()
    if found is None or area not in found.areas or post not in posts:
        raise Problem(what="Området findes ikke i kontaktregistret.", do="Vælg et område, der er der.")


@action(
    "outreach.set_programme",
    permission=policies.may_announce,
    on="gathering",
    audit="{actor} skrev program: {gathering}",
)
def set_programme(*, actor: Actor, gathering: Gathering, points: Sequence[Mapping[str, str]]) -> Gathering:  # noqa: ARG001
    """Skriv programmet: for hvert punkt tidspunkt, titel og hvem. Punkterne står efter tidspunkt.

    Problem for a point without a title, and for a time that is none.
    """
    gathering = fresh(gathering)
    _is_on(gathering.meeting)
    found = [{"at": one.get("at", "").strip(), "title": one.get("title", "").strip(),
              "who": one.get("who", "").strip()} for one in points]  # fmt: skip
    if len(found) > MOST_POINTS or any(not one["title"] for one in found):
        raise Problem(what="Et punkt i programmet mangler en titel.", do="Skriv, hvad der sker.")
    for one in found:
        _check_time(one["at"])
    gathering.programme = sorted(found, key=lambda one: one["at"])
    gathering.save(update_fields=["programme"])
    return gathering


def _check_time(text: str) -> None:
    try:
        datetime.strptime(text, "%H:%M")  # noqa: DTZ007  (a time of day)
    except ValueError:
        raise Problem(what=f"»{text}« er ikke et klokkeslæt.", do="Skriv det som 09:30.") from None


def _is_on(meeting: Meeting) -> None:
    if meeting.state == "cancelled" or meeting.gone_at is not None:
        raise Conflict(what="Arrangementet er aflyst.")


@action(
    "outreach.open_sign_up", permission=policies.may_announce, on="gathering", audit="{actor} åbnede for {gathering}"
)
def open_sign_up(*, actor: Actor, gathering: Gathering) -> Gathering:  # noqa: ARG001
    """Åbn for tilmelding, og send invitation til de fora og kontaktpersoner, der er inviteret."""
    gathering = fresh(gathering)
    _is_on(gathering.meeting)
    if gathering.opened_at is not None:
        raise Conflict(what="Tilmeldingen er allerede åben.")
    if gathering.due < clock.today():
        raise Conflict(what="Sidste dag for tilmelding er passeret.", do="Lav arrangementet med en senere dag.")
    gathering.opened_at = clock.now()
    gathering.save(update_fields=["opened_at"])
    invite(gathering)
    return gathering


@action(
    "outreach.sign_up",
    permission=policies.may_sign_up,
    on="gathering",
    audit="{actor} tilmeldte en deltager til {gathering}",
    silent=("name", "organisation", "email"),
)
def sign_up(
    *, actor: Actor, gathering: Gathering, name: str, side: str, organisation: str = "", email: str = "",
    represents: Forum | None = None,
) -> Registration:  # fmt: skip
    """Tilmeld dig selv eller en kollega. Det kan ske til og med sidste dag, så længe der er plads.

    Problem without a name, for a sector or forum that is not invited; Conflict when it is shut or full, or when the
    same person of the same organisation is signed up already.
    """
    gathering = fresh(gathering)
    _is_open(gathering)
    if not name.strip() or looks_like_cpr(name):
        raise Problem(what="Navnet mangler eller ligner et CPR-nummer.", do="Skriv deltagerens navn.")
    if side not in (gathering.sides or SIDES):
        raise Problem(what="Den sektor er ikke inviteret.", do="Vælg en af dem, der er.")
    if represents is not None and not gathering.forums.filter(pk=represents.pk).exists():
        raise Problem(what=f"{represents.name} er ikke inviteret.", do="Vælg et af de inviterede fora.")
    there = gathering.registrations.filter(gone_at=None)
    if there.filter(name__iexact=name.strip(), organisation__iexact=organisation.strip()).exists():
        raise Conflict(what=f"{name.strip()} er allerede tilmeldt.")
    if gathering.seats is not None and there.count() >= gathering.seats:
        raise Conflict(what="Der er ikke flere pladser.", do=f"Spørg {gathering.owner}, om der bliver en ledig.")
    return Registration.objects.create(
        gathering=gathering, name=name.strip(), organisation=organisation.strip(), side=side, represents=represents,
        email=email.strip(), user_id=getattr(actor, "pk", None), at=clock.now(),
    )  # fmt: skip


def _is_open(gathering: Gathering) -> None:
    _is_on(gathering.meeting)
    if gathering.opened_at is None:
        raise Conflict(what="Tilmeldingen er ikke åbnet endnu.")
    if clock.today() > gathering.due:
        raise Conflict(what="Tilmeldingen er lukket.", why=f"Sidste dag var {date_in_words(gathering.due)}.")


@action(
    "outreach.sign_off", permission=policies.may_sign_off, on="registration", audit="{actor} meldte {registration} fra"
)
def sign_off(*, actor: Actor, registration: Registration) -> Registration:  # noqa: ARG001
    """Meld en deltager fra. Pladsen bliver ledig."""
    registration = fresh(registration)
    if registration.gone_at is not None:
        raise Conflict(what="Deltageren er allerede meldt fra.")
    registration.gone_at = clock.now()
    registration.save(update_fields=["gone_at"])
    return registration


@action(
    "outreach.note_attendance",
    permission=policies.may_announce,
    on="gathering",
    audit="{actor} noterede fremmøde: {gathering}",
    silent=("present",),
)
def note_attendance(*, actor: Actor, gathering: Gathering, present: Sequence[Registration]) -> int:  # noqa: ARG001
    """Notér, hvem af de tilmeldte der kom. De andre står som udeblevet. Returns how many came.

    Conflict before the event begins.
    """
    if clock.now() < gathering.meeting.starts_at:
        raise Conflict(what="Arrangementet er ikke begyndt.")
    came = {one.pk for one in present}
    rows = gathering.registrations.filter(gone_at=None)
    rows.update(attended=False)
    return rows.filter(pk__in=came).update(attended=True)
