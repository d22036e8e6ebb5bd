"""The Django app of cases."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the models and the jobs."""

    name = "tvaers.engine.cases"
    label = "cases"
