"""Adverse events between sectors: what a risk manager and the network look at."""
