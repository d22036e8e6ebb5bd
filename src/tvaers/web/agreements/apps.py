"""The agreements pages as a Django app."""

from django.apps import AppConfig


class Pages(AppConfig):
    """Pages."""

    name = "tvaers.web.agreements"
    label = "web_agreements"
