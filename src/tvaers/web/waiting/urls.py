"""Addresses of the overviews of access."""

from django.urls import path

from tvaers.web.waiting import closures, equality, letters, line, spare

app_name = "waiting"
urlpatterns = [
    path("venteliste", line.waiting_list, name="list"),
    path("venteliste/ens-vilkaar", equality.report, name="equality"),
    path("venteliste/lukninger", closures.calendar, name="closures"),
    path("venteliste/ledige-pladser", spare.board, name="spare"),
    path("venteliste/breve", letters.overview, name="letters"),
    path("venteliste/breve/hent.xlsx", letters.month_file, name="letters_file"),
]
