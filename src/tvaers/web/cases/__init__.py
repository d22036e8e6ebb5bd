"""Pages of cases: the worklist, lists, one case, and the forms that their types declare."""
