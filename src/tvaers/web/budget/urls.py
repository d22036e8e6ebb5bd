"""Addresses of budgets."""

from django.urls import path

from tvaers.web.budget import catalogue_page, home, import_pages, proposal_page, tables_page, version_pages

app_name = "budget"
urlpatterns = [
    path("", home.home, name="home"),
    path("indlaes", import_pages.start, name="import"),
    path("indlaes/se", import_pages.review, name="import_review"),
    path("katalog/<int:pk>/", catalogue_page.catalogue, name="catalogue"),
    path("katalog/<int:pk>/brik/<str:key>", proposal_page.proposal, name="proposal"),
    path("katalog/<int:pk>/tabeller/", tables_page.tables, name="tables"),
    path("katalog/<int:pk>/versioner/", version_pages.versions, name="versions"),
]
