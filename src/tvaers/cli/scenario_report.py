"""What `tvaers scenario` tells: as data, and as text. Amounts are kroner as text."""

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from tvaers.engine.settlement.scenario import Check, Result
from tvaers.engine.settlement.scenario_read import Placed
from tvaers.kernel.money import plain

SECTIONS = {
    "lines": "linje",
    "statements": "opgørelse",
    "held": "tilbageholdt",
    "open": "åben",
    "out_of_scope": "uden for aftalen",
    "warnings": "bemærkning",
    "counts": "antal",
    "error": "afvisning",
    "state": "tilstand",
    "deadlines": "frist",
    "messages": "besked",
    "worklist": "arbejdsliste",
    "allowed": "tilladt",
    "data": "oplysninger",
    "items": "punkt",
    "blocked": "spærring",
    "followups": "opfølgning",
    "meetings": "møde",
    "sees": "indsigt",
    "budget": "budget",
}
SHOWN = ("table", "source", "part", "clause", "rule", "amount", "payer", "payee", "reason", "code", "lines")
MOST_SHOWN = 5


def as_data(placed: Placed, result: Result) -> dict[str, Any]:
    """One scenario: where it stands, whether it passed, each expectation with what came, and the whole outcome."""
    return {
        "name": placed.scenario.name,
        "agreement": placed.scenario.agreement,
        "file": placed.file,
        "line": placed.line,
        "passed": result.passed,
        "expectations": [_check(check) for check in result.checks],
        "outcome": _outcome(result),
    }


def say_result(document: Mapping[str, Any]) -> None:
    """One scenario in words: its name, and of one that failed what was expected and what came."""
    print(f"{'✓' if document['passed'] else '✗'} {document['name']}")
    if document["passed"]:
        return
    print(f"    {document['file']}, linje {document['line']}")
    for check in document["expectations"]:
        if not check["passed"]:
            _say_check(check)


def say_total(count: int, failed: int) -> None:
    """How many there were, and how many were not as expected."""
    if failed:
        print(f"\n{failed} af {count} scenarier er ikke som ventet.")
    else:
        print(f"\n{count} scenarier er som ventet.")


def _say_check(check: Mapping[str, Any]) -> None:
    """One expectation that does not hold, and what came in its place."""
    expected = (
        f"{SECTIONS[check['section']]}: {_words(check['expected'])}"
        if check["expected"] != ""
        else "at intet blev afvist"
    )
    print(f"    ventet {expected}")
    came = check["actual"] if isinstance(check["actual"], list) else [check["actual"]]
    for one in came[:MOST_SHOWN]:
        print(f"    kom: {_words(one)}")
    if len(came) > MOST_SHOWN:
        print(f"    og {len(came) - MOST_SHOWN} til")
    if not came:
        print("    kom: ingen")


def _check(check: Check) -> dict[str, Any]:
    return {
        "section": check.section,
        "expected": _data(check.expected),
        "actual": _data(check.actual),
        "passed": check.holds,
    }


def _outcome(result: Result) -> dict[str, Any] | None:
    if result.settled is None:
        return None
    of_kind = {"lines": "settled", "held": "held", "open": "open", "out_of_scope": "out_of_scope"}
    return {
        **{name: [_data(row) for row in result.settled.rows if row.kind == kind] for name, kind in of_kind.items()},
        "statements": [_data(statement) for statement in result.settled.totals.statements],
        "warnings": list(result.settled.totals.warnings),
        "counts": result.settled.totals.main_counts,
    }


def _data(value: Any) -> Any:
    """Plain data: what came is named as scenarios name it, øre become kroner, and what is empty is left out."""
    if isinstance(value, list | tuple):
        return [_data(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        data = asdict(value)
        data = {"clause": data["clauses"][0], **data} if "clauses" in data else data
        return _data({name: data[name] for name in SHOWN if data.get(name) not in (None, "")})
    if isinstance(value, Mapping):
        return {
            name: plain(one) if name == "amount" and isinstance(one, int) else _data(one) for name, one in value.items()
        }
    return value


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {one}" for name, one in value.items())
    return str(value) if value != [] else "ingen"
