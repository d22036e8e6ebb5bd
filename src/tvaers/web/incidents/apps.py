"""The Django app of the overviews of adverse events."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the templates."""

    name = "tvaers.web.incidents"
    label = "web_incidents"
