"""Cases: what a case type declares, kept as an append-only row of events, with its deadlines and whose move it is.

`core.py`, `given.py`, `looking.py` and `duties.py` are pure and know no database; the store, the actions and the
queries stand on them, and so do scenarios.
"""
