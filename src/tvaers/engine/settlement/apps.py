"""The settlement app."""

from django.apps import AppConfig


class SettlementConfig(AppConfig):
    """Settlement."""

    name = "tvaers.engine.settlement"
    label = "settlement"
