"""Dokumenter: the documents that forums keep, the missing ones, and what is handed over."""
