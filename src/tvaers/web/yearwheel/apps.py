"""The pages of the year wheel as a Django app, so that its templates are found."""

from django.apps import AppConfig


class YearWheelPagesConfig(AppConfig):
    """Web: the year wheel."""

    name = "tvaers.web.yearwheel"
    label = "web_yearwheel"
