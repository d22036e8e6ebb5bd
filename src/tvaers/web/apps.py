"""The pages as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Web."""

    name = "tvaers.web"
    label = "web"
