"""Why a line is what it is: read from what is stored with it and its edition, without computing the amount again."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tvaers.engine.agreements.wording import describe_value, word
from tvaers.engine.settlement import lines, store
from tvaers.engine.settlement.activity_tables import TABLES
from tvaers.engine.settlement.from_cases import sources
from tvaers.engine.settlement.line_ids import LineId
from tvaers.engine.settlement.lines import Line
from tvaers.engine.settlement.models import Run
from tvaers.kernel.money import kroner, percent

FORMAT = "tvaers-explanation-1"


@dataclass(frozen=True)
class Explanation:
    """Everything about one line, as data: shown on the page, printed by the command and given by the API."""

    line: Line
    data: dict[str, Any]


def explain(run: Run, line: Line) -> Explanation:
    """The explanation of a line of a run. Keys: format, line, sentence, facts, clause, steps, result, rounding, values,
    readings, met, not_met, receipt; amounts in øre and in Danish words."""
    made_in = run if line.origin == run.number else run.book.runs.select_related("edition").get(number=line.origin)
    document = made_in.edition.document
    rule = document["rules"][str(line.rule)]
    table = document["tables"][rule["table"]]
    values = _values(document, rule, line)
    data = {
        "format": FORMAT,
        "line": line.id,
        "kind": line.kind,
        "amount": line.amount,
        "payer": line.payer,
        "payee": line.payee,
        "day": line.day.isoformat() if line.day else None,
        "reversal_of": line.id[:-1] if line.entry == -1 else None,
        "sentence": sentence(rule, line),
        "facts": _facts(made_in, table, line),
        "clause": _clause(document, rule["clause"]),
        "steps": _steps(rule, line),
        "result": kroner(line.amount) if line.amount is not None else None,
        "rounding": _rounding(rule, line),
        "values": values,
        "readings": _readings(document, rule, values),
        "met": [_met(table, answer) for answer in rule["when"]],
        "not_met": _not_met(document, table, line),
        "receipt": {
            "run": run.number,
            "book": run.book.name,
            "receipt": run.receipt,
            "content": made_in.edition.content_hash,
            "input": made_in.input_hash,
            "code": made_in.code_version,
            "settled_at": run.finished_at.isoformat(),
        },
    }
    return Explanation(line, data)


def sentence(rule: dict[str, Any], line: Line) -> str:
    """What happened, in one sentence."""
    if line.entry == -1:
        return f"Linjen tilbagefører {kroner(-(line.amount or 0))}, fordi grundlaget er ændret. {rule['reason']}"
    if line.kind == "settled" and line.payer == line.payee:
        return f"{line.payer} bærer selv {kroner(line.amount or 0)}. {rule['reason']}"
    if line.kind == "settled":
        return f"{line.payer} betaler {kroner(line.amount or 0)} til {line.payee}. {rule['reason']}"
    if line.kind == "held" and line.amount is not None:
        return f"{kroner(line.amount)} er holdt tilbage. {rule['reason']}"
    return str(rule["reason"])


def find_line(runs: list[Run], wanted: LineId) -> tuple[Run, Line] | None:
    """The newest of some runs that has a line with this id, and the line."""
    for run in runs:
        found = lines.find(run, wanted) if run.edition.agreement.short == wanted.short else None
        if found is not None:
            return run, found
    return None


def _facts(run: Run, table: dict[str, Any], line: Line) -> list[dict[str, str]]:
    row = lines.facts(run, line)
    known = [{"label": label, "value": _word(row.get(name))} for name, label in table["shown"] if name in row]
    if not row:
        known = [
            {"label": "Række", "value": line.source},
            *([{"label": "Del", "value": line.part}] if line.part else []),
        ]
    return [{"label": "Nummer", "value": line.source}, *known, *_from_cases(run, table, row)] if row else known


def _from_cases(run: Run, table: dict[str, Any], row: dict[str, Any]) -> list[dict[str, str]]:
    """Which of the row's facts came from a case and not with the delivery, and from which case."""
    described = TABLES[table["table"]]
    own = {(name, str(row[TABLES[name].key[0]])) for name in (described.name, "contacts") if TABLES[name].key[0] in row}
    return [
        {"label": f"{TABLES[one.table].column(one.column).label}, hentet fra forløb", "value": one.case}
        for one in sources(store.activity_store() / run.activity)
        if (one.table, one.source) in own
    ]


def _steps(rule: dict[str, Any], line: Line) -> list[dict[str, str]]:
    """The arithmetic as a column: base, what it is multiplied by, what it is divided by."""
    amount = rule["amount"]
    if amount is None or line.base is None:
        return []
    steps = [{"label": amount["base"], "value": kroner(line.base)}]
    if amount["full"]:
        return steps
    if amount["unit"] == "basispoint":
        return [*steps, {"label": f"× {amount['numerator']}", "value": percent(line.numerator or 0)}]
    return [
        *steps,
        {"label": f"× {amount['numerator']}", "value": f"{line.numerator}"},
        {"label": "÷ i alt", "value": f"{line.denominator}"},
    ]


def _rounding(rule: dict[str, Any], line: Line) -> str:
    if rule["amount"] is None or line.base is None or rule["amount"]["full"]:
        return ""
    if rule["splits"]:
        return "Beløbet er fordelt, så delene giver præcis hele beløbet: resterende øre går til de største rester."
    if line.base * (line.numerator or 0) % (line.denominator or 1) == 0:
        return "Beløbet går op i hele øre; intet er rundet."
    return "Rundet én gang til nærmeste øre efter multiplikationen; en halv øre rundes op."


def _values(document: dict[str, Any], rule: dict[str, Any], line: Line) -> list[dict[str, Any]]:
    """The parameter values in force on the line's day that its amount or its tests rest on."""
    used = set(rule["amount"]["uses"]) if rule["amount"] else set()
    used |= {p["id"] for p in document["parameters"].values() if p["clause"] == rule["clause"]}
    day = line.day.isoformat() if line.day else ""
    return [
        describe_value(document, value)
        for name, parameter in document["parameters"].items()
        if name in used
        for value in parameter["values"]
        if value["from"] <= day and (value["to"] is None or day <= value["to"])
    ]


def _readings(document: dict[str, Any], rule: dict[str, Any], values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    clause = document["clauses"].get(rule["clause"], {})
    marks = [*rule["readings"], *clause.get("readings", ()), *(v["reading"] for v in values if v["reading"])]
    return [document["readings"][mark] for mark in dict.fromkeys(marks) if mark in document["readings"]]


def _clause(document: dict[str, Any], clause: str) -> dict[str, Any]:
    found = document["clauses"].get(clause, {})
    return {
        "id": clause,
        "heading": found.get("heading", ""),
        "summary": found.get("summary", ""),
        "place": found.get("place", ""),
        "agreement": document["id"],
    }


def _met(table: dict[str, Any], answer: dict[str, Any]) -> str:
    test = next(test for test in table["tests"] if test["id"] == answer["test"])
    return str(test["yes"] if answer["wanted"] else test["no"])


def _not_met(document: dict[str, Any], table: dict[str, Any], line: Line) -> list[dict[str, Any]]:
    """The other rules of the table with what they wanted and did not get; a rule that fitted too came later."""
    answers = {test["id"]: bool(line.answers >> place & 1) for place, test in enumerate(table["tests"])}
    words = {test["id"]: (test["no"], test["yes"]) for test in table["tests"]}
    index = document["tables"].index(table)
    return [
        {
            "rule": rule["name"],
            "clause": rule["clause"],
            "heading": document["clauses"].get(rule["clause"], {}).get("heading", ""),
            "missing": [
                words[a["test"]][answers[a["test"]]] for a in rule["when"] if answers[a["test"]] != a["wanted"]
            ],
        }
        for number, rule in document["rules"].items()
        if rule["table"] == index and int(number) != line.rule
    ]


def _word(value: Any) -> str:
    if value is None:
        return "ikke oplyst"
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y kl. %H.%M}" if (value.hour, value.minute) != (0, 0) else f"{value:%d-%m-%Y}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return word(str(value))
