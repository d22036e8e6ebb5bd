"""The minutes as a document, made from what was recorded. Pure: rows come in as plain values, text goes out.

Each sentence says which rows it came from, so that the reader of any of them can ask why. Nothing is written that was
not recorded; a point without an outcome has no sentence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

from tvaers.engine.forums.outcomes import OUTCOMES, title_of

Refs = tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a line of a list, and the rows behind it, as "point:12"."""

    text: str
    refs: Refs
    bullet: bool = False


@dataclass(frozen=True)
class Said:
    """A remark as recorded: `kind` as in Remark.KINDS."""

    id: int
    kind: str
    text: str
    point: int | None = None


@dataclass(frozen=True)
class Answered:
    """A point of the recommendation and its outcome."""

    id: int
    number: int
    text: str
    outcome: str
    words: str = ""
    decided_text: str = ""
    deferred_to: str = ""


@dataclass(frozen=True)
class Task:
    """A follow-up: who does what by when."""

    id: int
    text: str
    owner: str
    due: str = ""


@dataclass(frozen=True)
class Treated:
    """An item as recorded. `number` as printed ("3", or "L1" for a closed one); `sections` (heading, text).

    `is_as_written`: the decision's own words stand alone.
    """

    id: int
    number: str
    title: str
    kinds: tuple[str, ...]
    journal: str = ""
    sections: tuple[tuple[str, str], ...] = ()
    points: tuple[Answered, ...] = ()
    outcome: str = ""
    decision: str = ""
    remarks: tuple[Said, ...] = ()
    tasks: tuple[Task, ...] = ()
    papers: tuple[str, ...] = ()
    is_closed: bool = False
    is_standing: bool = False
    is_as_written: bool = False
    deferred_to: str = ""
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Met:
    """A meeting as recorded. `people` are (name, organisation, part, status, substitute, id)."""

    id: int
    forum: str
    short: str
    day: str
    time: str
    place: str
    leader: str
    people: tuple[tuple[str, str, str, str, str, int], ...]
    items: tuple[Treated, ...]
    is_agenda: bool = False


@dataclass(frozen=True)
class Part:
    """An item of the document: its heading, its sections in order, each a list of sentences."""

    number: str
    title: str
    journal: str
    is_closed: bool
    sections: tuple[tuple[str, tuple[Sentence, ...]], ...]
    item: int


@dataclass(frozen=True)
class Document:
    """The whole paper: head, who was there, and the items."""

    kind: str
    forum: str
    day: str
    time: str
    place: str
    leader: str
    people: tuple[Sentence, ...]
    parts: tuple[Part, ...] = field(default=())

    def as_json(self) -> dict[str, object]:
        """The document as plain values."""
        return json.loads(json.dumps(asdict(self)))  # type: ignore[no-any-return]

    @property
    def content_hash(self) -> str:
        """SHA-256 over the text, references left out: what members approve is what they read."""
        plain = _without_refs(self.as_json())
        return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _without_refs(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_refs(each) for key, each in value.items() if key not in ("refs", "item")}
    return [_without_refs(each) for each in value] if isinstance(value, list) else value


KINDS = {"discussion": "Drøftelse", "information": "Orientering", "approval": "Godkendelse"}


def heading(item: Treated) -> str:
    """The heading of an item, as "(Fast punkt) Orientering: Titel"."""
    kinds = "/".join([KINDS[kind] for kind in item.kinds[:1]] + [KINDS[kind].lower() for kind in item.kinds[1:]])
    return f"{'(Fast punkt) ' if item.is_standing else ''}{kinds + ': ' if kinds else ''}{item.title}"


def made(met: Met, *, with_closed: bool) -> Document:
    """The minutes (or the agenda) of a meeting; closed items only for those who may see them."""
    items = [one for one in met.items if with_closed or not one.is_closed]
    return Document(
        kind="Dagsorden" if met.is_agenda else "Referat", forum=met.forum, day=met.day, time=met.time, place=met.place,
        leader=met.leader, people=tuple(_people(met)), parts=tuple(_part(met, one) for one in items),
    )  # fmt: skip


def _people(met: Met) -> Iterable[Sentence]:
    ref = (f"meeting:{met.id}",)
    for name, organisation, part, status, substitute, id in met.people:
        place = f", {organisation}" if organisation and organisation not in name else ""
        extra = {"excused": " (afbud)", "absent": " (udeblevet)", "guest": " (gæst)"}.get(status, "")
        if status == "substitute":
            extra = f" (afbud; {substitute} deltog i stedet)"
        roles = [*([part] if part else []), *(["mødeleder"] if name == met.leader else [])]
        more = f" – {', '.join(roles)}" if roles else ""
        yield Sentence(f"{name}{place}{more}{extra if not met.is_agenda else ''}", (*ref, f"person:{id}"), bullet=True)


def _part(met: Met, item: Treated) -> Part:
    sections: list[tuple[str, tuple[Sentence, ...]]] = [
        (title, tuple(_lines(text, (f"item:{item.id}",)))) for title, text in item.sections
    ]
    if item.points:
        sections.append(("Indstilling", tuple(_recommendation(met, item))))
    decision = tuple(_decision(met, item))
    if decision and not met.is_agenda:
        sections.append(("Beslutning", decision))
    if item.papers:
        sections.append(("Bilag", tuple(Sentence(name, (f"item:{item.id}",), bullet=True) for name in item.papers)))
    return Part(item.number, heading(item), item.journal, item.is_closed, tuple(sections), item.id)


def _lines(text: str, refs: Refs) -> Iterable[Sentence]:
    for line in (line.strip() for line in text.splitlines()):
        if line:
            yield Sentence(line.removeprefix("- ").strip(), refs, bullet=line.startswith("- "))


def _recommendation(met: Met, item: Treated) -> Iterable[Sentence]:
    yield Sentence(f"Det indstilles, at {met.forum}:", (f"item:{item.id}",))
    for point in item.points:
        yield Sentence(f"{point.number}. {point.text}", (f"point:{point.id}",), bullet=True)


def _decision(met: Met, item: Treated) -> Iterable[Sentence]:
    refs = (f"item:{item.id}",)
    for name in item.absent:
        yield Sentence(f"{name} deltog ikke i behandlingen af punktet.", refs)
    if item.is_as_written:
        yield from _lines(item.decision, refs)
        return
    many = len(item.points) > 1
    for point in item.points:
        if point.outcome and OUTCOMES[point.outcome].answers:
            yield Sentence(_answer(met, item, point, many=many), (f"point:{point.id}",))
    if not item.points and item.outcome and OUTCOMES[item.outcome].answers and (item.deferred_to or not item.decision):
        yield Sentence(_whole(met, item), refs)
    yield from _lines(item.decision, refs)
    yield from _said(item)
    for task in item.tasks:
        due = f" Frist: {task.due}." if task.due else ""
        yield Sentence(f"Opfølgning: {task.owner}: {task.text.rstrip('.')}.{due}", (f"followup:{task.id}",))


def _answer(met: Met, item: Treated, point: Answered, *, many: bool) -> str:
    """One sentence for one point, as "Ad 2: Fælles Forretningsudvalg godkendte indstillingen med bemærkninger." """
    outcome = OUTCOMES[point.outcome]
    start = f"Ad {point.number}: " if many else ""
    if outcome.id == "deferred":
        target = f" til {point.deferred_to}" if point.deferred_to else ""
        return f"{start}{met.forum} udskød punktet{target}: {point.words.rstrip('.')}."
    said = _sentence(met.forum, outcome.id)
    changed = f" Besluttet ordlyd: {point.decided_text.rstrip('.')}." if point.decided_text else ""
    words = f" {point.words.rstrip('.')}." if point.words else ""
    return f"{start}{said}{changed}{words}"


def _sentence(forum: str, outcome: str) -> str:
    objects = {
        "approved": "godkendte indstillingen", "approved_with_remarks": "godkendte indstillingen med bemærkninger",
        "approved_with_reservation": "godkendte indstillingen med forbehold",
        "not_approved": "godkendte ikke indstillingen", "noted": "tog orienteringen til efterretning",
        "noted_with_remarks": "tog orienteringen til efterretning med bemærkninger",
        "noted_implicitly": "orienterede hinanden", "discussed": "drøftede punktet",
        "discussed_with_remarks": "drøftede punktet med bemærkninger", "decided": "tiltrådte indstillingen",
        "nothing_to_note": "havde intet at bemærke",
    }  # fmt: skip
    return f"{forum} {objects[outcome]}."


def _whole(met: Met, item: Treated) -> str:
    if item.deferred_to:
        return f"{met.forum} udskød punktet til {item.deferred_to}."
    return "Intet at bemærke." if item.outcome == "nothing_to_note" else _sentence(met.forum, item.outcome)


def _said(item: Treated) -> Iterable[Sentence]:
    leads = {"remark": "Bemærkning", "reservation": "Forbehold", "reason": "Begrundelse", "note": ""}
    for one in item.remarks:
        lead = f"{leads[one.kind]}: " if leads[one.kind] else ""
        yield Sentence(f"{lead}{one.text}", (f"remark:{one.id}",), bullet=True)


def unanswered(items: Sequence[Treated]) -> list[str]:
    """The points without a decision, in words: what must be seen to before the minutes can be sent."""
    lacking = [(item, point) for item in items for point in item.points if not point.outcome]
    named = [f"Punkt {item.number}, indstillingspunkt {point.number}: {point.text}" for item, point in lacking]
    bare = [f"Punkt {item.number}: {heading(item)}" for item in items if not item.points and not item.outcome]
    return [*named, *bare]


def outcome_words(item: Treated) -> str:
    """The outcome of an item in words, for lists."""
    return title_of(item.outcome)
