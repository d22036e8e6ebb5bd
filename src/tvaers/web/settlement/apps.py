"""The settlement pages as a Django app."""

from django.apps import AppConfig


class Pages(AppConfig):
    """Pages."""

    name = "tvaers.web.settlement"
    label = "web_settlement"
