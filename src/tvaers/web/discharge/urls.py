"""Addresses of the board of discharges."""

from django.urls import path

from tvaers.web.discharge import pages

app_name = "discharge"
urlpatterns = [
    path("tavle", pages.board, name="board"),
    path("tavle/hent/<slug:what>.xlsx", pages.spreadsheet, name="xlsx"),
]
