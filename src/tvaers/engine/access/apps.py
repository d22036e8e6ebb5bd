"""The access app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Access."""

    name = "tvaers.engine.access"
    label = "access"
