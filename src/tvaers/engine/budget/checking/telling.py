"""From a balance to an outcome: nothing when it holds, else a finding with the arithmetic in Danish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tvaers.engine.budget.catalogue import Interval, Place, Unit
from tvaers.engine.budget.checking.balance import Balance, Term
from tvaers.engine.budget.checking.causes import likely_cause
from tvaers.engine.budget.checking.finding import CAUSES, HELD, Cause, Finding, Kind, Outcome
from tvaers.engine.budget.checking.wording import amount_words, ended, figures, single

LONG = 12
"""Sums of more terms than this are told by their count."""


@dataclass(frozen=True)
class Subject:
    """What a sum is about: rule, key and words for it, where it is printed, and its unit."""

    rule: str
    object: str
    where: str
    place: Place
    unit: Unit


def judge(
    subject: Subject,
    balance: Balance,
    told: str,
    *,
    kind: Kind = "error",
    before: Interval | None = None,
    nearby: tuple[Interval, ...] = (),
) -> Outcome:
    """The outcome of one sum. `told` is what gives the recomputed amount: "Rækkerne", "Temaets forslag"."""
    if balance.verdict == "held":
        return HELD
    if balance.verdict == "rounding":
        return _finding(subject, balance, "rounding", f"{_what(subject, balance, told)} {_bound(subject, balance)}")
    cause = likely_cause(balance, before, nearby)
    likely = f" Sandsynlig årsag: {CAUSES[cause]}." if cause else ""
    reason = f"{_what(subject, balance, told)} {_beyond(subject, balance)}{likely}"
    return _finding(subject, balance, kind, reason, cause)


def _finding(subject: Subject, balance: Balance, kind: Kind, reason: str, cause: Cause = "") -> Finding:
    printed, recomputed = balance.printed.amount, balance.recomputed
    is_money = subject.unit.endswith("kr.")
    return Finding(
        rule=subject.rule,
        kind=kind,
        place=subject.place,
        object=subject.object,
        where=subject.where,
        reason=reason,
        printed=printed if is_money else None,
        recomputed=recomputed if is_money else None,
        unit=subject.unit,
        printed_text=amount_words(printed, subject.unit, balance.printed.step),
        recomputed_text=amount_words(recomputed, subject.unit, balance.finest),
        cause=cause,
    )


def arithmetic(terms: Sequence[Term], unit: Unit) -> str:
    """The terms as a sum on a line: "10,00 + 0", "62,00-78,00 - 43,00"; long ones only by their count."""
    if len(terms) > LONG:
        return f"{len(terms)} linjer"
    written = [figures(one.amount, unit, one.step) for one in terms]
    told = written[0]
    for one in written[1:]:
        told += f" - {one[1:]}" if one.startswith("-") and " til " not in one else f" + {one}"
    return told


def _what(subject: Subject, balance: Balance, told: str) -> str:
    """What the terms give, against what is printed."""
    gives = amount_words(balance.recomputed, subject.unit, balance.finest)
    printed = amount_words(balance.printed.amount, subject.unit, balance.printed.step)
    terms = f" ({arithmetic(balance.terms, subject.unit)})" if len(balance.terms) > 1 else ""
    return f"{told}{terms} giver {gives}, men der står {ended(printed)}"


def _bound(subject: Subject, balance: Balance) -> str:
    return f"Forskellen på {_difference(subject, balance)} kan skyldes afrunding (højst {_slack(subject, balance)})."


def _beyond(subject: Subject, balance: Balance) -> str:
    if balance.slack == Interval.of(0):
        return f"Forskellen er {ended(_difference(subject, balance))}"
    return f"Forskellen er {_difference(subject, balance)}; afrunding kan højst give {ended(_slack(subject, balance))}"


def _difference(subject: Subject, balance: Balance) -> str:
    return amount_words(balance.printed.amount - balance.recomputed, subject.unit, balance.finest)


def _slack(subject: Subject, balance: Balance) -> str:
    """The bound of the end that may move the most: half of the doubled one, with one digit more than the figures."""
    doubled = max(balance.slack.low, balance.slack.high)
    return single(doubled // 2, subject.unit, balance.finest // 10 or balance.finest)
