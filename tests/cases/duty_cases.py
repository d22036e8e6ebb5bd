"""A case type with one duty to try, and cases of it, all as values: for the tests of how duties are counted."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from tvaers.engine.cases.core import Case, Doer, begin, happen
from tvaers.engine.cases.duties import Owed, owed
from tvaers.kernel.case_types import CaseType
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.package import Package, load_package

PARAMETERS = """
- {id: cutoff, heading: Sidst på dagen, unit: clock, clause: PRV-1, values: [{from: 2011-01-01, value: "14:00", source: {document: egen, place: Afsnit 1}}]}
- id: by_level
  heading: Dage efter trin
  unit: days
  clause: PRV-1
  keys: [low, high]
  values:
    - {from: 2011-01-01, key: low, value: "7", source: {document: egen, place: Afsnit 1}}
    - {from: 2011-01-01, key: high, value: "2", source: {document: egen, place: Afsnit 1}}
"""  # noqa: E501
OWNER = Doer("1082", "owner")


def agreement(folder: Path) -> Package:
    """The trial agreement, copied to a folder, with a time of day and a value for each of two keys."""
    copied = folder / "proeve"
    shutil.copytree(Path(__file__).parent / "pakke" / "proeve", copied)
    with (copied / "parameters" / "alle.yml").open("a", encoding="utf-8") as file:
        file.write(PARAMETERS)
    return load_package(copied)


def type_with(duty: dict[str, Any], group: str = "deadlines") -> CaseType:
    """A case type with one duty of its owner, done by »do« unless it says otherwise."""
    named = {"id": "duty", "label": "Gør det", "owner": "owner", **duty}
    if not {"done_by", "until"} & set(named):
        named["done_by"] = "do"
    return CaseType.model_validate(
        {
            "id": "duty", "title": "Pligt", "plural": "Pligter", "summary": "En pligt.", "prefix": "PLI", "clause": "X",
            "roles": [
                {"id": "owner", "title": "Ejer", "jobs": "laege"},
                {"id": "asked", "title": "Spurgt", "jobs": "visitator", "many": "yes"},
            ],
            "fields": [
                {"id": "on", "label": "Den", "type": "date"},
                {"id": "told_on", "label": "Gjort den", "type": "date"},
                {"id": "level", "label": "Trin", "type": "text"},
                {"id": "called", "label": "Spurgte", "type": "parties"},
            ],
            "states": [
                {"id": "begun", "label": "Begyndt", "owner": "owner"},
                {"id": "waiting", "label": "Venter", "owner": "owner"},
                {"id": "settled", "label": "Afgjort", "owner": "owner"},
                {"id": "ended", "label": "Slut", "final": "yes"},
            ],
            "events": [
                {"id": "start", "label": "Begynd", "from": "new", "to": "begun", "by": "owner",
                 "takes": ["on", "level", "called"], "assigns": {"asked": "field:called"}},
                {"id": "wait", "label": "Vent", "from": "begun", "to": "waiting"},
                {"id": "resume", "label": "Fortsæt", "from": "waiting", "to": "begun"},
                {"id": "settle", "label": "Afgør", "from": "begun", "to": "settled"},
                {"id": "end", "label": "Slut", "from": "open", "to": "ended"},
                {"id": "do", "label": "Gør", "from": "open", "takes": "told_on"},
                {"id": "again", "label": "Igen", "from": "open"},
                {"id": "set", "label": "Skriv trin", "from": "open", "needs": "level"},
                {"id": "unset", "label": "Fjern trin", "from": "open", "clears": "level"},
            ],
            group: [named],
        }
    )  # fmt: skip


def moment(text: str) -> datetime:
    """Danish time from "2021-03-01 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def walked(package: Package, duty: dict[str, Any], start: str, *steps: tuple[str, str], **given: object) -> Case:
    """A case begun with some values, and what its owner then did when."""
    group = "deadlines" if "counts" in duty else "tasks"
    case = happen(begin(package, type_with(duty, group)), "start", moment(start), OWNER, given)
    for event, when in steps:
        case = happen(case, event, moment(when), OWNER, {"level": "low"} if event == "set" else {})
    return case


def one(case: Case, at: str) -> Owed:
    """The only duty of a case at a moment."""
    (found,) = owed(case, moment(at))
    return found


def counted(counts: dict[str, Any]) -> dict[str, Any]:
    """A duty counted from the first event, or back from the day."""
    back = any(way.endswith("_before") for way in counts)
    return {"since": {"field": "on"} if back else {"event": "start"}, "counts": counts}
