"""Tværs: agreements about health care that run."""
