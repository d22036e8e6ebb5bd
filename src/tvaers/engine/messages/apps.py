"""The Django app of messages."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the models and the jobs."""

    name = "tvaers.engine.messages"
    label = "exchange"
    """Not "messages", which Django's own app has."""
