"""The audit pages as a Django app."""

from django.apps import AppConfig


class Pages(AppConfig):
    """Pages."""

    name = "tvaers.web.audit"
    label = "web_audit"
