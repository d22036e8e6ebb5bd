"""The vocabulary that content writes its price rules in: facts in, explained outcome out. Free of Django.

A package's rules.py gives `TABLES`, a tuple of `RuleTable`: one per activity table that it prices. A rule table turns
each row of facts into exactly one outcome by the first rule whose tests hold. The same declaration is compiled to one
Ibis expression (for millions of rows) and read for the explanation of one line (what was asked, what was answered).
"""

import importlib.util
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import ibis.expr.types as ir

from tvaers.kernel.errors import Problem

Facts: TypeAlias = Any  # an Ibis table whose columns are the facts; Ibis types its columns at run time only
Tables: TypeAlias = Mapping[str, ir.Table]


class Values(Protocol):
    """The parameters of an agreement as an expression sees them: on each row, the value of that row's own day."""

    start: date
    end: date
    parties: tuple[str, ...]

    def at(self, facts: Facts, parameter: str, key: str | None = None) -> Any:
        """The value as a column: basis points, øre, or a count. Null on days without a value."""

    def by(self, facts: Facts, parameter: str, key: Any) -> Any:
        """The value of a keyed parameter, the key taken from a column."""

    def on(self, parameter: str, day: date, key: str | None = None) -> Any:
        """The value on one day, as Python; None when there is none. For remarks."""

    def constant(self, parameter: str) -> Any:
        """The one value of a parameter that cannot differ from day to day, such as a choice or a list of codes."""

    def months_after(self, facts: Facts, day: Any, parameter: str) -> Any:
        """`day` plus the parameter's number of months, clamped to the month's end."""


Question: TypeAlias = Callable[[Facts, Values], Any]


@dataclass(frozen=True)
class Test:
    """A question about the facts, with the Danish words for both answers. An unknown fact answers no.

    `uses` names the dated parameters that the answer rests on.
    """

    id: str
    yes: str
    no: str
    ask: Question
    uses: tuple[str, ...] = ()

    def __invert__(self) -> "Answer":
        return Answer(self, False)


@dataclass(frozen=True)
class Answer:
    """A test with the answer that a rule wants."""

    test: Test
    wanted: bool = True

    @property
    def words(self) -> str:
        """What holds when the answer is the wanted one."""
        return self.test.yes if self.wanted else self.test.no


@dataclass(frozen=True)
class Amount:
    """base × numerator / denominator, rounded once to whole øre. `words` says it in Danish; `uses` names parameters."""

    base: Question
    numerator: Question
    denominator: Question
    base_words: str
    numerator_words: str
    unit: str
    uses: tuple[str, ...] = ()
    is_full: bool = False


class Kind(StrEnum):
    """What becomes of a row of facts."""

    CHARGE = "settled"
    HOLD = "held"
    WAIT = "open"
    LEAVE_OUT = "out_of_scope"


@dataclass(frozen=True)
class Rule:
    """One rule: its tests, and what becomes of rows that meet them. `reason` is Danish, `code` English and stable."""

    name: str
    clause: str
    kind: Kind
    when: tuple[Answer, ...]
    reason: str
    code: str = ""
    amount: Amount | None = None
    payer: Question | None = None
    payee: Question | None = None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True)
class RuleTable:
    """The rules of one kind of row, in order: the first that fits decides.

    `facts(tables, values)` is an Ibis table with the columns that the tests ask about and `day`, the date whose law
    applies. `name` is what the table's outcomes and line ids go under (the activity table's name unless given);
    `source` is the column that identifies a row; `part` tells apart several rows of one source.
    `shown` gives the facts an explanation shows, with Danish labels. `keeps_period` means that `facts` itself keeps to
    the settled period; else rows whose `day` is outside it are set aside. `splits` names the rule whose lines of one
    day share an amount out between them, so that they sum to it exactly (largest remainder).
    """

    table: str
    title: str
    source: str
    facts: Callable[[Tables, Values], Facts]
    rules: tuple[Rule, ...]
    shown: Mapping[str, str]
    part: str | None = None
    name: str = ""
    keeps_period: bool = False
    splits: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.name or self.table)

    @property
    def tests(self) -> tuple[Test, ...]:
        """Every test of the table once, in order; its place is its bit in the stored answers."""
        found: dict[str, Test] = {}
        for rule in self.rules:
            for answer in rule.when:
                found.setdefault(answer.test.id, answer.test)
        return tuple(found.values())

    @property
    def uses(self) -> frozenset[str]:
        """The dated parameters that the outcomes rest on."""
        amounts = {name for rule in self.rules if rule.amount for name in rule.amount.uses}
        return frozenset(amounts | {name for test in self.tests for name in test.uses})


@dataclass(frozen=True)
class Total:
    """The sum of one rule's lines in one year, for remarks: øre."""

    rule: str
    year: int
    amount: int
    lines: int


class Remark(Protocol):
    """Looks at the finished totals and says in Danish what the reader should notice."""

    __name__: str

    def __call__(self, totals: Iterable[Total], values: Values) -> Iterable[str]: ...


@dataclass(frozen=True, eq=False)
class RuleBook:
    """All rules of a package.

    `prepared` are tables that several rule tables join to: computed once a run, and then found among the activity
    tables under their names. `remarks` look at the finished totals and say in Danish what the reader should notice.
    """

    tables: tuple[RuleTable, ...]
    prepared: Mapping[str, Callable[[Tables, Values], Facts]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    def __post_init__(self) -> None:
        names = [(table.table, rule.name) for table in self.tables for rule in table.rules]
        doubled = {name for name in names if names.count(name) > 1}
        if doubled:
            raise Problem(what=f"Reglen {sorted(doubled)[0]} står to gange.", do="Giv reglerne hver sit navn.")

    @property
    def rule_names(self) -> frozenset[str]:
        """The names that clauses may point at: of rules, and of remarks."""
        rules = {rule.name for table in self.tables for rule in table.rules}
        return frozenset(rules | {remark.__name__ for remark in self.remarks})

    def numbered(self) -> dict[int, tuple[RuleTable, Rule]]:
        """Every rule with its number, from 1: the small integer that a line carries."""
        pairs = [(table, rule) for table in self.tables for rule in table.rules]
        return dict(enumerate(pairs, start=1))


def share(base: str, rate: str, *, words: str, key: str | None = None) -> Amount:
    """A share, in basis points, of an amount; `key` is the column that chooses among a keyed parameter's values."""

    def numerator(f: Facts, v: Values) -> Any:
        return v.by(f, rate, f[key]) if key else v.at(f, rate)

    return Amount(_column(base), numerator, lambda f, v: 10_000, words, "sats", "basispoint", (rate,))


def full(base: str, *, words: str) -> Amount:
    """The whole amount: all 10,000 basis points of it."""
    return Amount(_column(base), lambda f, v: 10_000, lambda f, v: 10_000, words, "", "", (), is_full=True)


def portion(base: Question, numerator: str, denominator: str, *, words: str, of: str, uses: tuple[str, ...]) -> Amount:
    """An amount × a count / a count, such as a yearly rate × helped days / days of the year."""
    return Amount(base, _column(numerator), _column(denominator), words, of, "antal", uses)


def charge(
    name: str,
    clause: str,
    *when: Test | Answer,
    amount: Amount,
    payer: Question | str,
    payee: Question | str,
    reason: str,
    readings: tuple[str, ...] = (),
) -> Rule:
    """A rule that makes a line: payer pays payee the amount."""
    return Rule(name, clause, Kind.CHARGE, _answers(when), reason, "", amount, _party(payer), _party(payee), readings)


def hold(
    name: str,
    clause: str,
    *when: Test | Answer,
    due: Amount | None = None,
    payer: Question | str | None = None,
    payee: Question | str | None = None,
    reason: str,
    code: str,
    readings: tuple[str, ...] = (),
) -> Rule:
    """A rule that holds a row back with a reason, and says what would be due."""
    return Rule(
        name,
        clause,
        Kind.HOLD,
        _answers(when),
        reason,
        code,
        due,
        None if payer is None else _party(payer),
        None if payee is None else _party(payee),
        readings,
    )


def wait(
    name: str,
    clause: str,
    *when: Test | Answer,
    reason: str,
    code: str = "open",
    payer: Question | str | None = None,
    payee: Question | str | None = None,
) -> Rule:
    """A rule for rows that are not finished yet. Payer and payee say whose rows they are."""
    return _unpriced(Kind.WAIT, name, clause, when, reason, code, payer, payee)


def leave_out(
    name: str,
    clause: str,
    *when: Test | Answer,
    reason: str,
    code: str = "out of scope",
    payer: Question | str | None = None,
    payee: Question | str | None = None,
) -> Rule:
    """A rule for rows that the agreement does not cover. Payer and payee say whose rows they are."""
    return _unpriced(Kind.LEAVE_OUT, name, clause, when, reason, code, payer, payee)


def _unpriced(
    kind: Kind,
    name: str,
    clause: str,
    when: Iterable[Test | Answer],
    reason: str,
    code: str,
    payer: Question | str | None,
    payee: Question | str | None,
) -> Rule:
    sides = [None if side is None else _party(side) for side in (payer, payee)]
    return Rule(name, clause, kind, _answers(when), reason, code, None, sides[0], sides[1])


@lru_cache(maxsize=64)
def load_rules(file: Path) -> RuleBook:
    """The rule book of a package's rules.py. Raises Problem when the file gives no TABLES."""
    spec = importlib.util.spec_from_file_location(f"tvaers_rules_{abs(hash(file))}", file)
    if spec is None or spec.loader is None:
        raise Problem(what=f"{file} kan ikke læses som regler.", do="Se om filen findes og hedder rules.py.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tables = getattr(module, "TABLES", None)
    if not tables:
        raise Problem(what=f"{file.parent.name}/rules.py giver ingen TABLES.", do="Tilføj TABLES = (RuleTable(…),).")
    return RuleBook(tuple(tables), getattr(module, "PREPARED", {}), tuple(getattr(module, "REMARKS", ())))


def renamed(table: RuleTable, clauses: Mapping[str, str]) -> RuleTable:
    """The same rules under other clauses: for a later agreement that carries on what an earlier one settled."""
    return replace(table, rules=tuple(replace(r, clause=clauses.get(r.clause, r.clause)) for r in table.rules))


@dataclass(frozen=True)
class Unmet:
    """Why a rule did not decide: the words of what was wanted and not so, or that another rule came first."""

    rule: Rule
    missing: tuple[str, ...] = field(default=())


def answers_of(table: RuleTable, mask: int) -> dict[str, bool]:
    """The stored answers of a row by test id."""
    return {test.id: bool(mask >> place & 1) for place, test in enumerate(table.tests)}


def unmet_rules(table: RuleTable, decided: Rule, mask: int) -> list[Unmet]:
    """Every other rule with the wanted answers that it did not get; empty where it fitted but came after."""
    answers = answers_of(table, mask)
    others = [rule for rule in table.rules if rule is not decided]
    return [
        Unmet(rule, tuple(_contrary(a) for a in rule.when if answers[a.test.id] is not a.wanted)) for rule in others
    ]


def _contrary(answer: Answer) -> str:
    return answer.test.no if answer.wanted else answer.test.yes


def _answers(when: Iterable[Test | Answer]) -> tuple[Answer, ...]:
    return tuple(Answer(w) if isinstance(w, Test) else w for w in when)


def _column(name: str) -> Question:
    return lambda f, v: f[name]


def _party(party: Question | str) -> Question:
    return _column(party) if isinstance(party, str) else party
