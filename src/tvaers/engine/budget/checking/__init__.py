"""Check a catalogue's figures against each other, with the rounding of print allowed for. Pure: a catalogue in,
findings out.

`balance.py` has the interval arithmetic, `checks.py` the list of rules, docs/regler/budgetkontrol.md the rules in
prose.
"""

from tvaers.engine.budget.checking.as_data import as_data, finding_data
from tvaers.engine.budget.checking.checks import check, examine
from tvaers.engine.budget.checking.finding import CAUSES, Finding, Report

__all__ = ["CAUSES", "Finding", "Report", "as_data", "check", "examine", "finding_data"]
