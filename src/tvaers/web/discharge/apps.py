"""The Django app of the board of discharges."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the templates."""

    name = "tvaers.web.discharge"
    label = "web_discharge"
