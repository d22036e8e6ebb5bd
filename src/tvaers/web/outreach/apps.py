"""The pages of what reaches out from forums as a Django app, so that its templates are found."""

from django.apps import AppConfig


class OutreachPagesConfig(AppConfig):
    """Web: events, circulars and posts."""

    name = "tvaers.web.outreach"
    label = "web_outreach"
