"""Addresses of the parties pages."""

from django.urls import path

from tvaers.web.parties import pages

app_name = "parties"
urlpatterns = [
    path("", pages.parties, name="list"),
    path("kommuner", pages.municipalities, name="municipalities"),
    path("<slug:key>", pages.party, name="party"),
]
