"""The overview pages as a Django app."""

from django.apps import AppConfig


class Pages(AppConfig):
    """Pages."""

    name = "tvaers.web.overview"
    label = "web_overview"
