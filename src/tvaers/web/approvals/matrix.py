"""The list of editions, and the approval matrix: editions down, parties across."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from tvaers.engine.approvals import queries
from tvaers.engine.parties.queries import name_of
from tvaers.web.approvals import words
from tvaers.web.approvals.frame import address
from tvaers.web.design import danish
from tvaers.web.design.parts import Cell, Column, Link, Row, Table


class EditionFilter(forms.Form):
    """Which editions are listed."""

    STATES = (("", "På vej"), ("i-kraft", "Sat i kraft"), ("tilbage", "Trukket tilbage"), ("alle", "Alle"))

    q = forms.CharField(label="Aftale", required=False, max_length=100)
    status = forms.ChoiceField(label="Status", required=False, choices=STATES)

    def rows(self, found: Any) -> Any:
        """The editions that fit."""
        given = self.cleaned_data if self.is_valid() else {}
        if text := given.get("q", ""):
            found = found.filter(title__icontains=text)
        status = given.get("status", "")
        if status == "alle":
            return found
        if status == "i-kraft":
            return found.exclude(in_force_from=None)
        if status == "tilbage":
            return found.exclude(withdrawn_on=None)
        return found.filter(in_force_from=None, withdrawn_on=None)


def listing(user: Any, found: Sequence[queries.Proposal], download: str) -> Table:
    """The editions with where they stand, what is next, and who is waited for."""
    rows = []
    for one in found:
        chain = queries.stands(user, one)
        is_going = not (one.in_force_from or one.withdrawn_on)
        rows.append(Row(cells=[
            Cell(text=str(one), href=address(one), header=True), Cell(status=words.edition_status(one, chain)),
            Cell(text=words.next_step(chain) if is_going else ""),
            Cell(text=words.waited_for(one, chain) if is_going else ""),
            Cell(text=f"{chain.approved} af {chain.parties}" if chain.parties else "Ingen parter"),
            Cell(text=danish.day(one.opened_at.date())),
        ]))  # fmt: skip
    titles = ("Udgave", "Status", "Næste skridt", "Venter på", "Parter har godkendt", "Lagt op")
    empty = "Her kommer udgaver af aftaler, når et sekretariat lægger dem op til godkendelse."
    return Table(
        caption="Udgaver", columns=[Column(key=one, title=one) for one in titles], rows=rows, count=len(rows),
        noun="udgave" if len(rows) == 1 else "udgaver", empty=empty,
        downloads=[Link(title="Hvem har godkendt hvad (XLSX)", url=download)] if rows else (),
    )  # fmt: skip


def matrix(user: Any, found: Sequence[queries.Proposal]) -> Table:
    """The approval matrix. A party that is not on an edition's way has an empty cell."""
    stood = [(one, queries.stands(user, one)) for one in found]
    parties = {stage.fact.party for _, chain in stood for stage in chain.stages if stage.fact.kind == "party"}
    named = sorted(parties, key=name_of)
    rows = []
    for one, chain in stood:
        stages = {stage.fact.party: stage for stage in chain.stages if stage.fact.kind == "party"}
        answers = [Cell(status=words.step_status(stages[each])) if each in stages else Cell() for each in named]
        rows.append(Row(cells=[
            Cell(text=str(one), header=True), Cell(status=words.edition_status(one, chain)),
            Cell(text=f"{chain.approved} af {chain.parties}"), *answers,
        ]))  # fmt: skip
    titles = ["Udgave", "Status", "Parter har godkendt", *(name_of(one) for one in named)]
    columns = [Column(key=str(place), title=title) for place, title in enumerate(titles)]
    return Table(caption="Hvem har godkendt hvad", columns=columns, rows=rows, count=len(rows), noun="udgaver")
