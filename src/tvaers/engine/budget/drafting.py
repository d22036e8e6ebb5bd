"""Units write proposals within their frames; the budget office takes them into the catalogue's draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tvaers.engine.budget import catalogue as shapes
from tvaers.engine.budget import policies
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing.wording import kr
from tvaers.engine.budget.frames import Room, frame_of, used
from tvaers.engine.budget.locking import draft, fresh
from tvaers.engine.budget.models import Catalogue, Proposal, UnitDraft, UnitFrame, Version
from tvaers.engine.budget.storing import Writer
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Conflict, Problem
from tvaers.kernel.ids import looks_like_cpr

COUNTED = ("submitted", "taken")
"""The states in which a draft uses the frame of its unit."""


@dataclass(frozen=True)
class Text:
    """What a unit writes: `amounts` per period; `wish` names the committee whose wish it is (BUD-03), "" for none."""

    theme: str
    title: str
    amounts: Mapping[str, Interval] = field(default_factory=dict)
    background: str = ""
    initiative: str = ""
    consequence: str = ""
    is_unavoidable: bool = False
    is_started: bool = False
    wish: str = ""
    discussed_on: date | None = None


@action("budget.set_unit_frame", permission=policies.may_keep, on="catalogue",
        audit="{actor} satte rammen for {unit} i {catalogue}")  # fmt: skip
def set_unit_frame(
    *, actor: Actor, catalogue: Catalogue, unit: str, base: int, medicine: int = 0, share: int = 5
) -> UnitFrame:  # noqa: ARG001  # fmt: skip
    """Sæt en enheds ramme: vedtaget budget, medicinen i det, og andelen i promille (BUD-13). Beløb i hele kroner."""
    if not 0 <= medicine <= base:
        raise Problem(what="Medicinen er større end budgettet, eller et beløb er negativt.", do="Ret beløbene.")
    if not 0 < share <= 1000:
        raise Problem(what="Andelen ligger mellem 1 og 1000 promille.")
    given = {"base": base, "medicine": medicine, "share": share}
    made, _ = UnitFrame.objects.update_or_create(catalogue=catalogue, unit=unit, defaults=given)
    return made


def room_of(catalogue: Catalogue, unit: str, beside: UnitDraft | None = None) -> Room | None:
    """The unit's frame and what its submitted drafts use, `beside` left out; None for a unit without a frame."""
    frame = catalogue.unit_frames.filter(unit=unit).first()
    if frame is None:
        return None
    drafts = catalogue.unit_drafts.filter(unit=unit, state__in=COUNTED)
    others = drafts.exclude(pk=beside.pk) if beside else drafts
    taken = used((one.amounts for one in others), catalogue.year)
    return Room(frame_of(frame.base, frame.medicine, frame.share), taken)


@action("budget.begin_draft", permission=policies.may_write, on="unit", audit="{actor} begyndte {result}",
        silent=("text",))  # fmt: skip
def begin_draft(*, actor: Actor, catalogue: Catalogue, unit: str, text: Text) -> UnitDraft:  # noqa: ARG001
    """Begynd et forslag til kataloget for en enhed."""
    made = UnitDraft(catalogue=catalogue, unit=unit)
    return _write(made, text)


@action("budget.write_draft", permission=policies.may_write, on="draft", audit="{actor} skrev i {draft}",
        silent=("text",))  # fmt: skip
def write_draft(
    *, actor: Actor, draft: UnitDraft, text: Text, version: int | None = None
) -> UnitDraft:  # noqa: ARG001  # fmt: skip
    """Skriv i et forslag. Conflict, når en anden har rettet det imens, eller når det er sendt."""
    draft = fresh(draft)
    if version is not None and version != draft.version:
        raise Conflict(what="En anden har rettet forslaget, mens du skrev.", do="Se, hvad der er ændret, og gem igen.")
    _in_state(draft, "writing")
    return _write(draft, text)


def _write(draft: UnitDraft, text: Text) -> UnitDraft:
    if not text.title.strip() or not text.theme.strip():
        raise Problem(what="Titlen eller temaet mangler.", do="Skriv kort, hvad forslaget handler om, og vælg et tema.")
    if any(looks_like_cpr(one) for one in (text.title, text.background, text.initiative, text.consequence)):
        raise Problem(what="Teksten ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")
    if any(one.low > one.high for one in text.amounts.values()):
        raise Problem(what="Minimum er større end maksimum.", do="Byt de to tal om.")
    draft.amounts = {period: [one.low, one.high] for period, one in text.amounts.items()}
    draft.theme, draft.title = text.theme.strip(), text.title.strip()
    draft.background, draft.initiative, draft.consequence = text.background, text.initiative, text.consequence
    draft.is_unavoidable, draft.is_started = text.is_unavoidable, text.is_started
    draft.wish, draft.discussed_on = text.wish.strip(), text.discussed_on
    draft.version += 1
    draft.changed_at = clock.now()
    draft.save()
    return draft


def _in_state(draft: UnitDraft, *states: str) -> None:
    if draft.state not in states:
        raise Conflict(what=f"Forslaget er {draft.get_state_display().lower()} og kan ikke ændres.")


def _settle(draft: UnitDraft, state: str, reason: str = "") -> UnitDraft:
    draft.state, draft.reason, draft.changed_at = state, reason.strip(), clock.now()
    draft.save()
    return draft


@action("budget.submit_draft", permission=policies.may_write, on="draft", audit="{actor} indsendte {draft}")
def submit_draft(*, actor: Actor, draft: UnitDraft) -> UnitDraft:  # noqa: ARG001
    """Indsend et forslag. Det afvises, når enhedens forslag tilsammen er over rammen (BUD-13)."""
    Catalogue.objects.select_for_update().get(pk=draft.catalogue_id)
    draft = fresh(draft)
    _in_state(draft, "writing")
    year = draft.catalogue.year
    if str(year) not in draft.amounts:
        raise Problem(what=f"Forslaget har intet beløb i {year}.", do="Skriv beløbet; et tomt felt er ikke nul.")
    room, own = room_of(draft.catalogue, draft.unit, beside=draft), used([draft.amounts], year)
    if room is not None and own > room.remaining:
        raise Problem(
            what="Forslaget er over enhedens ramme.",
            why=f"Forslaget er på {kr(own)} Rammen er {kr(room.frame)} Der er {kr(room.remaining)} tilbage.",
            do="Sæt beløbet ned, eller træk et andet forslag tilbage.",
        )
    return _settle(draft, "submitted")


@action("budget.withdraw_draft", permission=policies.may_write, on="draft", audit="{actor} trak {draft} tilbage")
def withdraw_draft(*, actor: Actor, draft: UnitDraft) -> UnitDraft:  # noqa: ARG001
    """Træk et forslag tilbage, før det er optaget i kataloget. Rammen bliver fri igen."""
    draft = fresh(draft)
    _in_state(draft, "writing", "submitted")
    return _settle(draft, "withdrawn")


@action("budget.decline_draft", permission=policies.may_keep, on="draft", audit="{actor} optog ikke {draft}: {reason}")
def decline_draft(*, actor: Actor, draft: UnitDraft, reason: str) -> UnitDraft:  # noqa: ARG001
    """Lad være med at optage et forslag. Enheden ser hvorfor."""
    draft = fresh(draft)
    _in_state(draft, "submitted")
    if not reason.strip():
        raise Problem(what="Begrundelsen mangler.", do="Skriv, hvorfor forslaget ikke kommer med.")
    return _settle(draft, "declined", reason)


@action("budget.take_in_draft", permission=policies.may_keep, on="version",
        audit="{actor} optog {unit_draft}: {result}")  # fmt: skip
def take_in_draft(*, actor: Actor, version: Version, unit_draft: UnitDraft) -> Proposal:  # noqa: ARG001
    """Optag et indsendt forslag i katalogets kladde, med det næste nummer i temaet.

    A committee's wish must have been discussed in the executive committee first (BUD-03).
    """
    version, unit_draft = draft(version), fresh(unit_draft)
    _in_state(unit_draft, "submitted")
    if unit_draft.catalogue_id != version.catalogue_id:
        raise Problem(what="Forslaget hører til et andet katalog.")
    if unit_draft.wish and unit_draft.discussed_on is None:
        do = "Skriv, hvornår det er drøftet, før det optages."
        raise Conflict(what="Ønsket er ikke drøftet i forretningsudvalget.", do=do)
    read = _as_proposal(version, unit_draft)
    Writer(version).add(read)
    unit_draft.key = read.key
    _settle(unit_draft, "taken")
    made = version.proposals.get(key=read.key)
    made.units, made.is_started, made.consequence = [unit_draft.unit], unit_draft.is_started, unit_draft.consequence
    made.save()
    return made


def _as_proposal(version: Version, unit_draft: UnitDraft) -> shapes.Proposal:
    """The draft as a proposal whose table is printed in whole kroner."""
    numbers = [one.key.rpartition("-")[2] for one in version.proposals.filter(theme=unit_draft.theme)]
    number = max((int(one) for one in numbers if one.isdigit()), default=0) + 1
    here = shapes.Place(0)
    cells = tuple(_cell(period, unit_draft.amounts.get(period)) for period in version.periods)
    columns = tuple(shapes.Column(period, "period", period) for period in version.periods)
    rows = (shapes.Row("Samlet udvidelsesforslag", "total", cells, here),)
    table = shapes.Table("proposal", "Økonomisk konsekvens", "kr.", columns, rows, here, version.price_level)
    written = (("Baggrund", unit_draft.background), ("Initiativ", unit_draft.initiative))
    return shapes.Proposal(
        key=f"{unit_draft.theme}-{number:02d}", theme=unit_draft.theme, title=unit_draft.title, place=here,
        departments=unit_draft.unit, is_unavoidable=unit_draft.is_unavoidable, table=table,
        sections=tuple(shapes.Section(heading, text, here) for heading, text in written if text.strip()),
    )  # fmt: skip


def _cell(period: str, ends: list[int] | None) -> shapes.Cell:
    if ends is None:
        return shapes.Cell(period, None, "", "empty", 1)
    low, high = ends
    printed = _plain(low) if low == high else f"{_plain(low)}-{_plain(high)}"
    return shapes.Cell(period, Interval(low, high), printed, "stated", 1)


def _plain(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
