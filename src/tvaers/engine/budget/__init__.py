"""Budgets: proposals held once, read from a catalogue, checked, composed to a balance, decided and followed up."""
