"""Addresses of the settlement pages, by subject."""

from django.urls import path

from tvaers.web.settlement import downloads, held, home, line, lines, objections, runs, scenarios, statements, whatif

app_name = "settlement"
urlpatterns = [
    path("", home.home, name="home"),
    # runs and their rows
    path("koersler/<int:pk>", runs.run, name="run"),
    path("koersler/<int:pk>/linjer", lines.lines, name="lines"),
    path("koersler/<int:pk>/linjer.csv", lines.lines_csv, name="lines-csv"),
    path("koersler/<int:pk>/tilbageholdt", held.outcomes, {"kind": "held"}, name="held"),
    path("koersler/<int:pk>/ikke-afsluttet", held.outcomes, {"kind": "open"}, name="open"),
    path("koersler/<int:pk>/uden-for-aftalen", held.outcomes, {"kind": "out_of_scope"}, name="out-of-scope"),
    path("linjer/<path:line_id>", line.line, name="line"),
    # statements
    path("opgoerelser/<int:pk>", statements.statement, name="statement"),
    path("opgoerelser/<int:pk>/opgoerelse.xlsx", downloads.statement_xlsx, name="statement-xlsx"),
    path("opgoerelser/<int:pk>/opgoerelse.csv", downloads.statement_csv, name="statement-csv"),
    path("opgoerelser/<int:pk>/opgoerelse.pdf", downloads.statement_pdf, name="statement-pdf"),
    path("opgoerelser/<int:pk>/send", statements.step, {"event": "send"}, name="statement-send"),
    path("opgoerelser/<int:pk>/godkend", statements.step, {"event": "approve"}, name="statement-approve"),
    path("opgoerelser/<int:pk>/betal", statements.step, {"event": "pay"}, name="statement-pay"),
    # objections
    path("indsigelser", objections.objections, name="objections"),
    path("indsigelser/ny", objections.new, name="objection-new"),
    path("indsigelser/<int:pk>", objections.objection, name="objection"),
    path("indsigelser/<int:pk>/svar", objections.answer, name="objection-answer"),
    path("indsigelser/<int:pk>/traek-tilbage", objections.withdraw, name="objection-withdraw"),
    # what if
    path("hvad-nu-hvis", whatif.whatif, name="whatif"),
    path("scenarier", scenarios.scenarios, name="scenarios"),
    path("scenarier/<int:pk>", scenarios.scenario, name="scenario"),
]
