"""The parties pages as a Django app."""

from django.apps import AppConfig


class Pages(AppConfig):
    """Pages."""

    name = "tvaers.web.parties"
    label = "web_parties"
