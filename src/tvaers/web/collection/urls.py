"""Addresses of the documents of forums."""

from django.urls import path

from tvaers.web.collection import pages, steps

app_name = "collection"
urlpatterns = [
    path("", pages.every, name="all"),
    path("forum/<slug:key>", pages.forum, name="forum"),
    path("forum/<slug:key>/nyt", steps.add, name="add"),
    path("forum/<slug:key>/overdragelse.xlsx", pages.handover_file, name="handover_file"),
    path("dokument/<slug:slug>/fil", pages.file, name="file"),
    path("dokument/<slug:slug>/ret", steps.change, name="change"),
    path("dokument/<slug:slug>/maerke", steps.mark, name="mark"),
    path("dokument/<slug:slug>/fjern", steps.take_away, name="take_away"),
]
