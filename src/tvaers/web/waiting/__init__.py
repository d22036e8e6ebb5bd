"""Waiting lists, equal terms, closures, spare capacity and notification letters."""
