"""The citizens app."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """Citizens."""

    name = "tvaers.engine.citizens"
    label = "citizens"
