"""What `tvaers settle` tells: as data, as text, and as files."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from tvaers.cli.frame import say
from tvaers.engine.settlement import queries
from tvaers.kernel.money import kroner, plain

LISTED = 1_000
"""How many lines and held rows the JSON document lists; the files of --out hold all of them."""


def as_data(run: Any) -> dict[str, Any]:
    """Receipt, statements, counts, control sums, warnings, lines and held rows. Amounts are kroner as text."""
    lines, held = queries.outcome_rows(run, "settled", LISTED), queries.outcome_rows(run, "held", LISTED)
    return {
        "receipt": queries.receipt(run),
        "counts": queries.main_counts(run),
        "counts_by_table": run.totals["counts"],
        "statements": [_in_kroner(statement) for statement in run.totals["statements"]],
        "booked": run.booked,
        "from_cases": [asdict(one) for one in queries.from_cases(run)],
        "controls": run.totals["controls"],
        "warnings": run.totals["warnings"],
        "lines": [_line(line) for line in lines.rows],
        "line_count": lines.count,
        "line_total": plain(lines.amount),
        "held": [_line(line) for line in held.rows],
        "held_count": held.count,
        "held_total": plain(held.amount),
    }


def say_report(run: Any) -> None:
    """The same in words, short."""
    counts = queries.main_counts(run)
    print(f"Kvittering {run.receipt[:16]} · {run.book.title} · afregning nr. {run.number}")
    print(
        f"Afregnet {counts['settled']} · tilbageholdt {counts['held']} · åbne {counts['open']} · "
        f"uden for aftalen {counts['out_of_scope']} · uden for perioden {counts['outside_period']}"
    )
    if from_cases := len(queries.from_cases(run)):
        print(f"Hentet i forløb: {from_cases} {'dato' if from_cases == 1 else 'datoer'}, som manglede i aktiviteten")
    for statement in run.totals["statements"]:
        print(
            f"{statement['payer']} betaler {statement['payee']}: "
            f"{kroner(statement['amount'])} ({statement['lines']} linjer)"
        )
    for control in run.totals["controls"]:
        print(f"{'✓' if control['holds'] else '✗'} {control['words']}")
    for warning in run.totals["warnings"]:
        print(f"! {warning}")


def write_out(run: Any, folder: Path) -> None:
    """Write lines, held rows, statements and receipt to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = queries.export_run(run, folder)
    say(f"Skrev {', '.join(written)} i {folder}.")


def _in_kroner(statement: dict[str, Any]) -> dict[str, Any]:
    return {**statement, "amount": plain(statement["amount"])}


def _line(line: Any) -> dict[str, Any]:
    return {
        "id": line.id,
        "table": line.table,
        "source": line.source,
        "part": line.part,
        "day": line.day,
        "clause": line.clause,
        "rule": line.name,
        "amount": None if line.amount is None else plain(line.amount),
        "payer": line.payer,
        "payee": line.payee,
        "entry": line.entry,
        **({"reason": queries.reason_of(line), "reason_code": queries.code_of(line)} if line.kind == "held" else {}),
    }
