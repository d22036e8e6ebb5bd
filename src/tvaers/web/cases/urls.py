"""Addresses of the pages of cases."""

from django.urls import path

from tvaers.web.cases import pages

app_name = "cases"
urlpatterns = [
    path("", pages.home, name="home"),
    path("alle/<slug:type>", pages.listing, name="list"),
    path("nyt/<slug:package>/<slug:type>/<slug:name>", pages.new, name="new"),
    path("kladde/<slug:package>/<slug:type>/<slug:name>", pages.save_draft, name="draft"),
    path("<str:number>", pages.case, name="case"),
    path("<str:number>/<slug:name>", pages.event, name="event"),
]
