"""Addresses of the pages of cases. A case's number has capitals and a hyphen, so it never meets another word."""

from django.urls import path

from tvaers.web.cases import case_page, home, listing, mending, papers, receipt_page, type_page, writing

app_name = "cases"
urlpatterns = [
    path("", home.home, name="home"),
    path("handler-for", home.act_for, name="act_for"),
    path("mine-frister.ics", papers.my_dates, name="my_dates"),
    path("besked/<int:pk>/laest", home.read_notice, name="read_notice"),
    path("kladde/<int:pk>/slet", home.drop_draft, name="drop_draft"),
    path("kvittering", receipt_page.receipt, name="receipt"),
    path("alle/<slug:type>", listing.listing, name="list"),
    path("typer/<slug:type>", type_page.case_type, name="type"),
    path("nyt/<slug:package>/<slug:type>/<slug:name>", writing.new, name="new"),
    path("kladde/<slug:package>/<slug:type>/<slug:name>", writing.save_draft, name="draft"),
    path("<str:number>", case_page.case, name="case"),
    path("<str:number>/cpr-nummer", papers.cpr, name="cpr"),
    path("<str:number>/forseglet/<slug:field>", papers.seal, name="seal"),
    path("<str:number>/frister.ics", papers.case_dates, name="case_dates"),
    path("<str:number>/dokumenter", papers.attach, name="attach"),
    path("<str:number>/dokumenter/<int:pk>", papers.document, name="document"),
    path("<str:number>/ret/<int:place>", mending.mend, name="mend"),
    path("<str:number>/annuller/<int:place>", mending.annul, name="annul"),
    path("<str:number>/<slug:name>", writing.event, name="event"),
]
