"""The pages of the documents of forums as a Django app, so that its templates are found."""

from django.apps import AppConfig


class CollectionPagesConfig(AppConfig):
    """Web: documents of forums."""

    name = "tvaers.web.collection"
    label = "web_collection"
