"""The design room as a Django app, so that its templates, tags and static files are found."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Must stand before `allauth` in INSTALLED_APPS, because its log-in templates replace allauth's own."""

    name = "tvaers.web.design"
    label = "design"
