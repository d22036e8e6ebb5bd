"""The Django app of forums."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the models and the jobs."""

    name = "tvaers.engine.forums"
    label = "forums"
