"""The Django app of what forums send on and invite to."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the models and the jobs."""

    name = "tvaers.engine.outreach"
    label = "outreach"
