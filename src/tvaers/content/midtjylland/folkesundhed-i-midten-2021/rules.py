"""The public health fund goes on under the letter's clauses as it was settled under the agreement of 2011-14."""

from pathlib import Path

from tvaers.kernel.rules import load_rules, renamed

EARLIER = load_rules(Path(__file__).resolve().parents[1] / "sundhedsaftale-2011" / "rules.py")

TABLES = tuple(renamed(t, {"SA-SF-8.1a": "BREV-50"}) for t in EARLIER.tables if t.name in ("fund", "fund_region"))
REMARKS = EARLIER.remarks
