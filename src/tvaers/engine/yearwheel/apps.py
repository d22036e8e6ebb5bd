"""The Django app of the year wheel."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the models and the jobs."""

    name = "tvaers.engine.yearwheel"
    label = "yearwheel"
