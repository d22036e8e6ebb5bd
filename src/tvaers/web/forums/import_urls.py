"""Addresses of the import of minutes."""

from django.urls import path

from tvaers.web.forums import importing

urlpatterns = [
    path("indlaes", importing.start, name="import_any"),
    path("<slug:key>/indlaes", importing.start, name="import"),
    path("<slug:key>/indlaes/se", importing.review, name="import_review"),
]
