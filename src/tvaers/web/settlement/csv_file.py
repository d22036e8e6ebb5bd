"""Lines as CSV for a Danish spreadsheet: semicolons, decimal comma, UTF-8 with its mark; made a batch at a time."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tvaers.engine.settlement.lines import Line
from tvaers.engine.settlement.reasons import rules_by_origin
from tvaers.exports.cells import safe
from tvaers.web.design import danish
from tvaers.web.settlement import words

HEADINGS = ("Linje", "Dag", "Slags", "Nummer", "Bestemmelse", "Regel", "Betaler", "Modtager", "Beløb i kr.", "Rettelse")
MARK = "\ufeff"
_BATCH = 500


class Echo:
    """A file that gives back what is written to it, for the csv writer."""

    def write(self, value: str) -> str:
        """The value itself."""
        return value


def csv_rows(run: Any, lines: Iterable[Line]) -> Iterator[str]:
    """The file as text, some hundred lines at a time."""
    writer, rules = csv.writer(Echo(), delimiter=";"), rules_by_origin(run)
    batch = [MARK + writer.writerow(HEADINGS)]
    for line in lines:
        batch.append(writer.writerow(row(run, line, rules)))
        if len(batch) >= _BATCH:
            yield "".join(batch)
            batch = []
    yield "".join(batch)


def row(run: Any, line: Line, rules: Mapping[tuple[int, int], Mapping[str, Any]]) -> list[str]:
    """One line as cells; numbers that name a citizen are left out. `rules` are as `rules_by_origin` gives them."""
    return [
        "" if words.hides_citizen(run, line) else safe(line.id or ""),
        f"{line.day:%d-%m-%Y}" if line.day else "",
        words.table_of(run, line.table)["title"],
        safe(words.source_of(run, line)),
        line.clause,
        safe(str(rules[line.origin, line.rule]["reason"])),
        safe(words.party(line.payer, run.ends) if line.payer else ""),
        safe(words.party(line.payee, run.ends) if line.payee else ""),
        danish.oere_number(line.amount).replace(".", "") if line.amount is not None else "",
        "Tilbageførsel" if line.entry == -1 else "",
    ]
