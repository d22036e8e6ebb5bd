"""The forms of an item's text: title, type, sections and points, for a new item and for one that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from tvaers.engine.forums.queries import KINDS, SECTIONS, Item, Meeting, topics
from tvaers.web.design import danish

BLANK_POINTS = 3
"""How many empty points stand after those that there are."""
_POINT, _OTHER = re.compile(r"point_(\d+)"), re.compile(r"other_text_(\d+)")
_NEXT = re.compile(r"next_(\d{1,2})")
STOPS, MOST_STOPS = 6, 20
"""How many further forums a new matter can be given at first, and at most."""
HEAD = ("title", "kinds", "meeting", "role", "journal", "is_closed")
"""What stands before the recommendation and the text; the way and the rest come after them."""
OWN = ("resume", "case", "further", "economy")
"""The sections that have a field of their own; any other has a heading too."""


class ItemForm(forms.Form):
    """The text of an item. There is a field for each point and section, and some more to write in."""

    title = forms.CharField(label="Titel", max_length=300)
    kinds = forms.MultipleChoiceField(label="Type", required=False, choices=tuple(KINDS.items()),
                                      widget=forms.CheckboxSelectMultiple)  # fmt: skip
    journal = forms.CharField(label="Journalnummer", required=False, max_length=60,
                              help_text="Flere sager kan have det samme.")  # fmt: skip
    awaits = forms.CharField(label="Afventer", required=False, max_length=300,
                             help_text="Fx et møde. Så kan punktet ikke komme på dagsordenen uden videre.")  # fmt: skip
    is_closed = forms.BooleanField(label="Lukket punkt", required=False,
                                   help_text="Kun forummets medlemmer og sekretariat ser, at det findes.")  # fmt: skip

    def __init__(self, *args: Any, points: int = 0, others: int = 0, **options: Any) -> None:
        super().__init__(*args, **options)
        points, others = self._enough(_POINT, points + BLANK_POINTS), self._enough(_OTHER, others + 1)
        for number in range(1, points + 1):
            self.fields[f"point_{number}"] = _text(f"Indstillingspunkt {number}", rows=2)
        for kind in OWN:
            self.fields[f"section_{kind}"] = _text(SECTIONS[kind], rows=8 if kind == "case" else 4)
        for number in range(1, others + 1):
            heading = forms.CharField(label="Overskrift på et andet afsnit", required=False, max_length=120)
            self.fields[f"other_heading_{number}"] = heading
            self.fields[f"other_text_{number}"] = _text("Tekst i et andet afsnit", rows=4)

    def _enough(self, name: re.Pattern[str], wanted: int) -> int:
        """So many fields of a sort that nothing that was posted lacks one."""
        posted = [int(found[1]) for key in self.data if (found := name.fullmatch(key))]
        return min(max([wanted, *posted]), 200)

    @property
    def point_fields(self) -> list[BoundField]:
        """The points of the recommendation."""
        return [field for field in self if field.name.startswith("point_")]

    @property
    def section_fields(self) -> list[BoundField]:
        """The sections of the text."""
        return [field for field in self if field.name.startswith(("section_", "other_"))]

    @property
    def head_fields(self) -> list[BoundField]:
        """What every item has, in the order of `HEAD`."""
        return [self[name] for name in HEAD if name in self.fields]

    @property
    def way_fields(self) -> list[BoundField]:
        """The forums that the matter goes to afterwards."""
        return [field for field in self if field.name.startswith("next_")]

    @property
    def has_long_way(self) -> bool:
        """Whether more than one further forum was chosen."""
        return any(field.value() for field in self.way_fields[1:])

    @property
    def more_fields(self) -> list[BoundField]:
        """What few items have."""
        others = (*self.head_fields, *self.point_fields, *self.section_fields, *self.way_fields)
        shown = {one.name for one in others}
        return [field for field in self if field.name not in shown]

    def points(self) -> list[str]:
        """The points as written, the empty ones too."""
        return [self.cleaned_data.get(field.name, "") for field in self.point_fields]

    def sections(self) -> list[dict[str, str]]:
        """The sections as the engine takes them."""
        return list(self._sections())

    def _sections(self) -> Iterator[dict[str, str]]:
        given = self.cleaned_data
        for kind in OWN:
            yield {"kind": kind, "heading": SECTIONS[kind], "text": given.get(f"section_{kind}", "")}
        for name in given:
            if found := _OTHER.fullmatch(name):
                heading = given.get(f"other_heading_{found[1]}", "") or SECTIONS["other"]
                yield {"kind": "other", "heading": heading, "text": given[name]}

    def clean_title(self) -> str:
        """A title on one line."""
        return " ".join(str(self.cleaned_data["title"]).split())


def _text(label: str, *, rows: int) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}))


class NewItemForm(ItemForm):
    """A new matter, and its item in this forum."""

    role = forms.ChoiceField(label="Forummets rolle", choices=Item.ROLES, initial="advises", widget=forms.RadioSelect)
    meeting = forms.ModelChoiceField(queryset=Meeting.objects.none(), label="Til hvilket møde?", required=False,
                                     empty_label="Ikke valgt endnu")  # fmt: skip
    is_oral = forms.BooleanField(label="Mundtligt punkt", required=False)
    topic = forms.ChoiceField(label="Emne", required=False,
                              help_text="Nogle emner skal et andet forum forberede først.")  # fmt: skip
    package = forms.ChoiceField(label="Aftale", required=False, help_text="Den aftale, som sagen handler om.")
    paper = forms.FileField(label="Bilag", required=False,
                            help_text="Højst 20 MB. Flere kan du lægge på punktets egen side.")  # fmt: skip

    def __init__(self, *args: Any, meetings: Any, forums: Any, agreements: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["meeting"]
        chosen.queryset = meetings  # type: ignore[attr-defined]
        chosen.label_from_instance = lambda one: danish.moment(one.starts_at)  # type: ignore[attr-defined]
        self.fields["topic"].choices = [("", "Intet særligt"), *topics().items()]  # type: ignore[attr-defined]
        self.fields["package"].choices = [("", "Ingen"), *agreements]  # type: ignore[attr-defined]
        for name in self._stops():
            self.fields[name] = _further(name, forums)
        self.order_fields([*HEAD, *self._stops(), "awaits", "is_oral", "topic", "package", "paper"])

    def _stops(self) -> list[str]:
        """The fields of the way: some, and one more than were posted."""
        posted = [int(found[1]) for key in self.data if (found := _NEXT.fullmatch(key))]
        return [f"next_{place}" for place in range(1, min(max([STOPS, *posted]), MOST_STOPS) + 1)]

    def route(self, here: str) -> list[str]:
        """The forums that the matter is to pass, this one first, each once; alone it is no route."""
        further = [one.key for name in self._stops() if (one := self.cleaned_data[name])]
        return list(dict.fromkeys([here, *further])) if further else []


def _further(name: str, choices: Any) -> forms.Field:
    """The choice of one further forum on the way of a matter."""
    is_first = name == "next_1"
    return forms.ModelChoiceField(
        queryset=choices, label="Går derefter til" if is_first else "Og derefter til", required=False,
        empty_label="Slutter her" if is_first else "Ikke længere", to_field_name="key",
    )  # fmt: skip


def initial_of(item: Item) -> dict[str, Any]:
    """What the form of an item begins with."""
    found: dict[str, Any] = {"title": item.title, "kinds": item.kinds, "journal": item.matter.journal,
                             "awaits": item.awaits, "is_closed": item.is_closed}  # fmt: skip
    points = sorted(item.points.all(), key=lambda one: one.number)
    found |= {f"point_{place}": one.text for place, one in enumerate(points, start=1)}
    others = others_of(item)
    for one in item.sections:
        if one not in others:
            found[f"section_{one['kind']}"] = one["text"]
    for number, one in enumerate(others, start=1):
        found |= {f"other_heading_{number}": one["heading"], f"other_text_{number}": one["text"]}
    return found


def others_of(item: Item) -> list[Mapping[str, str]]:
    """The sections without a field of their own: of another kind, or the second of theirs."""
    seen: set[str] = set()
    found = []
    for one in item.sections:
        if one["kind"] not in OWN or one["kind"] in seen:
            found.append(one)
        seen.add(one["kind"])
    return found


def differences(form: ItemForm, item: Item) -> Sequence[dict[str, str]]:
    """Where what was written differs from what the item says now: label, now and written."""
    now = initial_of(item)
    rows = []
    for field in form:
        stands, written = _words(now.get(field.name)), _words(form.cleaned_data.get(field.name))
        if stands != written:
            rows.append({"label": str(field.label), "now": stands or "Intet", "written": written or "Intet"})
    return rows


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(KINDS[one] for one in value)
    return ("Ja" if value else "Nej") if isinstance(value, bool) else str(value or "").strip()
