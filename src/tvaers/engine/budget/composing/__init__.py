"""Compose a budget of proposals: what a set of choices costs, per period and pot, and whether it may stand."""
