"""From rule tables to one Ibis expression a table: each row of facts becomes one outcome.

An outcome is narrow on purpose, because there are millions: small integers that lead to rule, clause and values, the
three integers of the arithmetic, and the amount. Names and sentences are joined when somebody reads.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir

from tvaers.engine.settlement.grid import GridValues
from tvaers.kernel.money import portion_expr, split_expr
from tvaers.kernel.package import Package
from tvaers.kernel.rules import RuleBook, RuleTable, load_rules

OUTSIDE_PERIOD = 0
"""The rule number of a row whose day is outside the settled period."""

COLUMNS = (
    "source",
    "part",
    "day",
    "rule",
    "stretch",
    "answers",
    "base",
    "numerator",
    "denominator",
    "amount",
    "payer",
    "payee",
)


@dataclass(frozen=True)
class Job:
    """What to settle: a package (perhaps with what-if values) over a period, both dates inclusive."""

    package: Package
    start: date
    end: date

    @property
    def rules(self) -> RuleBook:
        """The package's rules."""
        if self.package.rules_file is None:
            return RuleBook(())
        return load_rules(self.package.rules_file)

    @property
    def reach(self) -> tuple[date | None, date | None]:
        """The days whose rows this run takes up; None is without limit.

        A run that reaches the agreement's last day also takes what came after, since no later run will; the same before
        its first day.
        """
        valid = self.package.valid
        return (
            None if self.start <= valid.start else self.start,
            None if self.end >= valid.end else self.end,
        )


Narrow = Callable[[Any], Any]
"""Keeps some of the facts: from the table of facts to a smaller one."""


def outcomes(
    job: Job, table: RuleTable, tables: Mapping[str, ir.Table], grid: ir.Table, keep: Narrow | None = None
) -> ir.Table:
    """The outcome of every row of one rule table: columns COLUMNS, `day` null while open. `keep` narrows the facts."""
    values = GridValues(job.package, job.start, job.end)
    answered = answered_facts(job, table, tables, grid, values, keep)
    first = next(number for number, (owner, _) in job.rules.numbered().items() if owner is table)
    decided = decide(job, table, answered, first)
    result = decided.select(**_columns(table, decided, values, first))
    undeclared = values.asked - table.uses
    if undeclared:
        raise RuntimeError(
            f"{table.name} asks for {sorted(undeclared)}, which its tests and amounts do not say they use"
        )
    return result


def answered_facts(
    job: Job, table: RuleTable, tables: Mapping[str, ir.Table], grid: ir.Table, values: GridValues, keep: Narrow | None
) -> ir.Table:
    """The facts with the day's values beside them and one boolean column per test (`is_…`)."""
    facts = table.facts(tables, values)
    if keep is not None:
        facts = keep(facts)
    dated = facts.left_join(grid, facts.day == grid.grid_day)
    dated = dated.mutate(in_force=dated.in_force.fill_null(False))
    asked = {f"is_{test.id}": _yes(test.ask(dated, values)) for test in table.tests}
    return dated.mutate(**asked)


def decide(job: Job, table: RuleTable, answered: ir.Table, first: int) -> ir.Table:
    """The answered facts with the number of the first rule that fits, OUTSIDE_PERIOD where the day is not the run's."""
    answers = {test.id: answered[f"is_{test.id}"] for test in table.tests}
    return answered.mutate(rule=rule_number(job, table, answered, first, answers))


def rule_number(job: Job, table: RuleTable, facts: ir.Table, first: int, answers: Mapping[str, Any]) -> Any:
    """The number of the first rule that fits, as a column (int16); `answers` are boolean columns by test."""
    cases = [
        (_all(answers[a.test.id] if a.wanted else ~answers[a.test.id] for a in rule.when), number)
        for number, rule in enumerate(table.rules, start=first)
    ]
    outside = [] if table.keeps_period else _outside(job, facts)
    return ibis.cases(*outside, *cases).cast("int16")


def amount_columns(table: RuleTable, decided: Any, values: GridValues, first: int) -> dict[str, Any]:
    """base, numerator, denominator and amount: the numerator and the amount are null where the rule makes none."""
    numbered = list(enumerate(table.rules, start=first))
    priced = [(n, rule.amount) for n, rule in numbered if rule.amount]
    base = _by_rule(decided, priced, lambda a: a.base(decided, values), "int64", everywhere=True)
    numerator = _by_rule(decided, priced, lambda a: a.numerator(decided, values), "int64", len(numbered))
    denominator = _by_rule(decided, priced, lambda a: a.denominator(decided, values), "int64", everywhere=True)
    amount = portion_expr(base, numerator, denominator)
    if table.splits:
        split = split_expr(base, numerator, denominator, [decided.rule, decided.day], decided[table.source])
        amount = decided.rule.isin([n for n, rule in numbered if rule.name == table.splits]).ifelse(split, amount)
    return {"base": base, "numerator": numerator, "denominator": denominator, "amount": amount}


def party_columns(table: RuleTable, decided: Any, values: GridValues, first: int) -> dict[str, Any]:
    """payer and payee: null where the rule names none."""
    numbered = list(enumerate(table.rules, start=first))
    payers = [(n, r.payer) for n, r in numbered if r.payer]
    payees = [(n, r.payee) for n, r in numbered if r.payee]
    return {
        "payer": _by_rule(decided, payers, lambda q: q(decided, values), "string", len(numbered)),
        "payee": _by_rule(decided, payees, lambda q: q(decided, values), "string", len(numbered)),
    }


def _columns(table: RuleTable, decided: Any, values: GridValues, first: int) -> dict[str, Any]:
    bits = [decided[f"is_{test.id}"].cast("int32") * (1 << place) for place, test in enumerate(table.tests)]
    return {
        "source": decided[table.source].cast("string"),
        "part": decided[table.part].cast("string") if table.part else ibis.literal("", "string"),
        "day": decided.day,
        "rule": decided.rule,
        "stretch": decided.stretch,
        "answers": _joined(bits).cast("int32"),
        **amount_columns(table, decided, values, first),
        **party_columns(table, decided, values, first),
    }


def _by_rule(
    decided: Any,
    of: list[tuple[int, Any]],
    value: Callable[[Any], Any],
    dtype: str,
    rules: int = 0,
    *,
    everywhere: bool = False,
) -> Any:
    """One value per rule as a CASE; rules with the very same value share a branch.

    When there is one value and every one of the table's `rules` has it, or it may stand `everywhere`, it needs no CASE.
    """
    if not of:
        return ibis.null(dtype)
    branches: list[tuple[list[int], Any]] = []
    for number, thing in of:
        expression = value(thing)
        expression = ibis.literal(expression) if isinstance(expression, int) else expression
        same = next((b for b in branches if b[1].equals(expression)), None)
        if same:
            same[0].append(number)
        else:
            branches.append(([number], expression))
    if len(branches) == 1 and (everywhere or len(of) == rules):
        return branches[0][1].cast(dtype)
    return ibis.cases(*((_is_any(decided.rule, numbers), expression.cast(dtype)) for numbers, expression in branches))


def _is_any(rule: Any, numbers: list[int]) -> Any:
    """Whether the rule is one of some numbers; a run of them is one comparison."""
    if numbers == list(range(numbers[0], numbers[-1] + 1)):
        return rule == numbers[0] if len(numbers) == 1 else rule.between(numbers[0], numbers[-1])
    return rule.isin(numbers)


def _outside(job: Job, facts: Any) -> list[tuple[Any, int]]:
    first, last = job.reach
    tests = [facts.day < first] if first else []
    tests += [facts.day > last] if last else []
    return [(_yes(test), OUTSIDE_PERIOD) for test in tests]


def _yes(answer: Any) -> Any:
    return answer.fill_null(False)


def _all(tests: Any) -> Any:
    result = None
    for test in tests:
        result = test if result is None else result & test
    return ibis.literal(True) if result is None else result


def _joined(bits: list[Any]) -> Any:
    """The bits in one integer; `or` is cheaper than `+`, which looks for overflow."""
    joined = bits[0]
    for bit in bits[1:]:
        joined = joined | bit
    return joined
