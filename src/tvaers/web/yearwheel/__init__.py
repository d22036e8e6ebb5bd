"""Pages of the year wheel."""
