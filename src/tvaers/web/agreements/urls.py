"""Addresses of the agreements pages. Clause ids begin with a capital, so they never meet the words of other pages."""

from django.urls import path

from tvaers.web.agreements import edition_pages, pages, write_pages

app_name = "agreements"
urlpatterns = [
    path("", pages.agreements, name="list"),
    path("<slug:package>/", pages.agreement, name="agreement"),
    path("<slug:package>/parametre", pages.parameters, name="parameters"),
    path("<slug:package>/laesninger", pages.readings, name="readings"),
    path("<slug:package>/udgaver", edition_pages.editions, name="editions"),
    path("<slug:package>/forskel", edition_pages.difference, name="difference"),
    path("<slug:package>/underskriv/<str:party>", write_pages.sign, name="sign"),
    path("<slug:package>/ny-underaftale", write_pages.register, name="register"),
    path("<slug:package>/<str:clause>", pages.clause, name="clause"),
]
