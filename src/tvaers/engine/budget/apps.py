"""The Django app of budgets."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the models."""

    name = "tvaers.engine.budget"
    label = "budget"
