"""The Django app of the documents of forums."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the models."""

    name = "tvaers.engine.collection"
    label = "collection"
