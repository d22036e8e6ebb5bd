"""The sums of many parameter sets from one reading of the facts.

Rows that a rule prices in the same way have the same amount. So the facts are read once and counted: one row for each
combination of month, rule and the few columns that amounts and parties are computed from. A set's amounts are computed
on those counts, one rounding a line as always, and multiplied. A set that decides other rules has a rule column of its
own beside the others; only sets that change the facts themselves (such as which day counts) are read separately.

What a set touches is found by asking the rules: every parameter that a rule looks up is noted while its expression is
made.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from tvaers.engine.settlement.activity import Activity
from tvaers.engine.settlement.activity_tables import STORED, TABLES
from tvaers.engine.settlement.engines import Engine
from tvaers.engine.settlement.execution import prepared_tables
from tvaers.engine.settlement.grid import Grid, GridValues
from tvaers.engine.settlement.pricing import Job, amount_columns, answered_facts, party_columns, rule_number
from tvaers.kernel.package import Package
from tvaers.kernel.rules import Kind, RuleTable

Sums: TypeAlias = dict[tuple[int, date | None, str, str], tuple[int, int]]
"""By rule number, first day of the month, payer and payee: the sum in øre and the number of lines."""

MONTH, TIMES = "counted_month", "counted_times"
IBIS_TYPES = {"VARCHAR": "string", "TIMESTAMP": "timestamp", "DATE": "date", "BIGINT": "int64", "BOOLEAN": "boolean"}


class SetValues(GridValues):
    """The values of one set on facts that are joined to the grid of the package as it is.

    What the set leaves alone is a column of that grid; what it changes is one number. `asked` fills with the parameters
    that are looked up.
    """

    def __init__(self, job: Job, package: Package) -> None:
        super().__init__(package, job.start, job.end)
        self.base = job.package
        self.asked: set[str] = set()

    def at(self, facts: Any, parameter: str, key: str | None = None) -> Any:
        """The value of the row's own day: the set's number, or the column of the grid."""
        self.asked.add(parameter)
        mine = self.package.parameters[parameter].timeline(key)
        if mine == self.base.parameters[parameter].timeline(key):
            return super().at(facts, parameter, key)
        (only,) = mine
        return facts[MONTH].notnull().ifelse(ibis.literal(only.value, "int64"), ibis.null("int64"))

    def on(self, parameter: str, day: date, key: str | None = None) -> Any:
        """The value on one day, as Python."""
        self.asked.add(parameter)
        return super().on(parameter, day, key)

    def constant(self, parameter: str) -> Any:
        """The one value of a parameter, as Python."""
        self.asked.add(parameter)
        return super().constant(parameter)

    def months_after(self, facts: Any, day: Any, parameter: str) -> Any:
        """`day` plus a parameter's months."""
        self.asked.add(parameter)
        return super().months_after(facts, day, parameter)


def sums_of_all(job: Job, packages: Sequence[Package], activity: Activity, engine: Engine) -> list[Sums]:
    """The sums of settled and held lines with each package; all are `job.package` with other parameter values."""
    found: list[Sums] = [{} for _ in packages]
    names = _asked(job, lambda values: _make_facts(job, values))
    grid = engine.grid(Grid(job.package))
    for members in _alike(packages, range(len(packages)), names):
        tables = prepared_tables(Job(packages[members[0]], job.start, job.end), activity, engine)
        values = {index: SetValues(job, packages[index]) for index in members}
        for first, table in _numbered_tables(job):
            scan = Scan(job, table, first, tables, grid, values)
            for index, sums in scan.sums(engine):
                found[index].update(sums)
    return found


class Scan:
    """One rule table over facts that are the same for several sets.

    `first` is the number of its first rule, and `values` are by the sets' numbers.
    """

    def __init__(
        self,
        job: Job,
        table: RuleTable,
        first: int,
        tables: Mapping[str, ir.Table],
        grid: ir.Table,
        values: Mapping[int, SetValues],
    ) -> None:
        self.job, self.table, self.first, self.values = job, table, first, values
        self.answered = answered_facts(job, table, tables, grid, self._any, _with_month)
        self.lanes = _alike(self._packages, list(values), self._deciding())

    def sums(self, engine: Engine) -> Iterator[tuple[int, Sums]]:
        """The sums with each set."""
        if not self._priced:
            return
        counted = engine.keep(f"counted_{self.table.name}", self._counted())
        for place, members in enumerate(self.lanes):
            yield from self._lane(counted, place, members)

    @property
    def _any(self) -> SetValues:
        return next(iter(self.values.values()))

    @property
    def _packages(self) -> dict[int, Package]:
        return {index: values.package for index, values in self.values.items()}

    @property
    def _priced(self) -> list[int]:
        """The numbers of the rules whose outcomes have amounts: settled and held."""
        kinds = (Kind.CHARGE, Kind.HOLD)
        return [number for number, rule in enumerate(self.table.rules, start=self.first) if rule.kind in kinds]

    @cached_property
    def _asked_by_test(self) -> dict[str, set[str]]:
        asked = {}
        for test in self.table.tests:
            values = SetValues(self.job, self.job.package)
            test.ask(self.answered, values)
            asked[test.id] = values.asked
        return asked

    def _deciding(self) -> set[str]:
        """The parameters that decide which rule a row comes under, or who pays."""
        parties = _asked(self.job, lambda values: list(self._parties(self.answered, values)))
        return parties.union(*self._asked_by_test.values())

    def _counted(self) -> ir.Table:
        """How many rows there are of each combination that amounts can differ by."""
        numbers = {f"rule_{place}": self._rule(self.values[members[0]]) for place, members in enumerate(self.lanes)}
        decided = self.answered.mutate(**numbers)
        everyone = [SetValues(self.job, self.job.package), *self.values.values()]
        names = _columns_of(decided, [e for values in everyone for e in self._expressions(decided, values)])
        names |= {MONTH, *numbers} | ({"day", self.table.source} if self.table.splits else set())
        some = ibis.or_(*(decided[name].isin(self._priced) for name in numbers))
        kept = decided.filter(some)
        return kept.group_by(sorted(names)).aggregate(**{TIMES: kept.count()})

    def _rule(self, values: SetValues) -> Any:
        """The number of the rule that each row comes under with one set; answers that it leaves alone are reused."""
        answers = {}
        for test in self.table.tests:
            asked = self._asked_by_test[test.id]
            same = _worth(values.package, asked) == _worth(self._any.package, asked)
            known = self.answered[f"is_{test.id}"]
            answers[test.id] = known if same else test.ask(self.answered, values).fill_null(False)
        return rule_number(self.job, self.table, self.answered, self.first, answers)

    def _lane(self, counted: ir.Table, place: int, members: Sequence[int]) -> Iterator[tuple[int, Sums]]:
        """The sums of the sets that decide alike; sets that price alike, too, are computed once."""
        ruled = counted.mutate(rule=counted[f"rule_{place}"])
        ruled = ruled.filter(ruled.rule.isin(self._priced))
        pricing = _asked(self.job, lambda values: amount_columns(self.table, ruled, values, self.first))
        alike = _alike(self._packages, members, pricing)
        amounts = {
            f"amount_{group[0]}": amount_columns(self.table, ruled, self.values[group[0]], self.first)["amount"]
            for group in alike
        }
        parties = party_columns(self.table, ruled, self.values[members[0]], self.first)
        priced = ruled.mutate(**parties, **amounts)
        summed = priced.group_by(["rule", MONTH, "payer", "payee"]).aggregate(
            lines=priced[TIMES].sum(), **{name: (priced[name] * priced[TIMES]).sum() for name in amounts}
        )
        rows = summed.to_pyarrow().to_pylist()
        for group in alike:
            sums = {_key(row): (row[f"amount_{group[0]}"] or 0, row["lines"]) for row in rows}
            yield from ((index, sums) for index in group)

    def _expressions(self, facts: Any, values: SetValues) -> Iterator[Any]:
        """Everything that amounts and parties are computed from."""
        for rule in self.table.rules:
            if rule.kind in (Kind.CHARGE, Kind.HOLD) and rule.amount:
                amount = rule.amount
                yield from (ask(facts, values) for ask in (amount.base, amount.numerator, amount.denominator))
        yield from self._parties(facts, values)

    def _parties(self, facts: Any, values: SetValues) -> Iterator[Any]:
        for rule in self.table.rules:
            yield from (side(facts, values) for side in (rule.payer, rule.payee) if side)


def lookups(job: Job) -> set[str]:
    """The parameters that the rules look up anywhere: those that can change an amount."""
    values = SetValues(job, job.package)
    tables = _make_facts(job, values)
    columns = {
        "grid_day": "date",
        "stretch": "int16",
        "in_force": "boolean",
        **dict.fromkeys(Grid(job.package).dated, "int64"),
    }
    grid = ibis.table(columns, name="grid")
    for first, table in _numbered_tables(job):
        answered = answered_facts(job, table, tables, grid, values, _with_month)
        decided = answered.mutate(rule=ibis.literal(first, "int16"))
        amount_columns(table, decided, values, first)
        party_columns(table, decided, values, first)
    return values.asked


def _numbered_tables(job: Job) -> list[tuple[int, RuleTable]]:
    """The rule tables, each with the number of its first rule."""
    firsts: dict[str, tuple[int, RuleTable]] = {}
    for number, (table, _) in job.rules.numbered().items():
        firsts.setdefault(table.name, (number, table))
    return list(firsts.values())


def _make_facts(job: Job, values: SetValues) -> dict[str, ir.Table]:
    """Make the expressions of the facts on tables without rows, to hear what they ask for; returns those tables."""
    tables = {
        name: ibis.table({column.name: IBIS_TYPES[STORED[column.kind]] for column in table.columns}, name=name)
        for name, table in TABLES.items()
    }
    for name, prepare in job.rules.prepared.items():
        tables[name] = prepare(tables, values)
    for table in job.rules.tables:
        table.facts(tables, values)
    return tables


def _with_month(facts: Any) -> Any:
    return facts.mutate(**{MONTH: facts.day.cast("date").truncate("M")})


def _asked(job: Job, make: Callable[[SetValues], Any]) -> set[str]:
    """The parameters that an expression looks up while it is made."""
    values = SetValues(job, job.package)
    make(values)
    return values.asked


def _alike(packages: Any, indexes: Sequence[int], names: set[str]) -> list[list[int]]:
    """The sets in groups that have the same values of some parameters, in the order given."""
    groups: dict[Any, list[int]] = {}
    for index in indexes:
        groups.setdefault(_worth(packages[index], names), []).append(index)
    return list(groups.values())


def _worth(package: Package, names: set[str]) -> Any:
    return tuple(
        (name, tuple((v.key, v.start, v.end, v.value) for v in package.parameters[name].values))
        for name in sorted(names)
    )


def _columns_of(table: Any, expressions: Sequence[Any]) -> set[str]:
    """The columns of a table that expressions use."""
    nodes = [expression.op() for expression in expressions if not isinstance(expression, int)]
    return {field.name for node in nodes for field in node.find(ops.Field) if field.rel == table.op()}


def _key(row: Mapping[str, Any]) -> tuple[int, date | None, str, str]:
    return row["rule"], row[MONTH], row["payer"] or "", row["payee"] or ""
