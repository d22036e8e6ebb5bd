"""What follows from a stay: type of discharge, preparation, agreed time, days from finished to home, in Danish time."""

from __future__ import annotations

from datetime import date, datetime

from tvaers.kernel.calendar import elapsed
from tvaers.kernel.case_rules import Fact, Facts, rule
from tvaers.kernel.clock import COPENHAGEN

ADMIT = ("admit_emergency", "admit_inpatient")
HOUR = 3600


def _standing(case: Facts, does: str, *undoes: str) -> Fact | None:
    """The last time that something happened, unless it was undone after."""
    last = case.last(does, *undoes)
    return last if last is not None and last.event == does else None


def _day(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()


def _home(case: Facts) -> datetime | None:
    """When the patient went home, if the discharge stands."""
    fact = _standing(case, "discharge_home", "cancel_discharge")
    return None if fact is None else case.data.get("discharged_at") or fact.at


def _dead(case: Facts) -> datetime | None:
    fact = _standing(case, "die", "cancel_death")
    return None if fact is None else case.data.get("died_at") or fact.at


@rule("SA-IU-4.3d")
def admitted(case: Facts) -> datetime | None:
    """When the stay began."""
    fact = case.first(*ADMIT)
    return case.data.get("admitted_at") or (fact.at if fact else None)


@rule("SA-IU-4.2j")
def is_home(case: Facts) -> bool:
    """Whether the patient has been discharged, and the discharge stands."""
    return _home(case) is not None


@rule("SA-IU-4.2j")
def is_away(case: Facts) -> bool:
    """Whether the patient is on leave."""
    begun = case.last("start_leave", "cancel_end_leave", "end_leave", "cancel_leave")
    return begun is not None and begun.event in ("start_leave", "cancel_end_leave")


@rule("SA-IU-4.3a")
def is_finished(case: Facts) -> bool:
    """Whether a doctor has said that the patient is treatment-complete, and treatment has not been resumed."""
    return _standing(case, "finish", "resume_treatment") is not None


@rule("SA-IU-4.3d")
def finished_in_stay(case: Facts) -> bool:
    """Whether the time lies from the admission on, until the discharge, and not in the future."""
    moment, began = case.data.get("finished_at") or case.at, admitted(case)
    return began is not None and began <= moment <= min(case.at, _home(case) or case.at)


@rule("SA-IU-4.2j")
def revises_what_happened(case: Facts) -> bool:
    """Whether the times that are revised are of a discharge, a death or a leave that there is."""
    given = case.happened[-1].data
    there = {"discharged_at": _home(case), "died_at": _dead(case), "leave_until": is_away(case)}
    return all(there[name] for name in there if name in given)


@rule("SA-IU-4.3d")
def discharged_after_finish(case: Facts) -> bool:
    """Whether the discharge comes after the admission and after the patient was treatment-complete."""
    home, began = _home(case), admitted(case)
    return home is not None and began is not None and max(began, finished(case) or began) <= home


@rule("SA-IU-4.2d", "SA-IU-4.2e", "SA-IU-4.2f", "SA-IU-4.2g", "SA-IU-4.2h", "SA-IU-4.2i", "SA-IU-4.2j")
def discharge_type(case: Facts) -> str | None:
    """The type of discharge: the place decides first, then the hours that passed or the services that follow."""
    return _type(case, _services(case))


@rule("SA-IU-4.2f")
def type_is_open(case: Facts) -> bool:
    """Whether the type must be chosen: a short contact that lasted longer than type 1 reaches."""
    return _short(case) and _by_hours(case) == "choose"


@rule("SA-IU-4.2j")
def former_type(case: Facts) -> str | None:
    """The type before the services were last changed to another type; None when it never was another."""
    changes = [fact.data for fact in case.happened if fact.event == "assess_services"]
    given = [tuple(one.get("services", ())) if one["municipal_help"] else () for one in changes]
    types = [_type(case, services) for services in given]
    return next((one for one in reversed(types) if one != types[-1]), None)


def _services(case: Facts) -> tuple[str, ...]:
    """The municipal services that follow; none when the patient needs no help."""
    return tuple(case.data.get("services") or ()) if case.data.get("municipal_help") else ()


def _type(case: Facts, services: tuple[str, ...]) -> str | None:
    if not _short(case):
        return _by_services(case, services)
    found = _by_hours(case)
    if found != "choose" or "chosen_type" not in case.data:
        return found
    chosen = str(case.data["chosen_type"])
    return _by_services(case, services) if chosen == "2" else chosen


def _short(case: Facts) -> bool:
    return case.data.get("setting") in case.parameter("type1_settings")


def _by_services(case: Facts, services: tuple[str, ...]) -> str:
    if set(services) & set(case.parameter("type2b_services")):
        return "2b"
    return "2a" if set(services) & set(case.parameter("type2a_services")) else "2"


def _by_hours(case: Facts) -> str | None:
    """1a, 1b or "choose" by the time that really passed; "1" while the patient is still there and may be either."""
    began, home = admitted(case), _home(case)
    if began is None:
        return None
    seconds = elapsed(began, home or case.at).total_seconds()
    if seconds > case.parameter("type1_hours_1b") * HOUR:
        return "choose"
    if home is None:
        return "1"
    return "1a" if seconds < case.parameter("type1_hours_1a") * HOUR else "1b"


@rule("SA-IU-4.4a")
def agreed_time(case: Facts) -> datetime | None:
    """The time that both have said yes to: the proposal that stood when the last yes was given."""
    proposed, agreed = None, None
    for fact in case.happened:
        if fact.event == "propose_time":
            proposed = fact.data["proposed_for"]
        elif fact.event == "accept_time":
            agreed = proposed
    return datetime.fromisoformat(agreed) if agreed else None


@rule("SA-IU-4.4a")
def answer_from(case: Facts) -> str | None:
    """Whose answer to a proposal is awaited; None when there is nothing to answer."""
    last = case.last("propose_time", "accept_time")
    if last is None or last.event == "accept_time" or is_home(case):
        return None
    return "municipality" if last.role == "hospital" else "hospital"


@rule("SA-IU-4.4a")
def expected_home(case: Facts) -> datetime | date | None:
    """When the patient is expected home: the discharge, else what was agreed or expected last, else the first day."""
    said = [fact for fact in case.happened if fact.event == "accept_time" or "expected_at" in fact.data]
    agreed, expected = agreed_time(case), case.data.get("expected_at")
    newest = expected if said and said[-1].event != "accept_time" else agreed
    return _home(case) or newest or agreed or expected or earliest_home(case)


@rule("SA-IU-4.1b")
def deciding_service(case: Facts) -> str | None:
    """The service that takes the municipality longest to prepare; one without an agreed time before any other."""
    times = {service: case.known("preparation_workdays", service, _notified(case)) for service in _services(case)}
    return max(times, key=lambda one: (times[one] is None, times[one] or 0), default=None)


@rule("SA-IU-4.1b")
def preparation_time(case: Facts) -> str | int | None:
    """The preparation time in working days, "not_agreed", or None when no municipal services follow."""
    service = deciding_service(case)
    if service is None:
        return None
    days = case.known("preparation_workdays", service, _notified(case))
    return "not_agreed" if days is None else int(str(days))


@rule("SA-IU-4.1b")
def ready_day(case: Facts) -> date | None:
    """The day on which the municipality is ready, counted from when it was told."""
    days, told = preparation_time(case), case.first("notify_municipality")
    if told is None or not isinstance(days, int):
        return None
    return case.calendar.next_working_day(_day(told.at), days) if days else _day(told.at)


@rule("SA-IU-4.1b")
def offered_in_time(case: Facts) -> bool:
    """Whether the municipality has offered to receive the patient no later than the day that it must be ready."""
    ready = ready_day(case)
    return any(ready is None or day <= ready for day in _offers(case))


@rule("SA-IU-4.4d")
def offer_is_earlier(case: Facts) -> bool:
    """Whether the newest offer lies no later than the day that the municipality must be ready."""
    ready = ready_day(case)
    return ready is None or _offers(case)[-1] <= ready


def _offers(case: Facts) -> list[date]:
    """The days that the municipality has offered; an offer without a time is of the day that it was given."""
    rows = case.data.get("offers", ())
    return [_day(row.get("offered_for") or datetime.fromisoformat(row["at"])) for row in rows]


def _notified(case: Facts) -> date:
    told = case.first("notify_municipality")
    return _day(told.at if told else case.at)


@rule("SA-IU-4.4d")
def earliest_home(case: Facts) -> date | None:
    """The first day that the patient can go home: the earliest reception wins, but never before the patient is ready.

    Without municipal services it is the day on which treatment is complete.
    """
    done = finished(case)
    days = [day for day in (ready_day(case), *_offers(case)) if day is not None]
    if not days:
        return _day(done) if done and not _services(case) else None
    return max(min(days), _day(done)) if done else min(days)


@rule("SA-IU-4.3a", "SA-IU-4.5b")
def finished(case: Facts) -> datetime | None:
    """When the patient was treatment-complete: as an approved correction of that time says, else as registered."""
    fact = _standing(case, "finish", "resume_treatment")
    return None if fact is None else _corrected(case, fact) or _registered(fact)


def _registered(fact: Fact) -> datetime:
    raw = fact.data.get("finished_at")
    return datetime.fromisoformat(raw) if raw else fact.at


def _corrected(case: Facts, fact: Fact) -> datetime | None:
    """The time that an approved correction gives; None without one, or when it lies outside what it is a part of."""
    resumed = [one.at for one in case.happened if one.event == "resume_treatment" and one.at <= fact.at]
    first, last = max([*resumed[-1:], admitted(case) or fact.at]), _home(case) or _dead(case) or case.at
    return next((time for time in reversed(_corrections(case, fact)) if first <= time <= last), None)


def _corrections(case: Facts, fact: Fact) -> list[datetime]:
    found = [one for one in case.found.get("corrections", ()) if one.get("registered_time") == _registered(fact)]
    return [one["correct_time"] for one in found if one.get("to_hospital") == fact.party]


@rule("SA-IU-4.5b")
def unusable_correction(case: Facts) -> datetime | None:
    """An approved time that lies before the stay or the resumed treatment, or after the stay; the registered holds."""
    fact = _standing(case, "finish", "resume_treatment")
    given = _corrections(case, fact) if fact else []
    return given[-1] if fact and given and _corrected(case, fact) is None else None


@rule("SA-IU-4.4b")
def finished_days(case: Facts) -> int | None:
    """The days from treatment-complete to home, with those before treatment was resumed (reading A34), each once."""
    counted = case.parameter("finished_day_counting") == "day_counted"
    days: set[int] = set()
    start: datetime | None = None
    for fact in case.happened:
        if fact.event == "finish":
            start = _corrected(case, fact) or _registered(fact)
        elif fact.event == "resume_treatment" and start is not None:
            days |= _days(start, fact.at, counted)
            start = None
    if start is None:
        return len(days) or None
    return len(days | _days(start, _home(case) or _dead(case) or case.at, counted))


def _days(start: datetime, end: datetime, counted: bool) -> set[int]:
    """The days of a period by their ordinals, its last one only when it is counted."""
    return set(range(_day(start).toordinal(), _day(end).toordinal() + counted))


@rule("MIN-12i")
def report_sources(case: Facts) -> tuple[str, ...] | None:
    """Those of the report's sources that are in the case; None when there are none."""
    there = {
        "admission_report": case.first("send_admission_report"),
        "care_plan": case.first("send_care_plan"),
        "discharge_agreement": agreed_time(case),
    }
    return tuple(name for name in case.known("discharge_report_parts") or () if there.get(name)) or None
