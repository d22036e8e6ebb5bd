"""The template library `design`."""
