"""What the codes of messages are called in Danish."""

from typing import Any

from tvaers.kernel.clock import COPENHAGEN
from tvaers.web.design.parts import Status

STANDARDS = {
    "hospital-notification": "Advis om sygehusophold",
    "care-communication": "Korrespondance",
    "acknowledgement": "Kvittering",
}
CATEGORIES = {
    "alcohol-and-drug-treatment": "Alkohol- og stofbehandling",
    "assistive-devices": "Hjælpemidler",
    "carecoordination": "Koordinering af forløb",
    "decease": "Dødsfald",
    "discharge": "Udskrivning",
    "examination-results": "Undersøgelsesresultater",
    "healthcare": "Sundhed",
    "home-care-assessment": "Vurdering af hjemmepleje",
    "medicine": "Medicin",
    "nursing": "Sygepleje",
    "outpatient": "Ambulant",
    "psychiatry-social-disability": "Psykiatri, social og handicap",
    "regarding-referral": "Vedrørende henvisning",
    "telemedicine": "Telemedicin",
    "training": "Træning",
    "acute-ambulant": "Akut ambulant",
    "extended-care-responsibility": "Udvidet behandlingsansvar",
    "other": "Andet",
}
ACTIVITIES = {
    "admit-emergency": "Akut ambulant på sygehus",
    "admit-inpatient": "Indlagt",
    "start-leave-inpatient": "På orlov",
    "end-leave-inpatient": "Tilbage fra orlov",
    "discharge-emergency-home": "Afsluttet fra akut ambulant",
    "discharge-inpatient-home": "Udskrevet",
    "new-message": "Nyt brev",
    "reply-message": "Svar",
    "forward-message": "Sendt videre",
}
STATES = {
    "queued": Status(text="Venter på at blive hentet", kind="wait"),
    "sent": Status(text="Sendt, venter på svar", kind="wait"),
    "acknowledged": Status(text="Modtaget", kind="ok"),
    "refused": Status(text="Afvist af modtageren", kind="error"),
    "given_up": Status(text="Intet svar efter tre forsøg", kind="error"),
    "other_way": Status(text="Send den en anden vej", kind="warning"),
}
TOLD = Status(text="Meldt på anden måde", kind="ok")
HANDLED = {"": "Ikke behandlet", "returned": "Sendt retur", "forwarded": "Sendt videre", "kept": "Beholdt"}
LET_IN = {True: Status(text="I brug", kind="ok"), False: Status(text="Lukket", kind="neutral")}
LEVELS = {"overall": "Øverste enhed", "own": "Enhedens eget", "inherited": "Arvet"}


def state(row: Any) -> Status:
    """Where a letter of ours stands; one that failed and is told another way waits for nothing more."""
    return TOLD if row.told_at else STATES[row.state]


def activity(code: str) -> str:
    """An activity in words, corrections and annulments too; an unknown code as it is."""
    for prefix, words in (("revise-", "Rettelse: "), ("cancel-", "Annullering: ")):
        if code.startswith(prefix):
            return words + activity(code.removeprefix(prefix)).lower()
    return ACTIVITIES.get(code, code)


def duration(seconds: int | None) -> str:
    """A time of answering in few words: "2 min. 5 sek."; a dash for none."""
    if seconds is None:
        return "–"
    minutes, rest = divmod(max(seconds, 0), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} t. {minutes} min."
    return f"{minutes} min. {rest} sek." if minutes else f"{rest} sek."


def clock_time(moment: object) -> str:
    """A time in few letters: "23-11-2026 kl. 09.28"; "" for none."""
    return f"{moment.astimezone(COPENHAGEN):%d-%m-%Y kl. %H.%M}" if moment else ""  # type: ignore[attr-defined]
