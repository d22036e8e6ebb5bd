"""Addresses of the pages of cases. A case's number has capitals and a hyphen, so it never meets another word."""

from django.urls import path

from tvaers.web.cases import (
    case_page,
    dates,
    home,
    listing,
    many,
    mending,
    papers,
    receipt_page,
    saved,
    type_page,
    writing,
)

app_name = "cases"
urlpatterns = [
    path("", home.home, name="home"),
    path("handler-for", home.act_for, name="act_for"),
    path("mine-frister.ics", papers.my_dates, name="my_dates"),
    path("kalender", dates.page, name="calendar"),
    path("kalender/lav", dates.make, name="make_calendar"),
    path("kalender/traek-tilbage", dates.withdraw, name="withdraw_calendar"),
    path("kalender/<str:code>.ics", dates.feed, name="calendar_feed"),
    path("visninger", saved.manage, name="views"),
    path("visninger/gem", saved.save, name="save_view"),
    path("visninger/<int:pk>/omdoeb", saved.rename, name="rename_view"),
    path("visninger/<int:pk>/slet", saved.drop, name="drop_view"),
    path("flere", many.many, name="many"),
    path("flere/hent/<slug:form>", many.download, name="many_file"),
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
