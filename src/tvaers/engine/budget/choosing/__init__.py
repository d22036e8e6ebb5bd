"""Choose the best set of proposals with a solver, and prove it again in integers."""
