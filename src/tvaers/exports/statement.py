"""What a statement's papers hold, whatever their format: gathered once from the queries, lines read one by one.

Amounts are whole øre here; each format writes them in its own way. Numbers that name a citizen are left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from tvaers.engine.parties import queries as parties
from tvaers.engine.settlement import queries
from tvaers.engine.settlement.lifecycle import STATEMENT, state_label
from tvaers.engine.settlement.lines import Line, LineFilter
from tvaers.engine.settlement.reasons import rules_by_origin

CITIZEN = "En borger"


@dataclass(frozen=True)
class PaperLine:
    """One line on paper. `amount` is øre, None for a held row without a price; `id` is "" when it names a citizen."""

    id: str
    day: date | None
    table: str
    source: str
    clause: str
    rule: str
    reason: str
    amount: int | None
    is_reversal: bool


@dataclass(frozen=True)
class ClauseSum:
    """What the lines of one clause come to, with the clause in words. Amount in øre."""

    clause: str
    heading: str
    summary: str
    place: str
    lines: int
    amount: int


@dataclass(frozen=True)
class StatementPaper:
    """A statement as its papers show it, for a user who may see it."""

    user: Any
    statement: Any

    @property
    def run(self) -> Any:
        """The run that the statement is from."""
        return self.statement.run

    @property
    def document(self) -> Mapping[str, Any]:
        """The edition of the agreement that it was settled under."""
        return dict(self.run.edition.document)

    @property
    def payer(self) -> str:
        """The payer's name on the last day of the period."""
        return parties.name_of(self.statement.payer, self.run.ends)

    @property
    def payee(self) -> str:
        """The payee's name on the last day of the period."""
        return parties.name_of(self.statement.payee, self.run.ends)

    @property
    def state(self) -> str:
        """The statement's state in Danish."""
        return state_label(STATEMENT, self.statement.state)

    @property
    def file_stem(self) -> str:
        """The name of its files, without what comes after the dot."""
        return f"opgoerelse-{self.statement.pk}-{self.run.starts:%Y%m%d}-{self.run.ends:%Y%m%d}"

    @cached_property
    def clauses(self) -> list[ClauseSum]:
        """The sums by clause, in the agreement's own order."""
        found = queries.line_sums(self.user, self.run, self._settled, "clause")
        order = {clause: place for place, clause in enumerate(self.document["clause_order"])}
        return [self._clause_sum(row) for row in sorted(found, key=lambda row: order.get(row["clause"], len(order)))]

    @cached_property
    def held_sum(self) -> tuple[int, int]:
        """How many rows between the two parties are held, and what would be due for them in øre."""
        found = queries.line_sums(self.user, self.run, self._held, "kind")
        return (found[0]["lines"], found[0]["amount"]) if found else (0, 0)

    @property
    def controls(self) -> list[tuple[str, bool]]:
        """The control sums: those of the run, and that this paper's lines are the statement's amount."""
        total = sum(clause.amount for clause in self.clauses)
        own = ("Summen af linjerne er opgørelsens beløb", total == self.statement.amount)
        return [own, *((control["words"], control["holds"]) for control in self.run.totals["controls"])]

    @property
    def receipt(self) -> list[tuple[str, str]]:
        """Where the amounts come from, as pairs of heading and value."""
        run = self.run
        return [
            ("Kvittering", run.receipt),
            ("Afregning", f"{run.book.title}, nr. {run.number}"),
            ("Aftalens udgave", run.edition.content_hash),
            ("Aktivitet", run.input_hash),
            ("Kodeversion", run.code_version),
            ("Afregnet", f"{run.finished_at:%d-%m-%Y} af {run.settled_by}"),
        ]

    def lines(self) -> Iterator[PaperLine]:
        """Every line of the statement, by day; read a batch at a time."""
        return self._paper_lines(self._settled)

    def held(self) -> Iterator[PaperLine]:
        """Every row between the two parties that is held, by day; amounts are what would be due."""
        return self._paper_lines(self._held)

    def first_lines(self, count: int) -> list[PaperLine]:
        """The first lines of the statement, by day."""
        page = queries.line_page(self.user, self.run, self._settled, limit=count)
        return [self._paper_line(line) for line in page.rows]

    @property
    def _settled(self) -> LineFilter:
        return queries.statement_filter(self.statement)

    @property
    def _held(self) -> LineFilter:
        return replace(self._settled, kind="held")

    def _paper_lines(self, wanted: LineFilter) -> Iterator[PaperLine]:
        return (self._paper_line(line) for line in queries.every_line(self.user, self.run, wanted))

    @cached_property
    def _rules(self) -> dict[tuple[int, int], dict[str, Any]]:
        return rules_by_origin(self.run)

    @cached_property
    def _tables(self) -> dict[str, Mapping[str, Any]]:
        return {table["name"]: table for table in self.document["tables"]}

    def _paper_line(self, line: Line) -> PaperLine:
        rule, table = self._rules[line.origin, line.rule], self._tables[line.table]
        names_citizen = table["source"] == "citizen_id"
        source = CITIZEN if names_citizen else line.source
        return PaperLine(
            id="" if names_citizen else line.id,
            day=line.day,
            table=table["title"],
            source=f"{source}, {line.part}" if line.part else source,
            clause=line.clause,
            rule=line.name,
            reason=rule["reason"],
            amount=line.amount,
            is_reversal=line.entry == -1,
        )

    def _clause_sum(self, row: Mapping[str, Any]) -> ClauseSum:
        clause = self.document["clauses"].get(row["clause"], {})
        return ClauseSum(
            clause=row["clause"],
            heading=clause.get("heading", ""),
            summary=clause.get("summary", ""),
            place=clause.get("place", ""),
            lines=row["lines"],
            amount=row["amount"],
        )
