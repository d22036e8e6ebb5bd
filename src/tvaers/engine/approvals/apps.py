"""The Django app of approvals."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the models."""

    name = "tvaers.engine.approvals"
    label = "approvals"
