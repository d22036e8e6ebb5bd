"""The pages of messages as a Django app."""

from django.apps import AppConfig


class Pages(AppConfig):
    """Pages."""

    name = "tvaers.web.messages"
    label = "web_messages"
