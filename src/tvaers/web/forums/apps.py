"""The pages of forums as a Django app, so that its templates are found."""

from django.apps import AppConfig


class ForumPagesConfig(AppConfig):
    """Web: forums."""

    name = "tvaers.web.forums"
    label = "web_forums"
