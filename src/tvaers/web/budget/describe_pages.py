"""What the budget office says of a proposal in a draft: facts beside the print, the political mark, and links."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tvaers.engine.budget import actions, queries
from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing.wording import POTS
from tvaers.engine.budget.composition import laid_down
from tvaers.engine.budget.wording import period_words
from tvaers.kernel.errors import NotFound
from tvaers.web.budget import frame
from tvaers.web.budget.fields import MioField, PercentField, one_of, words_field
from tvaers.web.budget.proposal_parts import KINDS
from tvaers.web.budget.unit_names import unit_choices
from tvaers.web.forums.sheets import Sheet, answer
from tvaers.web.problems import shows_problems

UNSAID = (("", "Ikke oplyst"), ("ja", "Ja"), ("nej", "Nej"))
WORDS = {True: "ja", False: "nej", None: ""}
VALUES = {words: value for value, words in WORDS.items()}
YES_NO = {
    "is_political": "Kommer forslaget fra de politiske udvalg?", "is_pool": "Er det en pulje, som fordeles senere?",
    "is_divisible": "Kan en del af det vælges?", "is_started": "Er initiativet i gang?",
    "can_be_delayed": "Kan det udskydes?",
}  # fmt: skip


class FactsForm(forms.Form):
    """The facts of a proposal; a field left empty says nothing."""

    consequence = words_field("Hvad sker der, hvis forslaget ikke får penge?", required=False)
    unavoidable = PercentField(label="Uomgængelig andel i procent")
    financing = forms.CharField(label="Finansiering", required=False, max_length=200)
    committee = forms.CharField(label="Udvalg", required=False, max_length=200)
    documents = words_field("Dokumenter", required=False, rows=2, help_text="Ét på hver linje.")

    def __init__(
        self, *args: Any, pots: list[tuple[str, str]], units: list[tuple[str, str]], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["units"] = forms.MultipleChoiceField(
            label="Enheder", choices=units, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.fields["pot"] = forms.ChoiceField(label="Ramme", choices=[("", "Den, temaet hører til"), *pots],
                                               required=False)  # fmt: skip
        self.fields |= {name: one_of(label, UNSAID, required=False) for name, label in YES_NO.items()}

    def facts(self) -> dict[str, Any]:
        """The facts as the action takes them; the political mark is confirmed by itself."""
        given = self.cleaned_data
        said = {name: VALUES[given[name]] for name in YES_NO if name != "is_political"}
        documents = [one.strip() for one in given["documents"].splitlines() if one.strip()]
        same = ("pot", "unavoidable", "consequence", "financing", "committee")
        return {**said, "units": given["units"], "documents": documents, **{name: given[name] for name in same}}


def _initial(kept: queries.Proposal) -> dict[str, Any]:
    share = "" if kept.unavoidable is None else f"{kept.unavoidable / 10:g}".replace(".", ",")
    return {
        "units": list(kept.units), "documents": "\n".join(kept.documents), "unavoidable": share, "pot": kept.pot,
        "consequence": kept.consequence, "financing": kept.financing, "committee": kept.committee,
        **{name: WORDS[getattr(kept, name)] for name in YES_NO},
    }  # fmt: skip


def _draft_of(user: Any, pk: int, key: str, action: str) -> tuple[queries.Version, queries.Proposal]:
    version = queries.version(user, pk)
    frame.require(user, action, version)
    return version, queries.proposal(user, version, key)


def _sheet(user: Any, version: queries.Version, kept: queries.Proposal, title: str, **words: Any) -> Sheet:
    shared = frame.of_version(user, version, "budget:catalogue", f"{kept.key} {kept.title}", title)
    back = reverse("budget:proposal", args=[version.pk, kept.key])
    shared["trail"][-2]["url"] = back
    return Sheet(title=title, back=back, trail=shared["trail"], **words)


@shows_problems
def describe(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Beskriv budgetbrikken ud over det, der er trykt."""
    user: Any = request.user
    version, kept = _draft_of(user, pk, key, "budget.describe")
    pots = [(one.id, one.title) for one in laid_down(version.catalogue).pots] or list(POTS.items())
    units = unit_choices(user, version)
    form = FactsForm(request.POST or None, pots=pots, units=units, initial=_initial(kept))

    def do(given: dict[str, Any]) -> None:
        actions.describe(actor=user, version=version, key=key, facts=form.facts())
        mark = VALUES[given["is_political"]]
        if mark != kept.is_political:
            actions.confirm_political(actor=user, version=version, key=key, is_political=mark)

    sheet = _sheet(user, version, kept, f"Beskriv budgetbrik {key}", verb="Gem beskrivelsen",
                   said="Beskrivelsen er gemt.", lead=f"{kept.title}. Et tomt felt siger ingenting.")  # fmt: skip
    return answer(request, form, sheet, do)


class LinkForm(forms.Form):
    """A link to another proposal: its kind, the other end, and what it moves in each period."""

    kind = one_of("Denne budgetbrik", [(kind, words[0]) for kind, words in KINDS.items()])

    def __init__(self, *args: Any, others: list[tuple[str, str]], periods: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = periods
        self.fields["second"] = forms.ChoiceField(label="Den anden ende", choices=others)
        for period in periods:
            self.fields[f"low_{period}"] = MioField(
                label=f"Beløb eller minimum, {period_words(period)}", required=False
            )
            self.fields[f"high_{period}"] = MioField(label=f"Maksimum, {period_words(period)}", required=False,
                                                     help_text="Kun når det er et interval.")  # fmt: skip

    def amounts(self) -> dict[str, Interval]:
        """The amount of each period that states one."""
        given = self.cleaned_data
        return {
            period: Interval.of(given[f"low_{period}"], given[f"high_{period}"])
            for period in self.periods if given[f"low_{period}"] is not None
        }  # fmt: skip


@shows_problems
def link(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Forbind budgetbrikken med en anden."""
    user: Any = request.user
    version, kept = _draft_of(user, pk, key, "budget.link")
    others = [(one.key, f"{one.key} {one.title}") for one in queries.proposals(user, version) if one.key != key]
    pots = [(pot, f"Rammen: {words}") for pot, words in POTS.items()]
    form = LinkForm(request.POST or None, others=[*others, *pots], periods=list(version.periods))

    def do(given: dict[str, Any]) -> None:
        actions.link(actor=user, version=version, kind=given["kind"], first=key, second=given["second"],
                     amounts=form.amounts())  # fmt: skip

    sheet = _sheet(user, version, kept, f"Forbind budgetbrik {key}", verb="Gem forbindelsen",
                   said="Forbindelsen er gemt.",
                   lead=f"{kept.title}. Forbindelsen gælder, når en opstilling bliver regnet sammen.")  # fmt: skip
    return answer(request, form, sheet, do)


@require_POST
@shows_problems
def unlink(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Fjern en forbindelse."""
    user: Any = request.user
    version = queries.version(user, pk)
    given = [request.POST.get(name, "") for name in ("kind", "first", "second")]
    if key not in given[1:]:
        raise NotFound(what="Den forbindelse findes ikke.")
    kind, first, second = given
    actions.unlink(actor=user, version=version, kind=kind, first=first, second=second)
    return redirect("budget:proposal", pk, key)
