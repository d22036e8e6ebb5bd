"""The parties app."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Parties."""

    name = "tvaers.engine.parties"
    label = "parties"
