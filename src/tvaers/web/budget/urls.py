"""Addresses of budgets."""

from django.urls import path

from tvaers.web.budget import (
    best_page,
    board_page,
    catalogue_page,
    findings_page,
    home,
    import_pages,
    proposal_page,
    round_page,
    scenario_pages,
    stage_pages,
    tables_page,
    version_pages,
)

app_name = "budget"
urlpatterns = [
    path("", home.home, name="home"),
    path("indlaes", import_pages.start, name="import"),
    path("indlaes/se", import_pages.review, name="import_review"),
    path("katalog/<int:pk>/", catalogue_page.catalogue, name="catalogue"),
    path("katalog/<int:pk>/brik/<str:key>", proposal_page.proposal, name="proposal"),
    path("katalog/<int:pk>/tabeller/", tables_page.tables, name="tables"),
    path("katalog/<int:pk>/fund/", findings_page.findings, name="findings"),
    path("katalog/<int:pk>/fund/tjek", findings_page.check, name="check"),
    path("katalog/<int:pk>/fund/<int:finding>/forklar", findings_page.explain, name="explain"),
    path("katalog/<int:pk>/fund/<int:finding>/genaabn", findings_page.reopen, name="reopen"),
    path("katalog/<int:pk>/fund/<int:finding>/ret", findings_page.correct, name="correct"),
    path("katalog/<int:pk>/tvivl/<int:doubt>", findings_page.doubt, name="doubt"),
    path("katalog/<int:pk>/skridt/<slug:name>", stage_pages.step, name="step"),
    path("katalog/<int:pk>/versioner/", version_pages.versions, name="versions"),
    path("katalog/<int:pk>/proev", board_page.exercise, name="exercise"),
    path("runde/<int:pk>/", round_page.round, name="round"),
    path("opstilling/<slug:slug>/", board_page.show, name="board"),
    path("opstilling/<slug:slug>/vaelg", board_page.change, name="change"),
    path("opstilling/<slug:slug>/log", scenario_pages.log, name="log"),
    path("opstilling/<slug:slug>/del", scenario_pages.share, name="share"),
    path("opstilling/<slug:slug>/sammenlign", scenario_pages.compare, name="compare"),
    path("opstilling/<slug:slug>/bedste", best_page.best, name="best"),
]
