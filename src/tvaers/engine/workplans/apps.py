"""The Django app of work plans."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the models and the jobs."""

    name = "tvaers.engine.workplans"
    label = "workplans"
