"""Addresses of the log pages."""

from django.urls import path

from tvaers.web.audit import pages

app_name = "audit"
urlpatterns = [
    path("", pages.entries, name="list"),
    path("<int:number>", pages.entry, name="entry"),
]
