"""The Django app of the pages of cases."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the templates."""

    name = "tvaers.web.cases"
    label = "web_cases"
