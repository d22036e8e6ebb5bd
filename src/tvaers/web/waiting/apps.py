"""The Django app of the overviews of access."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the templates."""

    name = "tvaers.web.waiting"
    label = "web_waiting"
