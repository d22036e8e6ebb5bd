"""The agreements app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Agreements."""

    name = "tvaers.engine.agreements"
    label = "agreements"
